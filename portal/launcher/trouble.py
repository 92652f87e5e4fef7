"""What can stand in the way of a start, each said in one sentence."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import os
import socket
import tempfile
from pathlib import Path


class TroubleError(Exception):
    """Something the person at the keyboard has to put right; its text is the whole message."""


def require_venv_module() -> None:
    """Raises TroubleError when this Python cannot make a virtual environment with pip in it."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise TroubleError(
                f"This Python comes without the module {module}, which makes the environment for the portal: "
                "install it (on Debian and Ubuntu: apt install python3-venv) and start again."
            )


def require_writable(folder: Path, setting: str = "") -> None:
    """Make the folder if need be. Raises TroubleError when nothing can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Tried, not asked: permissions alone do not tell about full or read-only disks.
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".balai-"):
            pass
    except OSError as error:
        remedy = (
            f"choose another with {setting}=FOLDER" if setting else "give yourself the right to, or move the checkout"
        )
        raise TroubleError(f"Cannot write into {folder} ({os.strerror(error.errno or 0)}): {remedy}.") from error


def port_number(text: str) -> int:
    """The port meant by what was typed. Raises TroubleError for anything that is no port."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise TroubleError(f"{text!r} is no port: give a number from 1 to 65535, as in: make run PORT=8001")


def require_free_port(port: int) -> None:
    """Raises TroubleError when something listens on the port of this machine already, or nobody may."""
    other = f"make run PORT={port + 1 if 1023 < port < 65535 else 8001}"
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the web server does it: a port that was in use a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise TroubleError(f"Port {port} is in use already; choose another, as in: {other}") from error
                if error.errno == errno.EACCES:
                    raise TroubleError(f"Port {port} is not for you to use; choose another, as in: {other}") from error
