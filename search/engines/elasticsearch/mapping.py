"""What an index holds of a text, and how: one strict mapping, with no analyser but ``whitespace``.

Words come ready from :mod:`search.analysis`, parted by spaces, so no plugin and no language of the server has a say in
what is found. Whoever changes anything here changes :data:`VERSION`: the worker then builds a new index.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import icu4py

from portal.indexing import FACETS
from search.analysis import ANALYSIS_VERSION
from search.documents import LAYOUT_VERSION

#: By field of words how often a reading must stand there until it counts half as much as it ever can: the smaller, the
#: more a single place counts. Words of the title stand in a field several times over, see ``documents.py``. The fields
#: that begin with ``p`` are for parts of a question: how often a text holds one tells more there. So a text is worth
#: what it is worth to the embedded engine, which multiplies by columns what it divides by here.
WORDS = {"title": 0.15, "w": 0.3, "x": 0.6, "s": 0.8, "g": 1.2, "pw": 0.6, "px": 1.2, "ps": 1.2}
#: Fields in which only single tokens are looked for, and nobody asks at how many places.
_SINGLE = ("px",)

#: Whoever changes what ``documents.py`` puts into these fields raises it.
FORM = 3

_KEYWORD: dict[str, Any] = {"type": "keyword"}
_KEYWORDS = ("key", "family", *FACETS, "volume", "sort_title", "fingerprint")
_DATES = ("issued", "posted", "day", "updated", "expires")


def _similarity(k1: float) -> str:
    return f"k{k1 * 100:.0f}"  # a dot would part the name in two


def _of_words(field: str, k1: float) -> dict[str, Any]:
    kept = {"index_options": "freqs"} if field in _SINGLE else {}
    return {"type": "text", "analyzer": "whitespace", "similarity": _similarity(k1), **kept}


PROPERTIES: dict[str, dict[str, Any]] = {
    **{field: _KEYWORD for field in _KEYWORDS},
    # Families are counted by every question: what that needs is made ready when texts come in, not by the first to ask.
    "family": {**_KEYWORD, "eager_global_ordinals": True},
    # Counted and never looked up: the facets have fields of their own.
    "codes": {"type": "keyword", "index": False},
    "tally": {"type": "keyword", "index": False, "eager_global_ordinals": True},
    "part": {"type": "integer"},
    "year": {"type": "integer"},
    # How many tokens a text has in all. Lucene keeps the length of a field by itself, and rounded to a few bits.
    "length": {"type": "integer", "index": False},
    **{field: {"type": "date"} for field in _DATES},
    **{field: _of_words(field, k1) for field, k1 in WORDS.items()},
    # Passages are cut from it; nothing is looked for in it.
    "shown": {"type": "text", "index": False, "norms": False},
}

SIMILARITY: dict[str, dict[str, Any]] = {
    _similarity(k1): {"type": "BM25", "k1": k1, "b": 0.75} for k1 in WORDS.values()
}
"""How the fields of words are weighed."""

LASTING: dict[str, Any] = {
    "number_of_shards": 1,
    # Whoever was late with an older state must still find that a newer one, or a removal, was there.
    "gc_deletes": "1h",
    "mapping": {"total_fields": {"limit": 60}},
    # Words of what was taken out count in the statistics until its piece of the index is written anew.
    "merge": {"policy": {"expunge_deletes_allowed": 0}},
    "similarity": SIMILARITY,
}
#: While an index is filled nobody searches it, and what a lost machine takes with it is simply written again.
FILLING: dict[str, Any] = {"number_of_replicas": 0, "refresh_interval": "-1"}
#: A copy on a second machine as soon as there is one. What was written is found after a second at the latest.
SERVING: dict[str, Any] = {"auto_expand_replicas": "0-1", "refresh_interval": "1s"}


def mappings() -> dict[str, Any]:
    """The mapping as an index is made with it."""
    return {
        "dynamic": "strict",
        "_source": {"excludes": list(WORDS)},
        "_meta": {"version": VERSION},
        "properties": PROPERTIES,
    }


def _version() -> str:
    told = (PROPERTIES, LASTING, FORM, LAYOUT_VERSION, ANALYSIS_VERSION, str(icu4py.icu_version))
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:8]


#: Of the mapping, of what is told of a record, of its analysis and of the dictionaries behind it, all in one.
VERSION = _version()
