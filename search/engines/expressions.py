"""What is asked of an index, in no engine's language: phrases over columns, any of them, all of them.

Each engine has one compiler of these; see ``embedded/match.py`` and ``elasticsearch/compiling.py``. Nothing here
changes once it is made, what asks the same is equal, and what was made of it is looked for as quickly as a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

TITLE = ("title",)


class Phrase(NamedTuple):
    """Tokens that follow one another in any of these columns; of an ``open`` one the last is only a beginning."""

    columns: tuple[str, ...]
    tokens: tuple[str, ...]
    open: bool = False


class _Several:
    """Some expressions together, with how many phrases they ask for: what it takes to rank a row grows with them."""

    __slots__ = ("_hash", "of", "weight")

    def __init__(self, of: tuple[Expression, ...]) -> None:
        self.of: Final = of
        self.weight: Final = sum([weight(one) for one in of])
        self._hash: Final = hash((type(self), of))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is type(self) and self.of == other.of)  # type: ignore[attr-defined]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.of!r})"


class AnyOf(_Several):
    """Any of these, each of them once; the more of them, the better."""

    __slots__ = ()


class AllOf(_Several):
    """All of these; of none at all, nothing is found."""

    __slots__ = ()


Expression = Phrase | AnyOf | AllOf


def phrase(column: str, tokens: Iterable[str], *, open_ended: bool = False) -> Phrase:
    """Words that follow one another, in a column or in the title."""
    return Phrase(("title", column), tuple(tokens), open_ended)


def any_of(parts: Iterable[Expression]) -> Expression:
    """Any of these, each once; a single one as it is."""
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else AnyOf(found)


def all_of(parts: Iterable[Expression]) -> Expression:
    """All of these; a single one as it is."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else AllOf(found)


def is_nothing(expression: Expression) -> bool:
    """Whether nothing is asked for, and so nothing found."""
    return not isinstance(expression, Phrase) and not expression.of


def weight(expression: Expression) -> int:
    """How many phrases an expression asks for."""
    return 1 if type(expression) is Phrase else expression.weight  # type: ignore[union-attr]


def phrases_of(expression: Expression) -> Iterator[Phrase]:
    """Every phrase that is asked for, as often as it is."""
    if isinstance(expression, Phrase):
        yield expression
    else:
        for one in expression.of:
            yield from phrases_of(one)
