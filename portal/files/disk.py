"""Files in a folder of this machine: whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from typing import Any

from django.core.files.storage import FileSystemStorage

#: What a folder and the names in it may take beside the file.
_BESIDE = 64 * 1024


class DiskStorage(FileSystemStorage):
    """Django's own, which begins no file that finds no room: of a half one nobody would know what it was."""

    def _save(self, name: str, content: Any) -> str:
        """Store. Raises OSError (no space left) before anything is written."""
        os.makedirs(self.location, exist_ok=True)
        if shutil.disk_usage(self.location).free < content.size + _BESIDE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        stored: str = super()._save(name, content)
        return stored
