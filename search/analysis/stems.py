"""Stems: the part of a word its forms share, for the languages a rule is known for.

Each stem begins with two letters that name the rule, so that the forms of one language never meet those of another.
Indonesian and Malay share one, and find each other.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Any

import snowballstemmer

from search.analysis.filipino import root_of
from search.analysis.folding import fold
from search.analysis.tetum import sound_of
from search.analysis.words import LONGEST_TOKEN, canonical

#: Language code to rule.
STEMMERS: dict[str, str] = {"en": "en", "pt": "pt", "ta": "ta", "id": "id", "ms": "id", "fil": "fi", "tet": "te"}

_ALGORITHMS = {"en": "english", "pt": "portuguese", "ta": "tamil", "id": "indonesian"}
_OWN = {"fi": lambda token: root_of(fold(token)), "te": sound_of}
_RULES = (*_ALGORITHMS, *_OWN)
_JOINED = "jo"
_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]{2,}")
_TAMIL = re.compile("[\u0b80-\u0bff]{2,}")
# A Snowball stemmer keeps the word it works on in itself: two threads must never share one.
_local = threading.local()


def _stemmer(name: str) -> Any:
    known = _local.__dict__.setdefault("stemmers", {})
    if name not in known:
        known[name] = snowballstemmer.stemmer(_ALGORITHMS[name])
    return known[name]


@lru_cache(maxsize=100_000)
def _stemmed(name: str, token: str) -> str | None:
    if not (_TAMIL if name == "ta" else _LATIN).fullmatch(token):
        return None
    stem = _OWN[name](token) if name in _OWN else _stemmer(name).stemWord(token)
    return (name + fold(stem))[:LONGEST_TOKEN]


def stem(token: str, language: str) -> str | None:
    """The stem of a token, accents still on, in a text of this language; None where there is none."""
    name = STEMMERS.get(language)
    return _stemmed(name, token) if name else None


def possible_stems(token: str) -> tuple[str, ...]:
    """The stems of a token whose language is not known, as in a query: one for each rule of its script."""
    found = (_stemmed(name, token) for name in _RULES)
    return tuple(one for one in found if one)


def with_languages(stem: str) -> str:
    """A stem for people to read: by itself, and behind it the languages whose rule made it."""
    languages = [language for language, rule in STEMMERS.items() if rule == stem[: len(rule)]]
    return f"{stem[2:]} ({', '.join(languages)})"


def joined(compound: str) -> str:
    """What a compound without its hyphens stands for in the index, beside its parts."""
    return (_JOINED + fold(canonical(compound).replace(" ", "")))[:LONGEST_TOKEN]
