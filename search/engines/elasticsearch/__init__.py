"""The engine for more than one machine: an index in an Elasticsearch cluster.

What is written does not stand or fall with the caller's transaction: ``search.outbox`` keeps the index true.
"""

from __future__ import annotations

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
