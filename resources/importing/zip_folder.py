"""The files of an archive, as if they lay in a folder: each is unpacked when a row names it, and one at a time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from resources.columns.refusals import CellRefusedError
from resources.importing.files import COLUMN, Folder, NamedFile, alike, found_as, parts_of_way

#: In what programs of the region write names that are not said to be UTF-8. Each reading is tried; a row's own
#: spelling tells which was meant.
_ENCODINGS = ("utf-8", "cp874", "gb18030", "cp1258", "cp1252")
_SAID_UTF8 = 0x800
_PIECE = 1 << 20


class ZipFolder(Folder):
    """The files of an archive that was found harmless; ``room`` is an empty folder to unpack into."""

    def __init__(self, archive: ZipFile, room: Path) -> None:
        super().__init__(None)
        self._archive, self._room = archive, room
        entries = [entry for entry in archive.infolist() if _is_paper(entry)]
        self._entries: dict[str, dict[str, ZipInfo]] = {}
        top = _common_top(entries)
        for entry in entries:
            for name in _readings(entry):
                self._known_as(name, entry)
                if top and name.startswith(f"{top}/"):
                    # Many programs put everything into one folder that no row names.
                    self._known_as(name.removeprefix(f"{top}/"), entry)

    def find(self, named: str) -> NamedFile:
        """The file a row names. Raises CellRefusedError for one that is not there."""
        way = "/".join(parts_of_way(named))
        fitting = self._entries.get(alike(way), {})
        exact = fitting.get(way)
        if exact is None and len({entry.header_offset for entry in fitting.values()}) > 1:
            raise CellRefusedError(COLUMN, f"“{named}” fits several files of the archive: {', '.join(fitting)}.")
        if not fitting:
            raise CellRefusedError(COLUMN, f"“{named}” is not in the archive of files: put it there, or mend the name.")
        spelt, entry = (way, exact) if exact else next(iter(fitting.items()))
        note = found_as(named, way, spelt)
        return self._unpacked(entry, Path(spelt).name, note, named)

    def _known_as(self, name: str, entry: ZipInfo) -> None:
        self._entries.setdefault(alike(name), {}).setdefault(name, entry)

    def _unpacked(self, entry: ZipInfo, name: str, note: str, named: str) -> NamedFile:
        folder = self._room / str(entry.header_offset)
        folder.mkdir(exist_ok=True)
        path, digest, written = folder / name, hashlib.sha256(), 0
        try:
            with self._archive.open(entry) as packed, path.open("wb") as out:
                while piece := packed.read(_PIECE):
                    written += len(piece)
                    if written > entry.file_size:
                        raise CellRefusedError(COLUMN, f"“{named}” is larger than the archive says.")
                    digest.update(piece)
                    out.write(piece)
        # What zipfile raises over a torn entry is of many kinds.
        except CellRefusedError:
            raise
        except Exception as torn:
            raise CellRefusedError(COLUMN, f"“{named}” cannot be unpacked: pack the archive anew.") from torn
        return NamedFile(path, digest.hexdigest(), note)

    def forget(self) -> None:
        """Delete what was unpacked for the row that is done."""
        for folder in self._room.iterdir():
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()


def _is_paper(entry: ZipInfo) -> bool:
    """Whether an entry is a file that somebody packed, and not what a program left beside it."""
    parts = entry.filename.split("/")
    return not entry.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith(".")


def _readings(entry: ZipInfo) -> list[str]:
    """The names an entry may have meant, the likeliest first."""
    if entry.flag_bits & _SAID_UTF8 or entry.filename.isascii():
        return [entry.filename]
    raw = entry.filename.encode("cp437", errors="replace")
    found = []
    for encoding in _ENCODINGS:
        try:
            found.append(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return list(dict.fromkeys([*found, entry.filename]))


def _common_top(entries: list[ZipInfo]) -> str:
    tops = {entry.filename.partition("/")[0] for entry in entries if "/" in entry.filename}
    return tops.pop() if len(tops) == 1 and all("/" in entry.filename for entry in entries) else ""
