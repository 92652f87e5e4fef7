"""The mark of tests that look into the embedded engine itself: what every engine promises is in ``test_contract``."""

from __future__ import annotations

import pytest
from django.db import connection

#: Where it is not the site's own engine it stands in for that one, and is written all the same.
in_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="The embedded engine lives in SQLite.")
