"""Each test begins with a vocabulary that has read nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.suggestions import vocabulary


@pytest.fixture(autouse=True)
def fresh_vocabulary() -> Iterator[None]:
    """Forget before and after: row numbers come again when a test is rolled back."""
    vocabulary.forget()
    yield
    vocabulary.forget()
