"""Reading rows by a statement put together from pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from search.engines.embedded.narrowing import Sql

#: So many rows are fetched together.
AT_ONCE = 500


def rows(statement: Sql) -> list[tuple[Any, ...]]:
    """Every row a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.parameters)
        return list(cursor.fetchall())


def streamed(statement: Sql) -> Iterator[tuple[Any, ...]]:
    """The rows a statement answers, one by one: who has enough of them need not wait for the rest."""
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.parameters)
        while found := cursor.fetchmany(AT_ONCE):
            yield from found
