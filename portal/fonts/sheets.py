"""Writes the two sheets of ``@font-face`` rules that tell a browser which file holds which characters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.fonts.characters import BURMESE, JOINERS, LATIN_BESIDE_CHINESE, Characters, unicode_range
from portal.fonts.faces import FACES, NAMES, Face

#: The family that Chinese text uses for its Latin: the files of Noto Sans, without the punctuation both scripts share.
LATIN_FAMILY_FOR_CHINESE = "Balai Latin"

_RULE = (
    "@font-face{{font-family:{family};font-weight:{weight};font-display:swap;"
    "src:url({name}.woff2)format('woff2');unicode-range:{characters}}}\n"
)


def full_sheet(held: Mapping[str, Characters]) -> str:
    """``fonts.css``: every face. ``held`` is, by face name, the characters each file came to hold."""
    beside_chinese = [face for face in FACES if face.name.startswith("latin-")]
    return _rules(FACES, held) + "".join(
        _rule(face, held[face.name] & LATIN_BESIDE_CHINESE, LATIN_FAMILY_FOR_CHINESE) for face in beside_chinese
    )


def saving_sheet(held: Mapping[str, Characters]) -> str:
    """``fonts-saving.css``: for a visitor who saves data. Burmese alone, because a device may hold a font for it that
    is not Unicode; the small file of names keeps its name in the list of languages from fetching the large one."""
    burmese = (face for face in FACES if face.family == "Noto Sans Myanmar")
    return _rules(burmese, held) + _rule(NAMES, held[NAMES.name] & (BURMESE - JOINERS))


def _rules(faces: Iterable[Face], held: Mapping[str, Characters]) -> str:
    return "".join(_rule(face, held[face.name]) for face in faces)


def _rule(face: Face, characters: Characters, family: str = "") -> str:
    return _RULE.format(
        family=f'"{family or face.family}"',
        weight=face.weight,
        name=face.name,
        characters=unicode_range(characters),
    )
