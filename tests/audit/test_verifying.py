"""Whoever changes the log past the portal is found, and the first place is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from portal.audit import heads, log, permanence
from portal.audit.chaining import chain, head
from portal.audit.models import Entry, Link
from portal.audit.verifying import Verified, verify

Sql = Callable[[str], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where heads are written."""
    settings.AUDIT_HEADS = tmp_path
    return tmp_path


@pytest.fixture
def first(db: None) -> int:
    """The number of the first of three entries in the chain."""
    last, _hash = head()
    for key in "abc":
        with transaction.atomic():
            log.write("space.opened", by=None, on=("space", key), label="AMBER", count=3, share=0.5)
    connection.do_what_is_left()  # type: ignore[attr-defined]
    return last + 1


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def after(*acts: str | Callable[[], object]) -> Verified:
    """What is found after these acts of somebody who owns the database; then all of it is undone."""
    point = transaction.savepoint()
    permanence.allow_changes(connection)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL DEFERRED")
    for act in acts:
        run(act) if isinstance(act, str) else act()
    found = verify()
    transaction.savepoint_rollback(point)
    return found


def entry_of(number: int) -> int:
    return Link.objects.get(number=number).entry_id


class TamperingTests:
    def test_what_was_not_touched_holds(self, first: int) -> None:
        assert verify() == Verified(first + 2, head()[1], "")
        assert first == 1 or Link.objects.get(number=1), "what was there before is in the chain too"

    @pytest.mark.parametrize(
        "change",
        [
            "at = '2020-01-01 00:00:00+00:00'",
            "actor_id = 7",
            "pseudonym = 'x'",
            "action = 'space.closed'",
            "object_type = 'x'",
            "object_key = 'x'",
            "label = 'CLEAR'",
            """details = '{"count": 4, "share": 0.5}'""",
            "details = '{}'",
        ],
    )
    def test_a_changed_entry_is_named(self, first: int, change: str) -> None:
        found = after(f"UPDATE audit_entry SET {change} WHERE id = {entry_of(first + 1)}")
        assert found.trouble.startswith(f"Entry {first + 1} (row {entry_of(first + 1)}) is not what was written")
        assert found.entries == first

    def test_a_missing_entry_is_named(self, first: int) -> None:
        row = entry_of(first + 1)
        delete = f"DELETE FROM audit_entry WHERE id = {row}"
        assert after(delete).trouble.startswith(f"Entry {first + 1} is missing: row {row}")
        gone = after(f"DELETE FROM audit_link WHERE number = {first + 1}", delete)
        assert gone.trouble == f"Entry {first + 1} is missing from the chain."

    def test_two_that_were_swapped_are_named(self, first: int) -> None:
        told = [(link.number, link.entry_id, link.hash) for link in Link.objects.filter(number__gte=first + 1)]
        swapped = zip(told, reversed(told), strict=True)
        made = [f"INSERT INTO audit_link VALUES ({n}, 1, '{h}', {e})" for (n, _e, h), (_n, e, _h) in swapped]
        columns = [field.column for field in Link._meta.local_fields]
        assert sorted(columns) == ["entry_id", "form", "hash", "number"]
        made = [statement.replace("audit_link ", "audit_link (number, form, hash, entry_id) ") for statement in made]
        found = after(f"DELETE FROM audit_link WHERE number > {first}", *made)
        assert found.trouble.startswith(f"Entry {first + 1} ")
        assert "another stands in its place" in found.trouble

    def test_one_that_was_put_in_is_named(self, first: int) -> None:
        columns = "at, action, object_type, object_key, label, details, pseudonym"
        copied = f"SELECT {columns} FROM audit_entry WHERE id = {entry_of(first)}"
        found = after(f"INSERT INTO audit_entry ({columns}) {copied}")
        assert "was put in past the portal" in found.trouble

    def test_a_chain_that_is_cut_off_or_made_anew_does_not_suit_the_head_that_was_written_down(
        self, first: int
    ) -> None:
        rows = [entry_of(first + place) for place in range(3)]
        cut = [f"DELETE FROM audit_link WHERE number = {first + 2}", f"DELETE FROM audit_entry WHERE id = {rows[2]}"]
        anew = [
            f"DELETE FROM audit_link WHERE number > {first}",
            f"UPDATE audit_entry SET label = 'CLEAR' WHERE id = {rows[1]}",
            lambda: chain(connection, rows[1:]),
        ]
        assert not after(*cut).trouble.startswith("The chain")
        assert not after(*anew).trouble.startswith("The chain")
        heads.write_head()
        assert verify().trouble == ""
        assert after(*cut).trouble.startswith("The chain is cut off at its end")
        assert f"entry {first + 2} is missing" in after(*cut).trouble
        assert f"made anew: entry {first + 2} is not the head" in after(*anew).trouble

    def test_a_database_that_refuses_nothing_any_more_is_told(self, first: int) -> None:
        assert "does not refuse changes any more: audit_entry_" in after().trouble


class HeadsTests:
    def test_a_line_a_day_and_one_that_a_full_disk_broke_off_is_dropped(self, first: int, folder: Path) -> None:
        heads.write_head()
        with heads.file().open("a") as file:
            file.write("2026-11-22T17:0")
        assert verify().trouble == ""
        heads.write_head()
        assert [(one.number, one.hash) for one in heads.kept()] == [head(), head()]

    def test_a_file_that_somebody_changed_is_told_and_can_be_set_aside(self, first: int, folder: Path) -> None:
        heads.write_head()
        heads.file().write_text("nothing\n")
        assert "Line 1 of" in verify().trouble
        aside = heads.set_aside()
        assert aside is not None
        assert aside.read_text() == "nothing\n"
        assert verify().trouble == ""
        assert heads.set_aside() is None


class CommandTests:
    def test_it_tells_how_many_hold_and_the_head(self, first: int) -> None:
        said = StringIO()
        call_command("verify_audit", stdout=said, verbosity=0)
        assert f"{first + 2:,} entries hold. Head: {first + 2} {head()[1]}" in said.getvalue()
        heads.file().write_text("nothing\n")
        with pytest.raises(CommandError, match="is no head of the log") as error:
            call_command("verify_audit", stdout=said, verbosity=0)
        assert error.value.returncode == 1


class PermanenceTests:
    @pytest.fixture
    def refused(self, first: int) -> Iterator[Sql]:
        def refused(statement: str) -> None:
            with pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic():
                run(statement)

        yield refused
        assert verify().trouble == ""

    def test_the_database_refuses_to_change_delete_replace_and_empty(self, first: int, refused: Sql) -> None:
        for table, name in (("audit_entry", "label"), ("audit_link", "hash")):
            refused(f"UPDATE {table} SET {name} = 'x'")
            refused(f"DELETE FROM {table}")
            if connection.vendor == "postgresql":
                refused(f"TRUNCATE {table} CASCADE")
            else:
                refused(f"REPLACE INTO {table} SELECT * FROM {table}")

    def test_the_orm_is_refused_as_well(self, first: int) -> None:
        for rows in (Entry.objects.filter(link__number=first), Link.objects.filter(number=first)):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows._raw_delete("default")
