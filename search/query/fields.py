"""Field words: filters typed among the words, such as ``country:TH``, ``-theme:recruitment`` or ``year:2020..2024``.

They become what the filters of an address become. What is no field here (``http://…``, ``10:30``) is a word, and what
stands between quotes is a phrase, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from portal.indexing import FACETS
from search.analysis.scripts import HAN
from search.query.dates import Years, read_years
from search.query.filters import MARKING
from search.query.naming import Names
from search.query.plan import Ignored
from search.query.text import QUOTES, one_line

#: Of what was typed no more is read, words and field words together.
LONGEST_TYPED = 500
#: A value without quotes may go on in the words after it, as far as so many words make a name.
LONGEST_NAME = 6

YEAR = "year"
#: What may stand before the colon, and which filter it is.
FIELDS: dict[str, str] = {**{facet: facet for facet in FACETS}, "victim": "victim_group", MARKING: MARKING, YEAR: YEAR}

_PIECE = re.compile(
    r'(?P<phrase>[-−－]?"[^"]*")'
    r"|[\u200b-\u200d\u2060\ufeff]*(?P<minus>[-−－])?(?P<field>[^\s\d!-/:-@\[-^`{-~：៖]{2,24})[:：៖]"
    r'(?:"(?P<quoted>[^"]+)"|"?(?P<bare>[^\s"]+))'
    r'|(?P<word>[^\s"]+)|"'
)

# In Chinese a colon without a space stands in every other title; no filter has so long a name.
_CHINESE_TITLE = re.compile(f"[{HAN}]{{5,}}")
_UNSEEN = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
_MANY_UNSEEN = re.compile(f"([{_UNSEEN}])[{_UNSEEN}]+")
_UNSEEN_AT_ENDS = re.compile(rf"^[\s{_UNSEEN}]+|[\s{_UNSEEN}]+$")


@dataclass(frozen=True)
class Chosen:
    """One value of a facet, wanted or not."""

    facet: str
    code: str
    unwanted: bool


@dataclass(frozen=True)
class ReadFields:
    """What was typed, taken apart: the words that are left, and what the field words say."""

    rest: str
    chosen: tuple[Chosen, ...] = ()
    years: Years | None = None
    ignored: tuple[Ignored, ...] = ()
    shortened: bool = False


def read_fields(typed: str, language: str, partitions: frozenset[str] = frozenset()) -> ReadFields:
    """The field words of what a reader of ``language`` typed, and the words without them.

    ``partitions`` are those the reader may search. The database is asked only where there are field words.
    """
    stripped = typed.strip()
    reader = _Reader(_seen(one_line(stripped[:LONGEST_TYPED])), language, partitions)
    reader.read()
    return ReadFields(
        " ".join(reader.rest.split()),
        tuple(reader.chosen),
        reader.years,
        tuple(reader.ignored),
        shortened=len(stripped) > LONGEST_TYPED,
    )


def _seen(text: str) -> str:
    """A text without the signs nobody sees at its ends, and with no more than one of them side by side.

    One may part two words of Khmer or join two letters of Tamil; a hundred of them are a question of nothing.
    """
    return _UNSEEN_AT_ENDS.sub("", _MANY_UNSEEN.sub(r"\1", text))


def unknown_fields(text: str) -> list[str]:
    """What stands in a text as field words do, and is none: each name once, as it was typed."""
    pieces = _PIECE.finditer(text.translate(QUOTES))
    return list(dict.fromkeys(piece["field"] for piece in pieces if _is_like_a_field(piece)))


def _is_like_a_field(piece: re.Match[str]) -> bool:
    """Whether there is a word of letters, a colon and a value, and neither a known field nor the address of a page."""
    name, value = _name_of(piece), piece["quoted"] or piece["bare"] or ""
    is_word = bool(name) and all(unicodedata.category(sign)[0] in "LM" for sign in name)
    return (
        is_word
        and not _CHINESE_TITLE.fullmatch(name)
        and name not in FIELDS
        and not value.startswith("//")
        and any(map(str.isalnum, value))
    )


def _name_of(piece: re.Match[str]) -> str:
    """The name of the field a piece is of, as it is compared; empty for any other piece."""
    return unicodedata.normalize("NFKC", piece["field"] or "").casefold()


class _Reader:
    """Goes through one text once."""

    def __init__(self, text: str, language: str, partitions: frozenset[str]) -> None:
        self._text = text
        self._language = language
        self._partitions = partitions
        self._names: dict[str, Names] = {}
        self._pieces = list(_PIECE.finditer(text.translate(QUOTES)))
        self.rest = text
        self.chosen: list[Chosen] = []
        self.years: Years | None = None
        self.ignored: list[Ignored] = []

    def read(self) -> None:
        """Take out every field word; each stands in ``rest`` as spaces, so that places stay true."""
        place = 0
        while place < len(self._pieces):
            name = _name_of(self._pieces[place])
            if name not in FIELDS:
                place += 1
                continue
            taken = self._year(place) if name == YEAR else self._value(name, place)
            start, end = self._pieces[place].start(), self._pieces[place + taken - 1].end()
            self.rest = self.rest[:start] + " " * (end - start) + self.rest[end:]
            place += taken

    def _year(self, place: int) -> int:
        piece = self._pieces[place]
        value = piece["quoted"] or piece["bare"] or ""
        years = read_years(value.strip(" ,;"))
        if years is None or self.years is not None or piece["minus"]:
            # Years are one span: a second one, or all but one, cannot be asked for.
            self._ignore(piece, value)
        else:
            self.years = years
        return 1

    def _value(self, name: str, place: int) -> int:
        """Read the value of a field; answers how many pieces it took."""
        facet, piece = FIELDS[name], self._pieces[place]
        if facet not in self._names:
            self._names[facet] = Names(facet, self._language, self._partitions)
        candidates = [piece["quoted"]] if piece["quoted"] is not None else list(self._going_on(place))
        found = self._names[facet].first_known(candidates[::-1])
        if found is None:
            self._ignore(piece, candidates[0])
            return 1
        which, code = found
        self.chosen.append(Chosen(facet, code, bool(piece["minus"])))
        return len(candidates) - which

    def _going_on(self, place: int) -> Iterator[str]:
        """The value alone, then with one word after it, and so on: ``country:Viet Nam`` needs no quotes."""
        value = self._pieces[place]["bare"]
        yield value
        for piece in self._pieces[place + 1 : place + LONGEST_NAME]:
            if piece["word"] is None or piece["word"][0] in "-−－":
                return
            value = f"{value} {piece['word']}"
            yield value

    def _ignore(self, piece: re.Match[str], value: str) -> None:
        minus = "-" if piece["minus"] else ""
        self.ignored.append(Ignored(_name_of(piece), f"{minus}{value}"[:60]))
