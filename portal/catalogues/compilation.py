"""Turns catalogue files into the form Django reads; a fresh machine has no ``msgfmt``, so Babel does it.

Compiled files are not kept in the repository: they are made at set-up and again when their source is newer.
"""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.trans_real import reset_cache

from portal.catalogues.writing import read


def compile_newer(folder: Path) -> list[Path]:
    """Compile every catalogue below ``folder`` whose compiled file is missing or older; answers those compiled.

    Raises BrokenCatalogueError when one cannot be read; the compiled file then stays as it was.
    """
    compiled = []
    for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        catalogue = read(source)
        # Written beside and moved into place: a running portal never reads half a file.
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(target)
        compiled.append(source)
    return compiled


def forget_loaded() -> None:
    """Make this process read the catalogues again, for what runs in it after compiling."""
    translation_file_changed(None, Path("django.mo"))
    # Which languages there are depends on which catalogues there are.
    reset_cache(setting="LANGUAGES")
