"""The virtual environment in ``.venv/``, with exactly the packages the requirement files name."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from portal.launcher.children import Children
from portal.launcher.trouble import TroubleError, require_venv_module, require_writable

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"


class Environment:
    """The environment of a checkout. ``python`` is its interpreter, once :meth:`install` has been called."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = str(self.folder / "bin" / "python")

    def install(self, children: Children, requirements: str) -> None:
        """Make the environment hold what a requirement file names; costs nothing when it does already.

        Raises TroubleError when that cannot be done.
        """
        state = self._state(requirements)
        stamp = self.folder / f".installed-{requirements}"
        if self._is_whole() and stamp.is_file() and stamp.read_text() == state:
            return
        require_writable(self.root)
        self._make(children)
        print(f"Installing what {requirements} names (about half a minute) ...", flush=True)
        command = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        if children.run("installation", [*command, "--requirement", str(self.root / requirements)]):
            raise TroubleError("The packages could not be installed; the lines above say why. Then start again.")
        stamp.write_text(state)
        # What tests need includes what the portal needs: the next start need not ask again.
        (self.folder / f".installed-{RUNTIME}").write_text(self._state(RUNTIME))

    def _state(self, requirements: str) -> str:
        """Changes with every requirement file that counts: one for development includes the other."""
        digest = hashlib.sha256()
        for name in sorted({RUNTIME, requirements}):
            try:
                digest.update((self.root / name).read_bytes())
            except OSError as error:
                raise TroubleError(f"{name} cannot be read: is this a whole checkout of the portal?") from error
        return digest.hexdigest()

    def _is_whole(self) -> bool:
        return Path(self.python).exists() and (self.folder / ".made").is_file()

    def _make(self, children: Children) -> None:
        """Make the environment unless one that works is there; one left half made is made again."""
        if not self._is_whole() and not self._works():
            require_venv_module()
            print("Making the environment in .venv ...", flush=True)
            if children.run("environment", [sys.executable, "-m", "venv", "--clear", str(self.folder)]):
                raise TroubleError("The environment in .venv could not be made; the lines above say why.")
        (self.folder / ".made").write_text("Made by portal/launcher.\n")

    def _works(self) -> bool:
        """Whether somebody else's environment lies there that will do."""
        probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
        try:
            return subprocess.run([self.python, "-c", probe], capture_output=True, check=False).returncode == 0
        except OSError:
            return False
