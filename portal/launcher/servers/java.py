"""The Java that Elasticsearch runs on: 21 or newer, taken from what is named or installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from portal.launcher.trouble import TroubleError

OLDEST = 21
#: Where systems put them: Debian and Fedora, macOS, SDKMAN.
INSTALLED = (
    "/usr/lib/jvm/*",
    "/opt/java/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/*",
)
_VERSION = re.compile(r'version "(\d+)')


def find_java(installed: Sequence[str] = INSTALLED) -> Path:
    """The home of a Java that will do: the one ``ES_JAVA_HOME`` names, else ``JAVA_HOME``, else the newest installed.

    Raises TroubleError when there is none, or ``ES_JAVA_HOME`` names one that will not do.
    """
    wanted = os.environ.get("ES_JAVA_HOME", "").strip()
    if wanted:
        version = java_version(Path(wanted))
        if version >= OLDEST:
            return Path(wanted)
        there = f"Java {version}" if version else "no Java"
        raise TroubleError(f"ES_JAVA_HOME names {wanted}, which holds {there}: Elasticsearch needs {OLDEST} or newer.")
    named = os.environ.get("JAVA_HOME", "").strip()
    if named and java_version(Path(named)) >= OLDEST:
        return Path(named)
    found = max(((java_version(home), home) for home in set(_homes(installed))), default=(0, Path()))
    if found[0] >= OLDEST:
        return found[1]
    newest = f"the newest here is Java {found[0]}" if found[0] else "there is none here"
    raise TroubleError(
        f"Elasticsearch needs a JDK {OLDEST} or newer, and {newest}: install one (Temurin from adoptium.net, or your "
        "system's package) and name it with ES_JAVA_HOME, or point PORTAL_SEARCH_URL at an Elasticsearch that runs."
    )


def java_version(home: Path) -> int:
    """The main version the Java in a folder says it is, asked of itself; 0 where none answers."""
    program = home / "bin" / "java"
    try:
        told = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    version = _VERSION.search(told.stderr + told.stdout)
    return int(version[1]) if version and told.returncode == 0 else 0


def _homes(installed: Sequence[str]) -> Iterator[Path]:
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path).resolve().parent.parent
    for pattern in installed:
        path = Path(pattern).expanduser()
        anchor = Path(path.anchor)
        yield from (home.resolve() for home in anchor.glob(str(path.relative_to(anchor))) if home.is_dir())
