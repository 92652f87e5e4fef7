"""What every kind of database answers, and which of its tables stay out of a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from portal.moving.digests import Digest

#: Sessions, keys to accounts elsewhere and what is only remembered for a while: their rows are in no backup.
EMPTIED = ("django_session", "usersessions_usersession", "socialaccount_socialtoken", "caching_entry")
#: Stands in a database until a restore into it has come to its end; see ``checks``.
MARK = "balai_restore"


class Snapshot(Protocol):
    """A database as it was at one moment."""

    #: The file of the backup that it lies in.
    path: str
    #: The release of the program that writes it; 0 where there is none.
    dumped_by: int

    def content(self) -> Iterable[bytes]:
        """The whole of it, to be given to :meth:`Home.load` one day. Asked for once, before anything else."""

    def tables(self) -> list[str]:
        """The tables whose rows are in it."""

    def columns(self, table: str) -> list[str]:
        """The columns of a table, in order."""

    def rows(self, table: str) -> Iterator[Sequence[str | None]]:
        """Every row, each value told as a text in one way and no other."""

    def values(self, table: str, columns: Sequence[str], where: str = "") -> Iterator[Sequence[object]]:
        """Columns of a table as the database has them; ``where`` is whatever follows the table's name in SQL."""

    def migrations(self) -> list[tuple[str, str]]:
        """Every migration that was applied."""


#: Takes a snapshot; the folder is one of this machine for what may lie nowhere else.
Snapshots = Callable[[Path], AbstractContextManager[Snapshot]]


class Home(Protocol):
    """The place that a database is restored into."""

    def require_empty(self) -> None:
        """Raise CommandError unless nothing is there, or what a restore has left that was broken off."""

    def load(self, pieces: Iterable[bytes], identity: str, dumped_by: int) -> None:
        """Put a snapshot in place, with the mark. Raises CommandError."""

    def columns(self, table: str) -> list[str]:
        """The columns of a table as they came; empty where it did not."""

    def rows(self, table: str) -> Iterator[Sequence[str | None]]:
        """Every row of a table, told as :meth:`Snapshot.rows` does."""

    def begun(self) -> str:
        """The identity of the backup whose restore was broken off here; empty for none."""

    def end(self) -> None:
        """Take the mark away: everything is there."""

    def undo(self) -> None:
        """Leave the place as empty as it was."""


def digest_of(rows: Iterable[Sequence[str | None]], step: Callable[[], object]) -> Digest:
    """The number and the sum of rows; ``step`` is called with each."""
    digest = Digest()
    for row in rows:
        digest.add(row)
        step()
    return digest
