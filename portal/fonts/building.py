"""Builds the folder of web fonts, once for each state of sources and code."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from portal.fonts.cutting import cut, source_bytes
from portal.fonts.faces import FACES, LICENCE, SOURCES
from portal.fonts.sheets import full_sheet, saving_sheet
from portal.languages import LANGUAGES
from portal.progress import Told, silent

FOLDER = "fonts"
#: Begins with a dot so that collecting static files leaves it out.
STAMP = ".stamp"


def build(root: Path, told: Told = silent) -> bool:
    """Make ``root/fonts`` hold every face and the two sheets. Answers False when it already did.

    The folder is made beside the old one and takes its place at the end, so that a build that is broken off leaves
    the fonts that were there.
    """
    stamp = current_stamp()
    target = root / FOLDER
    if (target / STAMP).is_file() and (target / STAMP).read_text() == stamp:
        return False
    root.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".fonts-", dir=root))
    try:
        _fill(fresh, told)
        (fresh / STAMP).write_text(stamp)
        fresh.chmod(0o755)
        _take_place(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def current_stamp() -> str:
    """A mark that changes with the sources, the languages' names, this code and the library that cuts."""
    digest = hashlib.sha256(version("fonttools").encode())
    for source in SOURCES:
        digest.update(source.encode() + hashlib.sha256(source_bytes(source)).digest())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    digest.update("|".join(language.own_name for language in LANGUAGES).encode())
    return digest.hexdigest()


def _fill(folder: Path, told: Told) -> None:
    # Spawned, not forked: a set-up that already holds a database connection must not share it.
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4), mp_context=get_context("spawn")) as pool:
        results = {}
        for number, (face, result) in enumerate(zip(FACES, pool.map(cut, FACES), strict=True), 1):
            results[face.name] = result
            told(number, len(FACES))
    for name, (packed, _) in results.items():
        (folder / f"{name}.woff2").write_bytes(packed)
    held = {name: characters for name, (_, characters) in results.items()}
    (folder / "fonts.css").write_text(full_sheet(held))
    (folder / "fonts-saving.css").write_text(saving_sheet(held))
    (folder / "OFL.txt").write_bytes(source_bytes(LICENCE))


def _take_place(fresh: Path, target: Path) -> None:
    if target.exists():
        old = fresh.with_name(f"{fresh.name}-old")
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        fresh.rename(target)
