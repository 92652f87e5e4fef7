"""Marks in a file, for what runs in another process."""

from __future__ import annotations

from pathlib import Path


def mark(path: str, line: str) -> None:
    """Append a line, so short that several processes cannot mix theirs."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
