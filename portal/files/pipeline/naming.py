"""Names of files: which hide what they are, and under which a file is stored."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from portal.files.kinds import kind_of
from portal.files.pipeline.refusals import refuse

_LONGEST_STEM = 60
#: A sign takes up to twelve bytes where it is told to a browser, and proxies bear no more than a few thousand.
_LONGEST_GIVEN = 100
#: Ends that make a program of what looks like a paper when the last one is hidden, as desktops do.
_PROGRAMS = {"exe", "com", "bat", "cmd", "js", "jse", "vbs", "vbe", "scr", "ps1", "msi", "lnk", "hta", "jar", "sh"}
#: What scripts of the region need inside a word, though it cannot be seen: joiners and the invisible space.
_NEEDED = {"\u200b", "\u200c", "\u200d"}


def check_name(name: str) -> None:
    """Raise a refusal for a name that is none, or that hides what the file is."""
    stem = name.rpartition(".")[0] if "." in name else name
    if not stem.strip(" .") or not any(sign.isalnum() for sign in stem):
        raise refuse("no-name", name=_shown(name))
    hidden = any(
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for sign in name if sign not in _NEEDED
    )
    inner = {part.strip().lower() for part in name.split(".")[1:-1]}
    if hidden or inner & _PROGRAMS or "/" in name or "\\" in name:
        raise refuse("odd-name", name=_shown(name))


def given_name(name: str) -> str:
    """The name as it was given, in its own script and in composed letters, cut to a modest length."""
    stem, _dot, end = unicodedata.normalize("NFC", name).rpartition(".")
    return f"{stem[:_LONGEST_GIVEN].rstrip()}.{end}"


def stored_name(name: str) -> str:
    """The same name in ASCII letters and of modest length, so that it stands in addresses and on every disk."""
    stem, _dot, end = name.rpartition(".")
    kind = kind_of(name)
    plain = re.sub(r"[^A-Za-z0-9]+", "-", anyascii(stem)).strip("-").lower()[:_LONGEST_STEM].strip("-")
    return f"{plain or 'file'}.{kind.extension if kind else end.lower()}"


def _shown(name: str) -> str:
    """A name as it can be put into a sentence."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)[:120]
