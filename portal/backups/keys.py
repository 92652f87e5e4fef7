"""The key of a backup, from the setting or from a file that a command names."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from portal.settings.backups import SHORTEST_KEY


def add_key_file(parser: ArgumentParser) -> None:
    """Let a command take ``--key-file``."""
    parser.add_argument("--key-file", type=Path, help="a file that holds the key, in place of PORTAL_BACKUP_KEY")


def key_from(file: Path | None) -> str:
    """The key; empty for none. Raises CommandError for a file that cannot be read, or holds no key."""
    if file is None:
        return str(settings.BACKUP_KEY)
    try:
        key = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The key in {file} cannot be read.") from error
    if len(key) < SHORTEST_KEY:
        raise CommandError(f"{file} holds no key: that is a random text of at least {SHORTEST_KEY} signs.")
    return key
