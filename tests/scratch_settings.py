"""The settings of the tests, with an empty database of one's own for a process that is started by a test."""

from __future__ import annotations

import os

from portal.settings.test import *  # noqa: F403

if name := os.environ.get("SCRATCH_DATABASE"):
    DATABASES["default"]["NAME"] = name  # noqa: F405
