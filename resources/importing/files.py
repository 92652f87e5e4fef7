"""The files that rows name: found below one folder and nowhere else, known again by what is in them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from portal.files.pipeline.checking import sha256_of
from resources.columns.refusals import CellRefusedError

COLUMN = "file"


@dataclass(frozen=True)
class NamedFile:
    """A file that a row names. ``note`` says where its name was found under another spelling; empty for the same."""

    path: Path
    sha256: str
    note: str = ""


class Folder:
    """The folder of files. The names in a folder below it are read once."""

    def __init__(self, root: Path | None) -> None:
        self._root = root.resolve() if root else None
        self._names: dict[Path, dict[str, list[str]]] = {}

    def find(self, named: str) -> NamedFile:
        """The file a row names. Raises CellRefusedError for one that is not there, or not below the folder."""
        if self._root is None:
            raise CellRefusedError(COLUMN, f"“{named}” is named, but no folder of files was given.")
        place, note = self._root, ""
        for part in parts_of_way(named):
            found = self._spelt(place, part, named)
            note = note or found_as(named, part, found)
            place = place / found
        real = place.resolve()
        if not real.is_relative_to(self._root):
            raise CellRefusedError(COLUMN, f"“{named}” leads out of the folder of files.")
        if not real.is_file():
            raise CellRefusedError(COLUMN, f"“{named}” is not a file.")
        try:
            with real.open("rb") as content:
                return NamedFile(place, sha256_of(content), note)
        except OSError as error:
            raise CellRefusedError(COLUMN, f"“{named}” cannot be read.") from error

    def forget(self) -> None:
        """Let go of what was kept for the row that is done; a folder keeps nothing."""

    def _spelt(self, folder: Path, part: str, named: str) -> str:
        """A name in a folder as it is really spelt: capitals and composed letters are forgiven where one name fits."""
        names = self._names.get(folder)
        if names is None:
            names = {}
            for name in sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else ():
                names.setdefault(alike(name), []).append(name)
            self._names[folder] = names
        fitting = names.get(alike(part), [])
        if part in fitting:
            return part
        if len(fitting) > 1:
            raise CellRefusedError(COLUMN, f"“{named}” fits several files: {', '.join(fitting)}.")
        if not fitting:
            raise CellRefusedError(COLUMN, f"“{named}” is not in the folder of files: put it there, or mend the name.")
        return fitting[0]


def parts_of_way(named: str) -> tuple[str, ...]:
    """The names on the way to a file. Raises CellRefusedError for ways that do not only lead down."""
    way = named.replace("\\", "/")
    parts = PurePosixPath(way).parts
    if way.startswith("/") or PureWindowsPath(named).drive or ".." in parts or "\0" in way:
        raise CellRefusedError(COLUMN, f"“{named}” must be a path below the folder of files, without “..”.")
    if not parts:
        raise CellRefusedError(COLUMN, f"“{named}” names no file.")
    return parts


def found_as(named: str, part: str, found: str) -> str:
    """The note on a name that is spelt otherwise than it is named; empty where it is spelt alike.

    Names whose letters are only composed in another way look the same: to show both would puzzle whoever reads it.
    """
    if part == found:
        return ""
    if unicodedata.normalize("NFC", part) == unicodedata.normalize("NFC", found):
        return f"“{named}” was found; its letters are stored in another way, which makes no difference."
    return f"“{named}” was found as “{found}”."


def alike(name: str) -> str:
    """A name as it is compared: without case, its letters composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
