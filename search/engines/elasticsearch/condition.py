"""How the cluster is, in sentences for whoever runs the portal."""

from __future__ import annotations

from dataclasses import dataclass

from elastic_transport import TransportError
from elasticsearch import ApiError

from search.engines.base import EngineDownError
from search.engines.elasticsearch import rebuilding
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import standing
from search.engines.elasticsearch.wording import (
    NO_INDEX,
    OLDEST,
    NotAllowedError,
    TooLateError,
    error_for,
    refusal,
    told_in_words,
)

#: Seconds for all questions together.
SECONDS = 3.0

_UNKNOWN = "What the search server answers cannot be understood."
_RED = (
    "The search cluster is red: part of an index is on no machine that answers. Bring back the machine that has it;"
    " if it is lost, run manage.py rebuild_index."
)
_READ_ONLY = (
    "Indices of the search are read-only, as a rule because a disk of the cluster is full: make room there. What is"
    " written waits."
)


@dataclass(frozen=True)
class Condition:
    """What the cluster tells of itself. ``faults`` are sentences, each naming what to do or which setting to look at.

    ``is_up`` says that searches are answered. ``versions`` are those of the servers; ``index`` the names of the indices
    that are searched, ``texts`` how many documents they hold, ``is_rebuilding`` that new ones are being filled.
    """

    is_up: bool
    faults: tuple[str, ...]
    status: str = ""
    nodes: int = 0
    versions: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    texts: int = 0
    is_rebuilding: bool = False


def condition(cluster: Cluster) -> Condition:
    """How the cluster is at this moment. Raises nothing, and takes a few seconds at most."""
    hurried = cluster.within(SECONDS) if cluster.until is None else cluster
    try:
        with told_in_words():
            return _asked(hurried)
    except EngineDownError as failure:
        return Condition(is_up=False, faults=(str(failure),))
    except Exception as failure:
        return Condition(is_up=False, faults=(f"{_UNKNOWN} ({type(failure).__name__}: {failure})",))


def _asked(cluster: Cluster) -> Condition:
    health = cluster.writer.cluster.health()
    told = cluster.writer.nodes.info(metric="http", filter_path="nodes.*.version")
    versions = tuple(sorted({node["version"] for node in told.get("nodes", {}).values()}))
    there = standing(cluster)
    live = [str(one.name) for one in there if one.is_live and one.is_current]
    faults = [*_old(versions), *_not_allowed(cluster), *_read_only(cluster)]
    if health["status"] == "red":
        faults.append(_RED)
    if rebuilding.is_due(cluster):
        faults.append(NO_INDEX)
    is_red = bool(live) and cluster.writer.cluster.health(index=live)["status"] == "red"
    return Condition(
        is_up=bool(live) and not is_red and not _old(versions),
        faults=tuple(faults),
        status=health["status"],
        nodes=health["number_of_nodes"],
        versions=versions,
        index=tuple(live),
        texts=int(cluster.writer.count(index=live)["count"]) if live and not is_red else 0,
        is_rebuilding=any(one.is_next for one in there),
    )


def _old(versions: tuple[str, ...]) -> list[str]:
    old = [version for version in versions if int(version.partition(".")[0]) < OLDEST]
    return (
        [f"The search server is too old: version {OLDEST} or newer is needed (PORTAL_SEARCH_URL). (version {old[0]})"]
        if old
        else []
    )


def _read_only(cluster: Cluster) -> list[str]:
    """Whether an index of ours takes no writes."""
    told = cluster.writer.indices.get_settings(index=f"{cluster.prefix}-*", flat_settings=True)
    ours = {str(one.name) for one in standing(cluster)}
    blocks = (
        value == "true"
        for name, about in told.body.items()
        if name in ours
        for setting, value in about["settings"].items()
        if setting in ("index.blocks.read_only", "index.blocks.read_only_allow_delete", "index.blocks.write")
    )
    return [_READ_ONLY] if any(blocks) else []


def _not_allowed(cluster: Cluster) -> list[str]:
    """Whether a right is missing, as far as the cluster knows of rights at all."""
    ours = [{"names": [f"{cluster.prefix}-*"], "privileges": ["manage", "read", "write"]}]
    try:
        answer = cluster.writer.security.has_privileges(cluster=["monitor"], index=ours)
    except (ApiError, TransportError) as failure:
        # Without security there are no rights to ask after, and the question is refused.
        error = error_for(failure)
        return [str(error)] if isinstance(error, (NotAllowedError, TooLateError)) else []
    return [] if answer["has_all_requested"] else [str(refusal(403, "as the server says itself"))]
