"""What the values of a filter are called: their codes, and their labels in every language of the portal.

Names are compared without case, accents, spaces and signs. Countries and languages go by the names the Unicode CLDR
knows too: *Laos*, *Vietnam*, ไทย, *Tagalog*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from portal.languages import ALIASES, BY_CODE
from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.stems import possible_stems
from search.analysis.words import words
from search.query.filters import known_values, readable_codes

#: So many signs of a name stand for it, where no other name begins with them.
SHORTEST_BEGINNING = 3
# Longer than any name; what is typed may be of any length.
_LONGEST = 200


def _keys(name: str) -> tuple[str, str]:
    """A name as it is compared: as it stands, and by its stems, so that *guidelines* is *guideline*."""
    tokens = list(words(normalise(name[:_LONGEST])))
    stems = ((possible_stems(token) or (fold(token),))[0] for token in tokens)
    return "".join(map(fold, tokens)), "~".join(stems)


#: Labels come again with every question; what people type is not kept.
_keys_of_label = lru_cache(maxsize=10_000)(_keys)


class Names:
    """The names of one facet's values for one reader. Other languages are read only when the first two fail."""

    def __init__(self, facet: str, language: str, partitions: frozenset[str]) -> None:
        self._facet = facet
        self._readable = readable_codes(facet, partitions)
        near = [code for code in (language, "en") if code in BY_CODE]
        self._waiting = [near, [code for code in BY_CODE if code not in near]]
        self._by_key: dict[str, str] = {}

    def first_known(self, candidates: Sequence[str]) -> tuple[int, str] | None:
        """Which of several readings is a name, and the code it names; else what the last one is the beginning of."""
        keys = [_keys(candidate) for candidate in candidates]
        for _more in self._read():
            for which, pair in enumerate(keys):
                code = next((self._by_key[key] for key in pair if key and key in self._by_key), None)
                if code:
                    return which, code
        code = self._begun(keys[-1][0])
        return (len(candidates) - 1, code) if code else None

    def _begun(self, beginning: str) -> str | None:
        if len(beginning) < SHORTEST_BEGINNING:
            return None
        found = {code for key, code in self._by_key.items() if key.startswith(beginning)}
        return found.pop() if len(found) == 1 else None

    def _read(self) -> Iterator[None]:
        """Once for what is known already, then once for each further set of languages."""
        if self._by_key:
            yield
        while self._waiting:
            for language in self._waiting.pop(0):
                self._learn(language)
            yield

    def _learn(self, language: str) -> None:
        labels = known_values(self._facet, language, self._readable)
        for code, label in labels.items():
            for name in (code, label, *_other_names(self._facet, code, language)):
                for key in _keys_of_label(name):
                    self._by_key.setdefault(key, code)


def _other_names(facet: str, code: str, language: str) -> tuple[str, ...]:
    if facet not in ("country", "language"):
        return ()
    return _cldr_names(facet, code, language)


@lru_cache(maxsize=2_000)
def _cldr_names(facet: str, code: str, language: str) -> tuple[str, ...]:
    """What the CLDR calls a country or a language in a language; nothing where it does not know them."""
    try:
        locale = Locale.parse(BY_CODE[language].tag, sep="-")
    except UnknownLocaleError:
        return ()
    if facet == "country":
        return tuple(name for name in (locale.territories.get(code),) if name)
    also = [alias for alias, meant in ALIASES.items() if meant == code]
    tags = [BY_CODE[code].tag.replace("-", "_"), code, *also]
    return (BY_CODE[code].english_name, *also, *(name for tag in tags if (name := locale.languages.get(tag))))
