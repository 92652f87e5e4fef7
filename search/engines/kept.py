"""Keeping what was worked out of an object that is asked about again and again: every tier of one search does so."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

_Object = TypeVar("_Object")
_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")

#: So many answers of each function are kept: those of the searches that run at the same time, and not many more.
MOST_KEPT = 64


class _This:
    """An object as itself: to compare two plans word by word takes longer than what is kept here takes to make."""

    __slots__ = ("it",)

    def __init__(self, it: Any) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.it is self.it


def once_each(
    function: Callable[Concatenate[_Object, _Given], _Answer],
) -> Callable[Concatenate[_Object, _Given], _Answer]:
    """Let a pure function answer once for the same object; whoever asks must not change what it answers."""

    @lru_cache(maxsize=MOST_KEPT)
    def answered(this: _This, *given: _Given.args, **named: _Given.kwargs) -> _Answer:
        return function(this.it, *given, **named)

    @wraps(function)
    def kept(it: _Object, *given: _Given.args, **named: _Given.kwargs) -> _Answer:
        return answered(_This(it), *given, **named)  # type: ignore[arg-type]

    return kept
