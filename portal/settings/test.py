"""The tests: quick hashing, mails in memory, plain static files, one database for each test process."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import uuid4

from portal.settings.base import *

DEBUG = False
DEMO_ALLOWED = True
SECRET_KEY = "only for tests, never for a portal that answers anybody"
SECOND_FACTOR_KEYS = [environment.Secret("only for tests: what secrets of second proofs are kept under")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "balai-test-files"
# Each process has a log of its own.
AUDIT_HEADS = Path(tempfile.gettempdir()) / f"balai-test-heads-{uuid4()}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]
# The counts of readers are written by a thread, which a test of theirs turns on.
COUNT_READING = False
# Something that may carry any label, so that the rule is proven for all five before anything of ours does.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.access.restricted"]
