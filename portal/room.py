"""Whether something failed because a disk is full: of the database, of its server, or of the files."""

from __future__ import annotations

import errno

#: What SQLite says; the last where the file that its processes share cannot grow.
_SQLITE = {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC"}
#: The code of ``disk_full`` in PostgreSQL.
_POSTGRESQL = "53100"
_DISK = {errno.ENOSPC, errno.EDQUOT}


def is_out_of_room(error: BaseException | None) -> bool:
    """Whether this error, or one that it came from, says that there is no room."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in _DISK:
            return True
        if getattr(error, "sqlite_errorname", "") in _SQLITE or getattr(error, "sqlstate", "") == _POSTGRESQL:
            return True
        error = error.__cause__ or error.__context__
    return False
