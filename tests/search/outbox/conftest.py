"""What these tests write in the transaction; the engine elsewhere is a pretended one."""

from __future__ import annotations

import pytest

from search import engines
from search.engines.base import Engine


@pytest.fixture
def engine() -> Engine:
    """The engine that is written in the transaction; the one elsewhere is the fixture ``elsewhere``."""
    return engines.engine_within()
