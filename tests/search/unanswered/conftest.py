"""The report leads to pinning, so its tests pin too."""

from __future__ import annotations

from tests.search.pins.conftest import pin

__all__ = ["pin"]
