"""What answers on PostgreSQL while Elasticsearch does not: titles, summaries and reference numbers, from the database.

Small on purpose. It needs no extension and no full text of the database's own, which cannot read Thai or Khmer; it
reads the words that our own analysis made, one row a text.
"""

from __future__ import annotations

from search.engines.brief.engine import BriefEngine

__all__ = ["BriefEngine"]
