"""Reading rows by a statement put together from pieces."""

from __future__ import annotations

from typing import Any

from django.db import connection

from search.engines.embedded.narrowing import Sql


def rows(statement: Sql) -> list[tuple[Any, ...]]:
    """Every row a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.parameters)
        return list(cursor.fetchall())
