"""Near words: what people say in everyday speech beside what texts of this field write, and the other way round.

They mean nearly the same and not quite, unlike the terms of a concept: only the loosest tier asks for them, where a
text need not hold every word. One file a language, written by hand, one group a line with commas between; an entry may
be several words. Words meet by their stems, so that an entry stands for all of its forms. A language without a file
has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.stems import stem
from search.analysis.words import words

_FOLDER = Path(__file__).parent
#: Languages that have a file.
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))
#: An entry is at most so many words.
LONGEST_ENTRY = 4
#: Of a word with more near ones than this, those of its first groups are asked for.
MOST_NEAR = 12

_Key = tuple[str, ...]


def near_words(tokens: Sequence[str], place: int, language: str) -> tuple[str, ...]:
    """What means nearly the same as the longest entry that begins at a place of a question, as it is written.

    ``tokens`` are the words of the question, accents still on.
    """
    groups = _groups(language)
    for end in range(min(len(tokens), place + LONGEST_ENTRY), place, -1):
        found = groups.get(_key(tokens[place:end], language))
        if found:
            return found
    return ()


def _key(tokens: Iterable[str], language: str) -> _Key:
    return tuple(stem(token, language) or fold(token) for token in tokens)


@lru_cache(maxsize=32)
def _groups(language: str) -> dict[_Key, tuple[str, ...]]:
    """By the stems of each entry of a language, the others it stands in a group with."""
    if language not in LANGUAGES:
        return {}
    found: dict[_Key, dict[_Key, str]] = {}
    for group in _read(language):
        for key in group:
            found.setdefault(key, {}).update((other, told) for other, told in group.items() if other != key)
    return {key: tuple(others.values())[:MOST_NEAR] for key, others in found.items()}


def _read(language: str) -> Iterable[dict[_Key, str]]:
    for line in (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            entries = (normalise(entry.strip()) for entry in line.split(","))
            yield {_key(words(entry), language): entry for entry in entries if entry}
