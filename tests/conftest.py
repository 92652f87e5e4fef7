"""What the tests of the whole portal share: a portal that is set up, and publications to read in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import TransactionTestCase
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.audit import permanence
from portal.glossary.models import Audience, Theme
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import Body, User
from portal.pages.setting_up import steps
from portal.pages.setting_up.roles import EDITORS, PUBLISHERS
from resources.models import PublicationPage, PublicationsPage, ToolPage
from tests.second_proofs import prove, second_proof_shown
from tests.servers.fixtures import fresh_search, postgresql_server, search_cluster, settled_search
from tests.servers.settled import SettledSearch

__all__ = ["fresh_search", "postgresql_server", "search_cluster", "second_proof_shown", "settled_search"]


def _set_up() -> None:
    with disable_reference_index_auto_update():
        _make_portal()


def _make_portal() -> None:
    steps.run_all(lambda _name: None)
    Body.objects.get_or_create(slug="a-body", defaults={"name": {"en": "A body"}, "kind": Body.Kind.SECTORAL})
    # What is left to the worker; with a search engine elsewhere that is to send what has just been made, and in tests
    # it is sent when the engine is asked.
    DBTaskResult.objects.all().delete()


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """Give each process a database of its own: SQLite has one in each memory, and PostgreSQL is told its name.

    The plugin's own knows SQLite by Django's name for it alone.
    """
    database, process = settings.DATABASES["default"], os.environ.get("PYTEST_XDIST_WORKER")
    if process and not database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = f"test_{database['NAME']}_{process}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, settled_search: SettledSearch | None) -> None:
    """Set the portal up once for each test process; every test rolls back to there."""
    with django_db_blocker.unblock():
        _set_up()
        if settled_search is not None:
            settled_search.open()


@pytest.fixture(scope="session", autouse=True)
def log_that_can_be_emptied() -> Iterator[None]:
    """Let a test with real transactions empty all tables at its end, the log too, which refuses it to everybody."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def lifted(case: TransactionTestCase) -> None:
        with transaction.atomic(), permanence.lifted(connection):
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield


@pytest.fixture
def portal(db: None) -> None:
    """A portal with languages, countries, terms, pages and roles, and nothing published."""
    if not Body.objects.filter(slug="a-body").exists():
        # A test with real transactions has emptied the database.
        _set_up()


MakePublication = Callable[..., PublicationPage]


@pytest.fixture
def make_publication(portal: None) -> MakePublication:
    """Makes a published tool; the label, the language and any field may be given."""

    def make(
        reference: str = "T-2026-101", language: str = "en", label: Label | None = Label.CLEAR, **fields: Any
    ) -> PublicationPage:
        model = fields.pop("model", ToolPage)
        sibling = PublicationPage.objects.filter(reference=reference).first()
        values = {
            "title": f"Tool {reference}",
            "says": "What it says.",
            "do": "What to do.",
            "who": "Prosecutors.",
            "issued": "2026-05-04",
            "posted": date(2026, 5, 6),
            **fields,
        }
        themes = values.pop("themes", Theme.objects.all()[:1])
        countries = values.pop("countries", [])
        body = values.pop("text", "<p>The text of this tool.</p>")
        page = model(
            reference=reference,
            slug=reference.lower(),
            locale=Locale.objects.get(language_code=language),
            body=[("section", {"heading": "Purpose", "text": body})],
            **values,
        )
        if sibling is not None:
            page.translation_key = sibling.translation_key
        page.themes, page.countries = list(themes), list(countries)
        page.audiences = list(Audience.objects.all()[:1])
        page.bodies = list(Body.objects.filter(slug="a-body"))
        if label is not None:
            set_marking_once(page, label)
        PublicationsPage.objects.get(locale=page.locale).add_child(instance=page)
        return page

    return make


def set_marking_once(page: PublicationPage, label: Label) -> None:
    """Mark the page's family, as its form would."""
    from django.db import transaction

    with transaction.atomic():
        set_marking(group=page.translation_key, label=label, by=None, source="Test")


@pytest.fixture
def editor(portal: None) -> User:
    """Somebody who writes and submits."""
    return _member_of(EDITORS, "editor@office.example")


@pytest.fixture
def publisher(portal: None) -> User:
    """Somebody who publishes."""
    return _member_of(PUBLISHERS, "publisher@office.example")


def _member_of(group: str, email: str) -> User:
    user = User.objects.create_user(email, "a long enough password")
    user.groups.add(Group.objects.get(name=group))
    return prove(user)
