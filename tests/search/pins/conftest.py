"""Pinning in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from search.pins.models import PinnedPage, PinnedPhrase, Pinning

Pin = Callable[..., Pinning]


@pytest.fixture
def pin(portal: None) -> Pin:
    """Pins pages for phrasings; the language of the reader and the last day may be given."""

    def make(phrases: str | list[str], *pages: Page, **fields: Any) -> Pinning:
        pinning = Pinning(**fields)
        for text in [phrases] if isinstance(phrases, str) else phrases:
            pinning.phrases.add(PinnedPhrase(text=text))
        for place, page in enumerate(pages):
            pinning.pages.add(PinnedPage(page_id=page.pk, sort_order=place))
        pinning.save()
        return pinning

    return make
