"""Reading the words: quotes, minus and chunks.

Nothing typed here is ever a command to an engine. What an engine gets are canonical tokens, which hold letters, marks
and digits only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis.bigrams import sought_bigrams
from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.scripts import is_unspaced, runs
from search.analysis.stems import possible_stems
from search.analysis.words import canonical, words
from search.analysis.writing import compounds
from search.query.plan import Chunk, Units, Word

LONGEST_QUERY = 200
MOST_CHUNKS = 12

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))
_CHUNK = re.compile(r'([-−])?(?:"([^"]*)"|([^\s"]+))')
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True)
class ReadText:
    """The chunks of a typed text, and what of it was read."""

    text: str
    wanted: tuple[Chunk, ...]
    unwanted: tuple[Chunk, ...]
    shortened: bool


def tidy(typed: str) -> tuple[str, bool]:
    """What was typed, in one line and at most :data:`LONGEST_QUERY` signs, and whether anything was cut off."""
    stripped = typed.strip()
    short = stripped[:LONGEST_QUERY]
    return " ".join(_UNPRINTABLE.sub(" ", short).split()), len(stripped) > LONGEST_QUERY


def _units(text: str) -> Units | None:
    found, is_open = sought_bigrams(text)
    return Units(found, is_open) if found else None


def _word(token: str) -> Word:
    plain = fold(token)
    if is_unspaced(token):
        return Word(plain, units=_units(token))
    return Word(plain, accented=token if token != plain else None, stems=possible_stems(token))


def _chunk(text: str, quoted: bool) -> Chunk | None:
    """A chunk of normalised text, or None when there is nothing in it to look for."""
    found = tuple(_word(token) for token in words(text))
    if not found:
        return None
    # Bigrams may stand for the whole only where they hold the whole: they know nothing of Latin words and numbers.
    wholly = all(is_unspaced(run) or not any(map(str.isalnum, run)) for run in runs(text))
    return Chunk(text, quoted, found, units=_units(text) if wholly else None, joined=_joined(text, found))


def _joined(text: str, found: tuple[Word, ...]) -> str | None:
    """What the chunk is as one word, where it may be one: a word of an alphabet, or a compound and nothing else."""
    if len(found) == 1:
        return None if found[0].units else found[0].plain
    alone = tuple(compounds(text))
    whole = "".join(word.plain for word in found)
    return whole if len(alone) == 1 and fold(canonical(alone[0])) == whole else None


def phrase(text: str) -> Chunk | None:
    """A text that has to stand as it is, as a chunk; None when there is nothing in it to look for."""
    return _chunk(normalise(text), quoted=True)


def read_text(typed: str) -> ReadText:
    """The chunks of what somebody typed. Fast for any input, however long or strange."""
    text, shortened = tidy(typed)
    wanted: list[Chunk] = []
    unwanted: list[Chunk] = []
    for minus, quoted, bare in _CHUNK.findall(normalise(text).translate(_QUOTES)):
        # Unquoted, words that merely touch (ACTIPมาตรา14) are words apart; what is excluded is excluded as typed.
        parts = [quoted or bare] if quoted or minus else runs(bare)
        for part in parts:
            chunk = _chunk(part, quoted=bool(quoted))
            if chunk is None:
                continue
            if len(wanted) + len(unwanted) == MOST_CHUNKS:
                return ReadText(text, tuple(wanted), tuple(unwanted), shortened=True)
            (unwanted if minus else wanted).append(chunk)
    return ReadText(text, tuple(wanted), tuple(unwanted), shortened)
