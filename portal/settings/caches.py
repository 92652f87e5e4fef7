"""What several processes remember together for a while: counts of wrong passwords, the terms of the glossary.

One machine keeps it as files, see ``portal.caching.folder``. Several machines share it: in Redis where
``PORTAL_CACHE_URL`` names one, else in the database. With Redis the database stands by, see ``portal.caching.shared``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings.addresses import Address, address

EXAMPLE = "redis://:password@host:6379/0"
#: Django's own three hundred are thrown out by chance, and with them counts that hold somebody off.
OPTIONS = {"MAX_ENTRIES": 20_000}
IN_DATABASE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "caching_entry",
    "OPTIONS": OPTIONS,
}


def caches(url: str, folder: Path, several_machines: bool) -> dict[str, Any]:
    """What Django's ``CACHES`` says.

    Args:
        url: the value of ``PORTAL_CACHE_URL``; empty for none.
        folder: the data folder.
        several_machines: whether the database is one that several machines may share.
    """
    if url:
        return {"default": _redis(url), "fallback": IN_DATABASE}
    if several_machines:
        return {"default": IN_DATABASE}
    return {
        "default": {
            "BACKEND": "portal.caching.folder.FolderCache",
            "LOCATION": folder / "cache",
            "OPTIONS": OPTIONS,
        }
    }


def _redis(url: str) -> dict[str, Any]:
    """Redis, plain or over TLS (``rediss``). Name and password stand beside the address, so that it may be shown."""
    parts = address("PORTAL_CACHE_URL", url, ("redis", "rediss"), EXAMPLE)
    parts.allow("ca")
    options: dict[str, Any] = {
        # Half a second: whoever waits for a page does not wait for the cache.
        "socket_connect_timeout": 0.5,
        "socket_timeout": 0.5,
    }
    if parts.user:
        options["username"] = parts.user
    if parts.password:
        options["password"] = parts.password
    if parts.options.get("ca"):
        options["ssl_ca_certs"] = parts.options["ca"]
    return {
        "BACKEND": "portal.caching.shared.SharedCache",
        "LOCATION": f"{parts.scheme}://{_place(parts)}/{_number(parts.path)}",
        "KEY_PREFIX": "balai",
        "OPTIONS": options,
    }


def _place(parts: Address) -> str:
    if len(parts.hosts) != 1:
        raise ImproperlyConfigured(f"PORTAL_CACHE_URL names one Redis, in the form {EXAMPLE}.")
    host, port = parts.hosts[0]
    return f"{f'[{host}]' if ':' in host else host}:{port or 6379}"


def _number(path: str) -> int:
    """The number of the database in Redis; the first where none stands."""
    number = path.strip("/") or "0"
    if not number.isascii() or not number.isdigit():
        raise ImproperlyConfigured("PORTAL_CACHE_URL ends in the number of a database in Redis, such as /0.")
    return int(number)
