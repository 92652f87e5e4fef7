"""People join and leave, texts are published, tightened, opened, taken down, moved, deleted, written anew to the index.

After every step, whatever came before it, what anyone reaches by any channel is what an oracle that saw the same steps
says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from portal import access, indexing
from portal.marking import Label
from portal.markings.actions import ask_to_lower, decide_lowering, name_reader, set_marking, unname_reader
from portal.markings.models import Marking, NamedReader
from portal.members import actions
from portal.members.models import Body, Seat, SeatHolder, User
from portal.pages import remembering
from portal.viewer import viewer_for
from resources.models import PublicationPage
from tests.access.oracle import Facts, may_read
from tests.access.papers import make
from tests.access.restricted.models import Paper
from tests.conftest import MakePublication
from tests.drills.proofs import is_long
from tests.servers.settled import SettledSearch

REFERENCES = ("T-2026-101", "T-2026-102")
PEOPLE = ("one", "two")
#: What anybody is told of what anybody may read.
FOR_ALL = ("/sitemap.xml", "/en/feed/", "/oai?verb=ListRecords&metadataPrefix=oai_dc")
person, reference = st.sampled_from(PEOPLE), st.sampled_from(REFERENCES)


class World:
    """What the steps are taken in: made once, and brought back after every run of steps."""

    def __init__(self, make_publication: MakePublication, editor: User, publisher: User) -> None:
        self.editor, self.publisher = editor, publisher
        for known in REFERENCES:
            make_publication(known).save_revision().publish()
        body = Body.objects.get(slug="a-body")
        self.seats = {name: actions.open_seat(body=body, function={"en": name}, by=None) for name in PEOPLE}
        self.people = {name: User.objects.create_user(f"{name}@office.example", "long enough it is") for name in PEOPLE}
        self.clients = {"": Client(), **{name: Client() for name in PEOPLE}}
        self.paper = make(Facts("AMBER"))


class Machine(RuleBasedStateMachine):
    """The steps, and what the oracle knows after each."""

    world: World
    settled_search: SettledSearch | None

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        # To an engine elsewhere each run is a test of its own.
        self.savepoint._from_testcase = True  # type: ignore[attr-defined]
        self.savepoint.__enter__()
        remembering.forget()
        self.pages: dict[str, Facts] = {known: Facts("CLEAR", is_page=True) for known in REFERENCES}
        self.sitting: dict[str, bool] = dict.fromkeys(PEOPLE, False)
        self.closed: set[str] = set()
        self.named, self.looked = False, 0
        # What was undone after the run before took the sessions with it.
        for name, user in self.world.people.items():
            self.world.clients[name].force_login(user)

    def teardown(self) -> None:
        """Undo everything."""
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
        if self.settled_search:
            self.settled_search.begin_test()

    def _page(self, known: str) -> PublicationPage:
        return PublicationPage.objects.get(reference=known).specific

    def _know(self, known: str, **changed: Any) -> None:
        old = self.pages[known]
        self.pages[known] = Facts(
            changed.get("label", old.label), published=changed.get("published", old.published), is_page=True
        )

    @rule(who=person)
    def join_or_leave(self, who: str) -> None:
        """Somebody takes their seat, or it ends."""
        if who in self.closed:
            return
        if self.sitting[who]:
            actions.end_seat(holder=SeatHolder.objects.get(user=self.world.people[who], until=None), by=None)
        else:
            actions.take_seat(seat=Seat.objects.get(pk=self.world.seats[who].pk), user=self.world.people[who], by=None)
        self.sitting[who] = not self.sitting[who]
        # Whoever was put out of every session comes back by a new one, as the row says by now who they are.
        self.world.clients[who].force_login(User.objects.get(pk=self.world.people[who].pk))

    @precondition(lambda self: not self.closed)
    @rule(who=person)
    def close(self, who: str) -> None:
        """An account is closed, in the midst of a session."""
        actions.close_account(user=User.objects.get(pk=self.world.people[who].pk), by=None)
        self.closed.add(who)
        self.sitting[who] = False

    @rule(known=reference)
    def tighten(self, known: str) -> None:
        """A publication becomes GREEN."""
        if known in self.pages:
            set_marking(group=self._page(known).translation_key, label=Label.GREEN, by=None)
            self._know(known, label="GREEN")

    @rule(known=reference)
    def open_to_all(self, known: str) -> None:
        """A publication becomes CLEAR, by two people."""
        if known in self.pages and self.pages[known].label == "GREEN":
            marking = Marking.objects.get(group=self._page(known).translation_key)
            asked = ask_to_lower(marking=marking, to=Label.CLEAR, consent="The body.", by=self.world.editor)
            decide_lowering(lowering=asked, grant=True, by=self.world.publisher)
            self._know(known, label="CLEAR")

    @rule(known=reference)
    def take_down_or_restore(self, known: str) -> None:
        """A publication is taken down, or its first revision is published again."""
        if known not in self.pages:
            return
        page, published = self._page(known), self.pages[known].published
        if published:
            page.unpublish()
        else:
            page.revisions.order_by("created_at").first().publish()
        self._know(known, published=not published)

    @rule(known=reference, what=st.sampled_from(["move", "write to the index", "save a draft"]))
    def touch(self, known: str, what: str) -> None:
        """What opens and closes nothing."""
        if known not in self.pages:
            return
        page = self._page(known)
        steps: dict[str, Callable[[], Any]] = {
            "move": lambda: page.move(page.get_parent(), pos="first-child"),
            "write to the index": lambda: indexing.changed(f"page:{page.pk}"),
            "save a draft": lambda: page.save_revision(),
        }
        steps[what]()

    @precondition(lambda self: len(self.pages) > 1)
    @rule(known=reference)
    def delete(self, known: str) -> None:
        """A publication is deleted."""
        if known in self.pages and len(self.pages) > 1:
            self._page(known).delete()
            del self.pages[known]

    @rule()
    def name_or_unname(self) -> None:
        """The body is named by the paper's marking, or no more."""
        group = self.world.paper.translation_key
        if self.named:
            unname_reader(reader=NamedReader.objects.get(marking__group=group), by=None)
        else:
            name_reader(group=group, principal="body:a-body", by=None)
        self.named = not self.named

    @invariant()
    def everybody_reaches_what_the_oracle_says(self) -> None:
        """By page, number, list, search, sitemap, feed, harvest and the rule itself."""
        self.looked += 1
        for place, (name, client) in enumerate(self.world.clients.items()):
            user = User.objects.get(pk=self.world.people[name].pk) if name else None
            viewer = viewer_for(user)
            assert viewer.holds("member") is self.sitting.get(name, False)
            listing, search = (client.get(f"/en/search/{query}").content.decode() for query in ("", "?q=tool"))
            # The same for everybody: in the short form one of them looks, in turn.
            asked = FOR_ALL if is_long() or self.looked % len(self.world.clients) == place else ()
            for_all = [client.get(address).content.decode() for address in asked]
            for known in REFERENCES:
                path, facts = f"/en/publications/{known.lower()}/", self.pages.get(known)
                expected = facts is not None and may_read(viewer, facts)
                assert (client.get(path).status_code == 200) is expected, (name, known)
                assert [f'href="{path}' in text for text in (listing, search)] == [expected, expected], (name, known)
                assert (client.get(f"/{known}").headers.get("Location") == path) is expected, (name, known)
                is_public = facts == Facts("CLEAR", is_page=True)
                assert [f"{path}<" in text for text in for_all] == [is_public] * len(asked), (name, known)
            paper = Facts("AMBER", (("body:a-body", ""),) if self.named else ())
            assert access.can_view(viewer, self.world.paper) is may_read(viewer, paper)
            assert Paper.objects.visible_to(viewer).exists() is may_read(viewer, paper)


class StateMachineTests:
    @pytest.fixture
    def world(self, make_publication: MakePublication, editor: User, publisher: User) -> World:
        return World(make_publication, editor, publisher)

    def test_whatever_happens_everybody_reaches_what_is_theirs(
        self, world: World, settled_search: SettledSearch | None
    ) -> None:
        run(world, settled_search, examples=60 if is_long() else 4, steps=25 if is_long() else 8)


def run(world: World, settled_search: SettledSearch | None, *, examples: int, steps: int) -> None:
    """So many runs of so many steps; raises AssertionError with the shortest run that ends wrong."""
    machine = type("MachineInThisWorld", (Machine,), {"world": world, "settled_search": settled_search})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
