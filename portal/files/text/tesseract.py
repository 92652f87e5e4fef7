"""Tesseract: which languages it has data for here, and what it reads from a picture.

Measured with the thirteen languages (see docs/run.md), which is why it is asked as it is: its own finding of columns
loses lines of Khmer and Burmese, data of English beside a language's own keep names such as ACTIP, and what it takes
for the script of a page is often wrong. So a page is read more than once, and the reading with the most known words is
kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from portal.files.confined.limits import RECOGNISING, Limits
from portal.files.confined.running import FailedError, OverrunError, execute
from portal.files.text.language import SCRIPTS, guess
from portal.files.text.quality import known_letters, likeness

#: What tesseract calls our languages; it has no data for Tetum, which is written with the letters of Portuguese.
TESSERACT_CODES = {
    "en": "eng",
    "th": "tha",
    "lo": "lao",
    "km": "khm",
    "my": "mya",
    "vi": "vie",
    "id": "ind",
    "ms": "msa",
    "fil": "fil",
    "zh-hans": "chi_sim",
    "ta": "tam",
    "tet": "por",
    "pt": "por",
}
#: A reading this like a good text of its language is taken to be in it: Lao read as Thai comes to 0.55, Lao to 1.07.
SURE = 0.8
#: How tesseract divides a page: by columns it finds itself, or as one column.
_FOUND, _ONE_COLUMN = "3", "6"
#: One column is believed only where it says clearly more, because it reads across the columns of a page that has two.
_CLEARLY = 1.1
#: Dots to the inch of a page that is drawn for reading; the marks of Burmese are torn from their letters by more.
USUAL_DENSITY, DENSITIES = 300, {"my": 150}
_LISTING = Limits(seconds=5, output=65_536)


@dataclass(frozen=True)
class Tesseract:
    """The program, and the data it has for languages of ours, by its own names for them."""

    program: str
    known: frozenset[str]

    def can_read(self, language: str) -> bool:
        """Whether it has the data for a language, by our code."""
        return TESSERACT_CODES.get(language) in self.known

    def read(self, picture: Path, language: str) -> str:
        """What is written on a picture in a language whose data it has. Raises OverrunError or FailedError."""
        data = [TESSERACT_CODES[language]]
        if language not in SCRIPTS:
            return self._said(picture, data, _FOUND)
        found, one = (self._said(picture, self._with_english(data), layout) for layout in (_FOUND, _ONE_COLUMN))
        return one if known_letters(one, language) > _CLEARLY * known_letters(found, language) else found

    def tell(self, picture: Path) -> str:
        """The language of what is written on a picture, by reading it in each script; empty when none is sure.

        Raises OverrunError or FailedError.
        """
        readings = {}
        for language in SCRIPTS:
            if self.can_read(language):
                readings[language] = self._said(picture, [TESSERACT_CODES[language]], _ONE_COLUMN)
        latin = {code for language, code in TESSERACT_CODES.items() if language not in SCRIPTS} & self.known
        if latin:
            said = self._said(picture, sorted(latin), _ONE_COLUMN)
            language = guess(said).code
            # Stray letters of a page in another script may look like anything, but not like what was not asked for.
            if language and language not in SCRIPTS and self.can_read(language):
                readings[language] = said
        best = max(readings, key=lambda code: known_letters(readings[code], code), default="")
        return best if best and likeness(readings[best], best) >= SURE else ""

    def _with_english(self, data: list[str]) -> list[str]:
        return [*data, "eng"] if "eng" in self.known else data

    def _said(self, picture: Path, data: Sequence[str], layout: str) -> str:
        asked = ("-l", "+".join(data), "--psm", layout)
        said = execute(self.program, str(picture), "stdout", *asked, limits=RECOGNISING)
        return said.decode("utf-8", "replace").replace("\f", "").strip()


def tesseract() -> Tesseract | None:
    """Tesseract as it is installed at this moment, when the setting asks for it and it knows any language of ours."""
    program = shutil.which("tesseract") if settings.FILES_RECOGNISE else None
    if program is None:
        return None
    known = installed_languages(program)
    return Tesseract(program, known) if known else None


def installed_languages(program: str) -> frozenset[str]:
    """The languages of ours for which a tesseract has data, as it calls them."""
    try:
        said = execute(program, "--list-langs", limits=_LISTING).decode("utf-8", "replace")
    except (OverrunError, FailedError):
        return frozenset()
    return frozenset(said.split()) & frozenset(TESSERACT_CODES.values())
