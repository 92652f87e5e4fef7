"""One machine, the production path less TLS, on loopback only: what ``make run`` starts."""

from __future__ import annotations

import os
import secrets

from portal.settings.base import *

DEBUG = False


def _key(name: str) -> str:
    """A key in the data folder, made on first use and readable by its owner alone."""
    path = DATA_DIR / name
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


SECRET_KEY = _key("secret_key")
SECOND_FACTOR_KEYS = SECOND_FACTOR_KEYS or [environment.Secret(_key("factor_key"))]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEMO_ALLOWED = True
