"""Terms of concepts that stand in no text are not asked for, and nobody's answer shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.embedded import EmbeddedEngine, gathering
from search.engines.embedded.present import with_present_terms
from search.query import Chunk, Expansion, Plan, plan_of_text
from search.query.text import phrase
from tests.search.engines.within import in_sqlite
from tests.search.library import Library

pytestmark = [pytest.mark.django_db, in_sqlite]


@pytest.fixture
def texts(library: Library) -> Library:
    """One text with the typed word and one with another term, and one with a third that few may read."""
    library.put(1, "A lure, they said")
    library.put(2, "Bait and rod")
    library.put(3, "Decoys", "decoy", partition="green")
    return library


def term(text: str) -> Chunk:
    """A term of the concept."""
    found = phrase(text)
    assert found is not None
    return found


def plan_with(*terms: str) -> Plan:
    """A question for a lure, which has these other terms."""
    expansion = Expansion(0, 1, "lure", tuple(map(term, terms)))
    return replace(plan_of_text("lure", "en"), expansions=(expansion,))


def left(plan: Plan, *partitions: str) -> list[str]:
    """The terms that are still asked for."""
    return [chunk.typed for one in with_present_terms(plan, partitions).expansions for chunk in one.terms]


@pytest.mark.usefixtures("texts")
class PresentTermsTests:
    def test_a_term_in_no_text_is_left_out(self) -> None:
        assert left(plan_with("snare", "bait", "rod bait"), "clear") == ["bait"]

    def test_a_term_counts_as_present_where_the_reader_may_read_it_alone(self) -> None:
        plan = plan_with("bait", "decoy")
        assert left(plan, "clear") == ["bait"]
        assert left(plan, "clear", "green") == ["bait", "decoy"]

    def test_one_term_stays_so_that_something_is_asked_for(self) -> None:
        assert left(plan_with("snare", "trap"), "clear") == ["snare"]

    def test_answers_are_the_same_as_if_all_terms_were_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        plan, readers = plan_with("snare", "bait", "trap"), frozenset({"clear"})
        found = EmbeddedEngine().search(plan, readers)
        monkeypatch.setattr(gathering, "with_present_terms", lambda plan, _partitions: plan)
        assert found == EmbeddedEngine().search(plan, readers)
        assert [hit.key for hit in found.hits] == ["thing:1", "thing:2"]
