"""The way to the cluster: one client a process, and the names and limits everything here is asked with.

Never sniffed: behind a proxy or in containers nodes call themselves by addresses that nobody else knows. A node that
fails is left aside for a few seconds and asked again.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

from search.engines.elasticsearch.mapping import VERSION
from search.engines.elasticsearch.naming import NEXT, live_alias, searched_as
from search.engines.elasticsearch.wording import TooLateError
from search.engines.outside import require_outside
from search.partitions import PARTITIONS

#: Seconds for whatever is written or looked through in bulk.
WRITING_SECONDS = 60.0
#: Seconds for which a node that did not answer is left aside, at most.
LONGEST_ASIDE = 5.0
#: What says that a node cannot answer now, and another one perhaps can.
ELSEWHERE = (502, 503, 504)
#: Nothing is asked with less time than this.
_LEAST = 0.05


@dataclass(frozen=True)
class Cluster:
    """A cluster as one caller sees it: under this prefix, until this moment of the monotonic clock, if any.

    ``version`` is that of the indices it asks; ``built`` asks what a rebuild has built so far in place of what is
    searched.
    """

    client: Elasticsearch
    prefix: str
    until: float | None = None
    version: str = VERSION
    built: bool = False

    def alias(self, partition: str) -> str:
        """What is searched of a partition: nothing at all where there is no index of this version of the code."""
        return live_alias(self.prefix, partition, self.version) + (NEXT if self.built else "")

    def searched(self, partition: str) -> str:
        """What a question names: of a partition that grew with a closed space there need be no index."""
        alias = self.alias(partition)
        return alias if partition in PARTITIONS else searched_as(alias, partition)

    def named(self, prefix: str) -> Cluster:
        """The same cluster with indices of another prefix, as for trials."""
        return replace(self, prefix=prefix)

    def within(self, seconds: float) -> Cluster:
        """The same, for whoever has so many seconds left from now on."""
        return replace(self, until=time.monotonic() + seconds)

    @property
    def reader(self) -> Elasticsearch:
        """The client for a question. Half of the time that is left is kept for asking another node, if there is one.

        Like the other, it is not had inside a transaction: raises InsideTransactionError.
        """
        require_outside()
        left = self.left()
        if left is None:
            return self.client
        if len(self.client.transport.node_pool) == 1:
            return self.client.options(request_timeout=left, max_retries=1, retry_on_timeout=False)
        return self.client.options(request_timeout=left / 2, max_retries=1)

    @property
    def writer(self) -> Elasticsearch:
        """The client for writing: patient, unless time is short. Then a node that refuses at once is passed by, and one
        that lets wait has used up the time."""
        require_outside()
        left = self.left()
        if left is None:
            return self.client
        others = max(0, len(self.client.transport.node_pool) - 1)
        return self.client.options(request_timeout=left, max_retries=others, retry_on_timeout=False)

    def left(self) -> float | None:
        """The seconds that are left; None for all the time there is. Raises TooLateError when there is none."""
        if self.until is None:
            return None
        left = self.until - time.monotonic()
        if left < _LEAST:
            raise TooLateError("The search server took too long to answer.")
        return left


def cluster() -> Cluster:
    """The cluster of the site, as the settings name it."""
    told = settings.SEARCH_CLUSTER
    # A client belongs to the process that made it: a worker that was forked has to open connections of its own.
    client = _client(
        os.getpid(), tuple(told["urls"]), told["user"], told["password"], told["api_key"], str(told["ca_file"] or "")
    )
    return Cluster(client, told["prefix"])


@lru_cache(maxsize=8)
def _client(_process: int, urls: tuple[str, ...], user: str, password: str, key: str, authority: str) -> Elasticsearch:
    given: dict[str, Any] = {}
    if key:
        given["api_key"] = key
    elif user:
        given["basic_auth"] = (user, password)
    if authority:
        given["ca_certs"] = authority
    return Elasticsearch(
        list(urls),
        request_timeout=WRITING_SECONDS,
        max_retries=max(2, len(urls)),
        retry_on_timeout=True,
        retry_on_status=ELSEWHERE,
        max_dead_node_backoff=LONGEST_ASIDE,
        **given,
    )
