"""Stop-words: words that join, point, ask or plead, and say nothing of what a text is about.

One file a language, written by hand, with commas and line ends between entries. An entry may be several words, which
then count only together; it is cut into words as a question is, so that the two meet. Nothing is left out of the index
for them: they only never stand in the way of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.words import words

_FOLDER = Path(__file__).parent
#: Languages of one alphabet share spellings: what joins two words in one of them is a thing in another.
LATIN = ("en", "vi", "id", "ms", "fil", "tet", "pt")
#: Languages with a script of their own.
OTHERS = ("th", "lo", "km", "my", "zh-hans", "ta")
# Of these a word without its accents is another word.
_ACCENTS_TELL = ("vi",)
_A_LATIN_LETTER = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")

_Entries = frozenset[tuple[str, ...]]


def stop_words_among(tokens: Sequence[str], language: str) -> tuple[frozenset[int], tuple[str, ...]]:
    """The places of the stop-words among the words of a question, accents still on, and the languages it may be in.

    ``language`` is the reader's. A question in an alphabet that several languages share is taken to be in the one most
    of its stop-words are from; the reader's own needs one less. One in no alphabet is taken to be in the reader's.
    """
    folded = [fold(token) for token in tokens]
    likely = _likely(tokens, folded, language)
    return frozenset(_matched(folded, _own_scripts()).union(*likely.values())), tuple(likely) or (language,)


def _likely(tokens: Sequence[str], folded: Sequence[str], language: str) -> dict[str, set[int]]:
    """By each language of an alphabet that is likeliest, its stop-words; nothing where no word is in an alphabet."""
    latin = [token for token in tokens if _A_LATIN_LETTER.match(token)]
    if not latin:
        return {}
    accented = any(not token.isascii() for token in latin)
    by_language = {
        code: _matched(tokens if code in _ACCENTS_TELL and accented else folded, _entries(code, accented))
        for code in LATIN
    }
    votes = {code: len(places) + (code == language) for code, places in by_language.items()}
    likely = [code for code in LATIN if votes[code] == max(votes.values())]
    return {code: by_language[code] for code in ([language] if language in likely else likely)}


def warm() -> None:
    """Read every list now, so that no reader waits for it."""
    _own_scripts()
    for code in LATIN:
        _entries(code, True)
        _entries(code, False)


def _matched(tokens: Sequence[str], entries: _Entries) -> set[int]:
    found: set[int] = set()
    longest = _longest(entries)
    for start, token in enumerate(tokens):
        for end in range(min(len(tokens), start + longest.get(token, 0)), start, -1):
            if tuple(tokens[start:end]) in entries:
                found.update(range(start, end))
                break
    return found


@lru_cache(maxsize=32)
def _longest(entries: _Entries) -> dict[str, int]:
    """By each word an entry begins with, how many words the longest has that begins so."""
    longest: dict[str, int] = {}
    for entry in entries:
        longest[entry[0]] = max(longest.get(entry[0], 0), len(entry))
    return longest


@lru_cache(maxsize=1)
def _own_scripts() -> _Entries:
    return frozenset(tuple(map(fold, entry)) for code in OTHERS for entry in _read(code))


@lru_cache(maxsize=32)
def _entries(code: str, accented: bool) -> _Entries:
    """The entries of a language; without accents where it is not asked for them, or where they tell nothing."""
    if code in _ACCENTS_TELL and accented:
        return frozenset(_read(code))
    return frozenset(tuple(map(fold, entry)) for entry in _read(code))


def _read(code: str) -> Iterable[tuple[str, ...]]:
    for line in (_FOLDER / f"{code}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            found = (tuple(words(normalise(entry))) for entry in line.split(","))
            yield from (entry for entry in found if entry)
