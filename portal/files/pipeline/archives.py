"""Archives that the portal itself opens (an import's files and tables), refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from portal.files.confined import archives
from portal.files.confined.archives import HARMFUL, MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED
from portal.files.confined.refusing import RefusedError
from portal.files.pipeline.refusals import refuse

__all__ = ["HARMFUL", "MOST_ENTRIES", "MOST_RATIO", "MOST_UNPACKED", "check_entries", "opened"]


@contextmanager
def opened(path: Path, name: str) -> Iterator[ZipFile]:
    """The archive, once its directory has been found harmless. Raises refusals."""
    with _with_a_sentence(name), path.open("rb") as file, archives.opened(file) as archive:
        yield archive


def check_entries(name: str, entries: list[ZipInfo]) -> None:
    """Raise a refusal for too many parts, too much in them, parts outside, or parts that are encrypted."""
    with _with_a_sentence(name):
        archives.check_entries(entries)


@contextmanager
def _with_a_sentence(name: str) -> Iterator[None]:
    try:
        yield
    except RefusedError as refused:
        raise refuse(refused.reason, name=name, **refused.details) from refused
