"""The pairs of database and engine that the portal supports, and the servers that each needs for its tests."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from portal.launcher.children import Children
from portal.launcher.servers.elasticsearch import SearchCluster
from portal.launcher.servers.postgresql import Postgresql
from portal.launcher.trouble import TroubleError

#: The pair of a portal that was told nothing.
DEFAULT = "sqlite+embedded"
PAIRS = (DEFAULT, "sqlite+elasticsearch", "postgresql+elasticsearch")


class PairMissingError(Exception):
    """A server of the pair cannot be had on this machine; the text says which and what helps."""


@contextmanager
def servers_of(pair: str, children: Children) -> Iterator[Mapping[str, str]]:
    """Start what a pair needs; yields the variables by which the portal finds it.

    What ``DATABASE_URL`` or ``PORTAL_SEARCH_URL`` name already is used as it is. Raises TroubleError for an unknown
    pair, PairMissingError when a server cannot be started.
    """
    if pair not in PAIRS:
        raise TroubleError(f"PAIR={pair!r} is none of the supported pairs: {', '.join(PAIRS)}.")
    database, _plus, engine = pair.partition("+")
    # Nothing of a developer's own portal may reach the tests of a pair without servers.
    found = {"DATABASE_URL": "", "PORTAL_SEARCH_URL": ""}
    with contextlib.ExitStack() as started:
        try:
            if database == "postgresql":
                named = os.environ.get("DATABASE_URL")
                found["DATABASE_URL"] = named or started.enter_context(Postgresql(children=children)).url()
            if engine == "elasticsearch":
                named = os.environ.get("PORTAL_SEARCH_URL")
                cluster = named or ",".join(started.enter_context(SearchCluster(children=children)).urls)
                found["PORTAL_SEARCH_URL"] = cluster
        except TroubleError as trouble:
            raise PairMissingError(str(trouble)) from trouble
        yield found
