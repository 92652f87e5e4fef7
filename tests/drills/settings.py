"""The settings of a portal under drill: those of ``make run``, with style sheets served as they lie in the checkout."""

from __future__ import annotations

import os

from portal.settings.local import *  # noqa: F403
from portal.settings.local import STORAGES as _STORAGES

# Collecting and packing them takes longer than many a drill, and nothing here looks at them.
STORAGES = {**_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
if _port := os.environ.get("DRILL_MAIL_PORT"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = "127.0.0.1", int(_port), 10
