"""Why something of a table is not taken: the whole table, or one cell of it."""

from __future__ import annotations


class TableRefusedError(Exception):
    """The table cannot be read as a table of publications; its text is one sentence. Nothing of it is imported."""


class CellRefusedError(Exception):
    """A cell cannot be taken, and with it its row; the others are. Its text is one sentence."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence
