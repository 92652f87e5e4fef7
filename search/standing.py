"""How search stands: figures for whoever watches the portal, and facts for its administrators' system page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.timesince import timesince

from portal.condition.parts import Fact, State
from portal.metrics import Figure
from search.engines import engine_named, engine_within
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.condition import Condition, condition
from search.engines.elasticsearch.connecting import cluster
from search.outbox import state as outbox

#: Changes reach the engine within seconds; one that waits for longer than this means that something is in the way.
LONG_WAIT = timedelta(minutes=2)
#: Seconds for what the cluster tells of itself: whoever looks at the page or collects figures waits for it.
PATIENCE = 1.5
#: The name of the page that lists what was given up, see search/outbox.
REFUSED_LIST = "refused_changes"


def figures() -> Iterator[Figure]:
    """Whether the engine answers, and what waits for it."""
    site = settings.SEARCH_ENGINE
    if site == ElasticsearchEngine.name:
        told = condition(cluster().within(PATIENCE))
        yield Figure("search_up", int(told.is_up), "Whether the engine answers searches.", labels={"engine": site})
        yield Figure("search_faults", len(told.faults), "Faults of the cluster; the system page says which.")
        yield Figure("search_nodes", told.nodes, "Machines in the search cluster.")
        yield Figure("search_texts", told.texts, "Texts in the index that is searched.")
        yield Figure("search_rebuilding", int(told.is_rebuilding), "Whether a new index is being built.")
    else:
        yield Figure("search_up", 1, "Whether the engine answers searches.", labels={"engine": site})
    waiting = outbox.state()
    yield Figure("search_outbox", waiting.waiting, "Changes that have yet to reach the engine.")
    yield Figure("search_outbox_oldest_seconds", waiting.oldest_seconds, "How long the oldest of them has waited.")
    yield Figure("search_refused", waiting.refused, "Changes that the engine refused and that were given up.")
    if waiting.drift is not None and waiting.compared:
        drift = "Texts in which index and database differed when they were last compared."
        yield Figure("search_drift", waiting.drift, drift)
        compared = waiting.compared.timestamp()
        yield Figure("search_compared_timestamp_seconds", compared, "When they were last compared.")


def facts() -> Iterator[Fact]:
    """The engine, what stands in its way, and what waits for it."""
    engine = engine_named()
    if isinstance(engine, ElasticsearchEngine):
        yield from _cluster(condition(cluster().within(PATIENCE)))
        yield from _outbox(outbox.state())
    else:
        yield Fact("Engine", "embedded in the database", State.WELL)
        yield Fact("Compared", "never by itself", remedy="manage.py check_index compares index and database.")


def _cluster(told: Condition) -> Iterator[Fact]:
    versions = ", ".join(told.versions)
    yield Fact("Engine", f"Elasticsearch {versions}".strip())
    if told.is_up:
        yield Fact("Answers", "yes", State.WELL)
    else:
        remedy = f"Searches are answered by the engine “{engine_within().name}” meanwhile, and pages say so."
        yield Fact("Answers", "no", State.WRONG, remedy)
    for fault in told.faults:
        yield Fact("Fault", fault, State.LOOK if told.is_up else State.WRONG)
    if told.status:
        nodes, named = (
            "1 machine" if told.nodes == 1 else f"{told.nodes} machines",
            len(settings.SEARCH_CLUSTER["urls"]),
        )
        state, remedy = (State.WRONG, "") if told.status == "red" else (State.TOLD, "")
        if state is State.TOLD and told.nodes < named:
            state = State.LOOK
            remedy = f"PORTAL_SEARCH_URL names {named}. Bring back what is missing, or take it out of the setting."
        yield Fact("Cluster", f"{told.status}, {nodes}", state, remedy)
    if told.index:
        building = ", and a new index is being built" if told.is_rebuilding else ""
        yield Fact("Index", f"{told.texts:,} texts{building}", remedy=", ".join(told.index))


def _outbox(told: outbox.State) -> Iterator[Fact]:
    now = timezone.now()
    oldest = timedelta(seconds=told.oldest_seconds)
    if told.waiting and oldest > LONG_WAIT:
        value = f"{told.waiting}, the oldest for {timesince(now - oldest, now)}"
        remedy = "They are sent by the workers as soon as the engine takes them. Nothing is lost."
        yield Fact("Waiting changes", value, State.LOOK, remedy)
    else:
        yield Fact("Waiting changes", str(told.waiting), State.WELL)
    if told.refused:
        remedy = "The engine refused each eight times."
        yield Fact("Refused changes", str(told.refused), State.LOOK, remedy, _list_of_refused())
    else:
        yield Fact("Refused changes", "0", State.WELL)
    if told.compared is None or told.drift is None:
        yield Fact("Differences", "not compared yet", remedy="A worker compares index and database once a day.")
    else:
        since = f"{told.drift} when last compared, {timesince(told.compared, now)} ago"
        remedy = "They were sent again; manage.py check_index compares once more." if told.drift else ""
        yield Fact("Differences", since, State.LOOK if told.drift else State.WELL, remedy)


def _list_of_refused() -> tuple[str, str] | None:
    try:
        return reverse(REFUSED_LIST), "See which, and send them again"
    except NoReverseMatch:
        return None
