"""Two other searches over the same texts: SQLite's full text as it comes, and Wagtail's own on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.evaluation.collection import Text

DEPTH = 100
Answer = Callable[[str], Sequence[str]]


@contextmanager
def plain_fts5(texts: Sequence[Text]) -> Iterator[Answer]:
    """FTS5 with its own tokenizer; every word of a query must be there, best first by its own ranking."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(title, text)")
    database.executemany(
        "INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)",
        ((number, each.title, each.text) for number, each in enumerate(texts)),
    )

    def answer(typed: str) -> list[str]:
        words = " ".join(f'"{word.replace(chr(34), chr(34) * 2)}"' for word in typed.split())
        found = database.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", [words, DEPTH])
        return [texts[row].id for (row,) in found]

    try:
        yield answer
    finally:
        database.close()


class WagtailSearch:
    """Wagtail's own search of a model with a title and a text, through the backend it brings for SQLite."""

    def __init__(self) -> None:
        from django.db import connection, models
        from modelsearch import index
        from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

        class SearchedText(index.Indexed, models.Model):
            own_id = models.TextField()
            title = models.TextField()
            text = models.TextField()
            search_fields = [index.SearchField("title", boost=2), index.SearchField("text")]

            class Meta:
                app_label = "search"

        with connection.schema_editor() as editor:
            editor.create_model(SearchedText)
        self._model: Any = SearchedText
        self._backend = SQLiteSearchBackend({})

    @contextmanager
    def over(self, texts: Sequence[Text]) -> Iterator[Answer]:
        """Search of these texts alone."""
        made = [self._model.objects.create(own_id=each.id, title=each.title, text=each.text) for each in texts]
        entries = self._backend.get_index_for_model(self._model)
        entries.add_items(self._model, made)
        try:
            yield lambda typed: [each.own_id for each in self._backend.search(typed, self._model)[:DEPTH]]
        finally:
            entries.entries.all().delete()
            self._model.objects.all().delete()
