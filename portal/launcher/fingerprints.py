"""Remembers what a step of the preparation was made from, so that the next start can leave it out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def of_contents(root: Path, folders: Iterable[str]) -> str:
    """Changes when a file below one of the folders does: its name or its content, not its date."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo":
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def of_dates(files: Iterable[Path]) -> str:
    """Changes when one of the files does, by name, size and date: for folders too big to be read each time."""
    digest = hashlib.sha256()
    for path in sorted(files):
        status = path.stat()
        digest.update(f"{path}|{status.st_size}|{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Stamps:
    """The fingerprints of the steps done for one data folder, in a file there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, str] = {}
        try:
            known = json.loads(path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            known = {}
        if isinstance(known, dict):
            self._known = {str(step): str(value) for step, value in known.items()}

    def holds(self, step: str, fingerprint: str) -> bool:
        """Whether the step was done from exactly this."""
        return self._known.get(step) == fingerprint

    def was_done(self, step: str) -> bool:
        """Whether the step was ever done, from whatever it was."""
        return step in self._known

    def note(self, step: str, fingerprint: str) -> None:
        """Remember that the step is done; written at once, because the next one may be broken off."""
        self._known[step] = fingerprint
        fresh = self._path.with_name(f".{self._path.name}")
        fresh.write_text(json.dumps(self._known, indent=1, sort_keys=True), encoding="ascii")
        fresh.replace(self._path)

    def forget(self, steps: Iterable[str]) -> None:
        """Act as if the steps had never been done."""
        for step in steps:
            self._known.pop(step, None)
