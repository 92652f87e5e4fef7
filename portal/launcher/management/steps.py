"""The steps that make a portal ready to be served, each left out when nothing it is made from has changed."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finder, get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.launcher.fingerprints import Stamps, of_contents, of_dates

#: What the steps that write content are made from.
SOURCES = ("portal", "resources", "search", "dialogues")
DEMO = ("portal/demo",)
#: How much is shown of what a command said before it failed, in characters.
_LAST_WORDS = 2000
#: Steps that may take minutes and tell how far they are.
_LONG = ("build_fonts", "set_up", "load_demo", "check_index")
#: Steps whose result lies in the database, so that a new database lacks it.
_IN_DATABASE = ("set_up", "load_demo", "check_index")


class Preparation:
    """One pass over the steps. ``say`` prints a piece of a line and shows it at once."""

    def __init__(self, data: Path, say: Callable[[str], None]) -> None:
        self._say = say
        data.mkdir(parents=True, exist_ok=True)
        self._stamps = Stamps(data / "prepared.json")

    def for_tests(self) -> None:
        """What tests need: they bring database and content of their own."""
        # Catalogues first: without them Django does not know that the portal speaks some of its languages.
        self._step("Catalogues", lambda: self._call("compile_catalogues"))
        self._step("Fonts", self._build_fonts)

    def for_serving(self, with_demo: bool) -> None:
        """All of it, in this order; the first step that fails ends it with that step's error."""
        self.for_tests()
        self._step("System checks", lambda: self._call("check"))
        # They ask servers, which is too much for the start of every command.
        self._step("Shared servers", lambda: self._call("check", deploy=True, tags=["caches", "storage"]))
        self._step("Database", self._migrate)
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
            self._stamps.forget(["collectstatic"])
        self._unless_unchanged("Static files", "collectstatic", _static_fingerprint(), interactive=False)
        sources = of_contents(settings.ROOT, SOURCES)
        self._unless_unchanged("What every portal needs", "set_up", sources)
        if with_demo and not self._demo_was_removed():
            self._unless_unchanged("Demo content", "load_demo", of_contents(settings.ROOT, DEMO))
        if "check_index" in get_commands():
            self._unless_unchanged("Index", "check_index", sources, fix=True)
        self._step("Database checks", lambda: self._call("check", databases=["default"], tags=["database"]))

    def _demo_was_removed(self) -> bool:
        """Whether somebody took the demo out of this database, which is to be respected."""
        return self._stamps.was_done("load_demo") and not demo_is_there()

    def _step(self, label: str, action: Callable[[], None]) -> None:
        self._say(f"{label} ... ")
        began = time.monotonic()
        action()
        # On a terminal a bar may have been drawn over the label.
        again = f"\r{label} ... " if sys.stderr.isatty() else ""
        self._say(f"{again}{time.monotonic() - began:.1f} s\n")

    def _unless_unchanged(self, label: str, command: str, fingerprint: str, **arguments: Any) -> None:
        if self._stamps.holds(command, fingerprint):
            self._say(f"{label} ... unchanged\n")
            return
        self._step(label, lambda: self._call(command, **arguments))
        self._stamps.note(command, fingerprint)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if not executor.loader.applied_migrations:
            self._stamps.forget(_IN_DATABASE)
        # Asked beforehand: a migrate that has nothing to do takes seconds all the same.
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._call("migrate", interactive=False)

    def _build_fonts(self) -> None:
        self._call("build_fonts")
        # The settings were read before the folder was there.
        folder = Path(settings.FONTS_ROOT)
        if folder.is_dir() and folder not in map(Path, settings.STATICFILES_DIRS):
            settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, folder]
            get_finder.cache_clear()  # type: ignore[attr-defined]

    def _call(self, command: str, **arguments: Any) -> None:
        told = io.StringIO()
        try:
            call_command(command, stdout=told, verbosity=int(command in _LONG), **arguments)
        except BaseException:
            self._say(f"failed\n{told.getvalue()[-_LAST_WORDS:]}")
            raise


def demo_is_there() -> bool:
    """Whether the database carries the mark of the demo."""
    # By name, because nobody imports the demo: a checkout without it is a portal all the same.
    return apps.is_installed("portal.demo") and apps.get_model("demo", "DemoObject")._default_manager.exists()


def _static_fingerprint() -> str:
    return of_dates(Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
