"""The four readings of one text, which every engine stores side by side."""

from __future__ import annotations

from dataclasses import dataclass

from search.analysis.bigrams import bigrams
from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.profiles import profile_of
from search.analysis.stems import joined, stem
from search.analysis.words import words
from search.analysis.writing import compounds


@dataclass(frozen=True)
class Analysed:
    """A text as tokens.

    ``w`` folded words; ``x`` the accented form of the words that folding changed; ``s`` stems and compounds without
    their hyphens, with the rule that made them in front; ``g`` unit bigrams of the runs written without spaces.
    """

    w: tuple[str, ...]
    x: tuple[str, ...]
    s: tuple[str, ...]
    g: tuple[str, ...]


def analyse(text: str, language: str) -> Analysed:
    """The readings of a text in a language, any spelling of it; takes time in proportion to the length."""
    text = normalise(text)
    accented = tuple(words(text))
    folded = tuple(map(fold, accented))
    stems = (stem(token, language) for token in accented)
    has_accents = profile_of(language).accents
    return Analysed(
        w=folded,
        x=tuple(one for one, plain in zip(accented, folded, strict=True) if one != plain) if has_accents else (),
        s=(*(one for one in stems if one), *map(joined, compounds(text))),
        g=tuple(bigrams(text)),
    )
