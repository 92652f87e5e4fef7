"""The words of public titles, while one thread takes in new ones and others ask."""

from __future__ import annotations

import pytest

from search.suggestions.models import Kind
from search.suggestions.vocabulary import Vocabulary


class VocabularyTests:
    def test_a_title_that_is_found_by_its_letters_is_known_already(self, monkeypatch: pytest.MonkeyPatch) -> None:
        known = Vocabulary()
        told: list[str] = []
        monkeypatch.setattr(known.wholes, "add", lambda phrase: told.append(known.phrases[phrase].written))
        for _time in range(2):
            known.add(Kind.DOCUMENT, "en", "screening interview", "screening interview")
        assert told == ["screening interview"]
