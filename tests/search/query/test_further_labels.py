"""Values that another app adds to a filter stand behind those of its owner, and are known like them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import indexing
from portal.viewer import MEMBER, PUBLIC, Viewer
from search.partitions import PARTITIONS, library_for, partitions_for
from search.query.filters import readable_codes


def test_further_values_stand_behind_those_of_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_labels", {"type": lambda _language: {"tool": "Tool"}})
    monkeypatch.setattr(indexing, "_further_labels", {})
    indexing.register_further_labels("type", _more)
    assert list(indexing.facet_labels("type", "en").items()) == [("tool", "Tool"), ("post", "Post")]
    with pytest.raises(ImproperlyConfigured):
        indexing.register_further_labels("type", _more)
    with pytest.raises(ImproperlyConfigured):
        indexing.register_further_labels("colour", _more)


def _more(_language: str) -> dict[str, str]:
    return {"post": "Post"}


def test_spaces_are_known_to_who_reads_in_them_and_asked_for_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def spaces(_language: str) -> dict[str, str]:
        asked.append(1)
        return {"siam": "Siam", "other": "Other"}

    monkeypatch.setattr(indexing, "_labels", {"space": spaces})
    monkeypatch.setattr(indexing, "_further_labels", {})
    member = Viewer(user_id=1, principals=frozenset({PUBLIC, MEMBER}))
    inside = Viewer(user_id=1, principals=frozenset({PUBLIC, MEMBER, "space:siam"}))
    assert readable_codes("space", partitions_for(member)) == frozenset()
    assert not asked
    assert readable_codes("space", partitions_for(inside)) == {"siam"}
    assert library_for(inside) == library_for(member) == frozenset(PARTITIONS)
