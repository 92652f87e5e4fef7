"""How far the text that was taken from a file can be read: one figure between 0 and 1, and what it was made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from portal.files.text.language import ENOUGH, LATIN, SCRIPTS, Guess, guess, known_share
from portal.files.text.zawgyi import likelihood

#: Below this a text is called poor, and staff are told.
POOR = 0.6
#: The share of words that a good text of a language has in common with our lists, from texts of this portal less a
#: margin; less than this is less than good.
EXPECTED = {
    "en": 0.25,
    "id": 0.16,
    "ms": 0.16,
    "fil": 0.25,
    "tet": 0.22,
    "pt": 0.25,
    "vi": 0.18,
    "th": 0.2,
    "lo": 0.2,
    "km": 0.16,
    "my": 0.2,
    "ta": 0.12,
    "zh-hans": 0.1,
}
#: A page of fewer letters than this says nothing: a picture, or a page left empty.
FEWEST_LETTERS = 15
_LETTERS = re.compile(r"[^\W\d_]")
_SIGNS = re.compile(r"\S")
#: Places of a font's own making, signs nobody could read, a dotted circle put where a mark has lost its letter.
_BROKEN = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\u25cc\x80-\x9f\U000f0000-\U0010ffff]|\\(cid:\\d+\\)")
#: A mark of a script of the region after a space, where no letter is that it could stand on.
_STRAY = re.compile(
    r"(?:(?<=\s)|^)[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u17b6-\u17d1"
    r"\u102b-\u1030\u1032-\u103e\u0bbe-\u0bcd]",
    re.MULTILINE,
)
_BROKEN_WEIGHT = 5.0
_PAGE_BREAK = "\n\f\n"


@dataclass(frozen=True)
class Judgement:
    """The figure and its parts, each a share between 0 and 1 but for the counts."""

    quality: float
    language: str
    known: float
    broken: float
    zawgyi: float
    pages: int
    pages_without_text: int

    @property
    def facts(self) -> dict[str, float | int | str]:
        """The parts as they are stored."""
        return {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(self).items()}


def judge(texts: Iterable[str], confirmed: str = "") -> Judgement:
    """Judge the texts of all pages of a file; ``confirmed`` is its language where an editor has said it."""
    pages = without = length = 0
    sample: list[str] = []
    for text in texts:
        pages += 1
        without += not has_text(text)
        if length < 4 * ENOUGH:
            sample.append(text)
            length += len(text)
    joined = _PAGE_BREAK.join(sample)
    found = Guess(confirmed, known_share(joined, confirmed)) if confirmed else guess(joined)
    broken = broken_share(joined)
    zawgyi = likelihood(joined) if found.code == "my" else 0.0
    known = min(1.0, found.known / EXPECTED[found.code]) if found.code else 0.0
    figure = max(0.0, 1 - _BROKEN_WEIGHT * broken) * (0.3 + 0.7 * known) * (1 - 0.8 * zawgyi)
    figure *= (pages - without) / pages if pages else 0.0
    return Judgement(figure, found.code, known, broken, zawgyi, pages, without)


def has_text(text: str) -> bool:
    """Whether a page says anything; one that does not may be a picture of a page."""
    letters = sum(1 for _letter in _LETTERS.finditer(text[:2000]))
    return letters >= FEWEST_LETTERS and broken_share(text) < 0.5


def likeness(text: str, code: str) -> float:
    """How like a text of a language it is by the words it has in common with our list; 1 and more is a good text."""
    return known_share(unicodedata.normalize("NFC", text), code) / EXPECTED[code]


def known_letters(text: str, code: str) -> float:
    """How much of a language a text holds, to compare readings of one page: its letters, by their likeness."""
    return likeness(text, code) * len(re.findall(f"[{SCRIPTS.get(code, LATIN)}]", text))


def broken_share(text: str) -> float:
    """The share of signs that say nothing, or stand where they cannot."""
    signs = len(_SIGNS.findall(text))
    return (len(_BROKEN.findall(text)) + len(_STRAY.findall(text))) / signs if signs else 0.0
