"""The codes of a text as an engine keeps them: one string, a line each, so that all families are counted at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LANGUAGE_FACET = "language"


def as_lines(facets: Mapping[str, Sequence[str]]) -> str:
    """The codes of a text, each line ended; the language has a column of its own."""
    return "".join(f"{facet}={code}\n" for facet, codes in facets.items() if facet != LANGUAGE_FACET for code in codes)
