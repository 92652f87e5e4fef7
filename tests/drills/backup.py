"""``backup``: a backup while twenty changes a second are made, and what comes back of it somewhere else."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.drills.outcome import Outcome, step
from tests.drills.site import Site
from tests.drills.truth import start_writers, written

TITLE = "Backup under writing, and restore"
NODES = 1
WHAT = """
Two writers make twenty changes a second; meanwhile a backup is made, under a key. It is restored into an empty database
and an empty folder, where the command compares every row and every file; the index is built, and `check_index` has to
be clean. Then the writers end, a second backup is made and restored, and both portals are told row by row, file by file
and search by search, by means that are not those of the commands: the rows as Django reads them, the results of every
example of the help pages and of the publications that stand still. Once on PostgreSQL with Elasticsearch, and once on
SQLite with the search in it.
"""
KEY = "a key for backups that is used in drills and nowhere else"


@dataclass(frozen=True)
class Size:
    """Changes a second; whether the demo is in it; whether SQLite has its turn; publications that writers change."""

    per_second: float
    with_demo: bool
    with_sqlite: bool
    publications: int


FULL, SHORT = Size(20.0, True, True, 100), Size(20.0, False, False, 40)


def run(site: Site, size: Size, outcome: Outcome) -> None:
    """Back up and restore each kind."""
    _drill(site, size, outcome, "PostgreSQL", {}, site.standing)
    if size.with_sqlite:
        around = {"DATABASE_URL": "", "PORTAL_SEARCH_URL": "", "PORTAL_DATA_DIR": str(site.folder / "sqlite")}
        with site.beside(**around), step("a portal on SQLite"):
            site.manage("migrate", "--verbosity=0")
            site.manage("set_up")
            standing = site.told("tests.drills.library", str(size.publications))
            site.manage("rebuild_index", "--verbosity=0")
        _drill(site, size, outcome, "SQLite", around, standing)


def _drill(
    site: Site, size: Size, outcome: Outcome, kind: str, around: Mapping[str, str], standing: list[dict[str, str]]
) -> None:
    folder = site.folder / f"backups-{kind}"
    with site.beside(**around, PORTAL_BACKUP_KEY=KEY):
        if size.with_demo:
            with step(f"{kind}: the demo"):
                site.manage("load_demo", "--verbosity=0")
                site.manage("work", "--until-idle")
        writers = start_writers(site, size.per_second, 2, plain=True)
        # What is there before a backup begins is in it, and what comes after it is not.
        with step(f"{kind}: a backup under writing"):
            took, said = _backup(site, folder / "under-writing")
        for writer in writers:
            writer.require_running()
        written(writers, outcome)
        site.manage("work", "--until-idle")
        with step(f"{kind}: a backup at rest"):
            at_rest, _said = _backup(site, folder / "at-rest")
            # An engine that was written to weighs words by texts that are gone as well, for a while.
            site.manage("rebuild_index", "--verbosity=0")
            held = site.told("tests.drills.inventory", json.dumps(standing))
    outcome.row(f"{kind}: rows and files", "", said.partition(": ")[2].partition(", in ")[0])
    outcome.row(f"{kind}: backup under writing / at rest", "", f"{took:.1f} / {at_rest:.1f} s")
    for number, name in enumerate(("under-writing", "at-rest")):
        with step(f"{kind}: restored, {name}"):
            new = {**_elsewhere(site, kind, number, around), "PORTAL_BACKUP_KEY": KEY}
            with site.beside(**new):
                _restored(site, folder / name, f"{kind}, {name.replace('-', ' ')}", outcome)
                if name == "at-rest":
                    told = site.told("tests.drills.inventory", json.dumps(standing))
                    _require_same(held, told, kind, outcome)


def _backup(site: Site, folder: Path) -> tuple[float, str]:
    began = time.monotonic()
    said = site.manage("backup", str(folder), "--verbosity=0")
    return time.monotonic() - began, said


def _restored(site: Site, folder: Path, name: str, outcome: Outcome) -> None:
    """Restore, build the index, and look whether it is the database's."""
    began = time.monotonic()
    site.manage("restore", str(folder), "--without-index", "--verbosity=0")
    there = time.monotonic()
    site.manage("rebuild_index", "--verbosity=0")
    outcome.row(f"{name}: restore / index", "", f"{there - began:.1f} / {time.monotonic() - there:.1f} s")
    site.manage("check_index", "--verbosity=0")
    outcome.row(f"{name}: `check_index` afterwards", "clean", "clean")


def _elsewhere(site: Site, kind: str, number: int, around: Mapping[str, str]) -> dict[str, str]:
    """An empty place of the same kind."""
    new = {**around, "PORTAL_DATA_DIR": str(site.folder / f"restored-{kind}-{number}")}
    if kind == "PostgreSQL":
        name = f"restored_{number}"
        with psycopg.connect(site.database.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
            connection.execute(f"CREATE DATABASE {name}".encode())
        new |= {"DATABASE_URL": site.database.url(name), "PORTAL_SEARCH_PREFIX": f"again-{number}"}
    return new


def _require_same(held: Mapping[str, Any], told: Mapping[str, Any], kind: str, outcome: Outcome) -> None:
    """Compare what two portals told of themselves."""
    for what in ("tables", "files", "searches"):
        old, new = held[what], told[what]
        outcome.row(f"{kind}: {what} compared", "", f"{len(old):,}")
        different = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        outcome.none_of(f"{kind}: {what} that differ", different)
