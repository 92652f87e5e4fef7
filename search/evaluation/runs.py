"""Runs: what was found, written as TREC's tools read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

TAG = "balai"


def write_run(folder: Path, name: str, found: Mapping[str, Sequence[str]]) -> Path:
    """Write ``folder/name.run``: query, Q0, text, place, a score that falls with the place, and whose run it is."""
    path = folder / f"{name}.run"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        f"{_field(query)} Q0 {_field(text)} {place} {1 / place:.6f} {TAG}"
        for query, texts in found.items()
        for place, text in enumerate(texts, start=1)
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def _field(told: str) -> str:
    """An id without spaces, which would end the field."""
    return "_".join(told.split())
