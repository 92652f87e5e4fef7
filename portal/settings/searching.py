"""Which engine searches: the one in the database, or the Elasticsearch cluster that ``PORTAL_SEARCH_URL`` names."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.addresses import address

EXAMPLE = "https://host:9200"
#: What Elasticsearch allows in the name of an index, and we before a hyphen.
PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def search_cluster() -> dict[str, Any]:
    """How the cluster is reached; ``urls`` is empty when there is none. Passwords do not show when it is printed."""
    user, password, api_key = (
        environment.text("PORTAL_SEARCH_USER"),
        environment.secret("PORTAL_SEARCH_PASSWORD"),
        environment.secret("PORTAL_SEARCH_API_KEY"),
    )
    if bool(user) != bool(password):
        raise ImproperlyConfigured("Set PORTAL_SEARCH_USER and PORTAL_SEARCH_PASSWORD together, or neither.")
    if user and api_key:
        raise ImproperlyConfigured("Set PORTAL_SEARCH_API_KEY, or PORTAL_SEARCH_USER with a password, but not both.")
    prefix = environment.text("PORTAL_SEARCH_PREFIX", "balai")
    if not PREFIX.fullmatch(prefix):
        raise ImproperlyConfigured(
            "Set PORTAL_SEARCH_PREFIX to at most 40 small letters, digits, hyphens and underscores,"
            " beginning with a letter or a digit."
        )
    urls = tuple(_node(url) for url in environment.names("PORTAL_SEARCH_URL"))
    if len({url.partition(":")[0] for url in urls}) > 1:
        raise ImproperlyConfigured("The addresses in PORTAL_SEARCH_URL begin all with https:// or all with http://.")
    ca_file = environment.readable_file("PORTAL_SEARCH_CA_FILE")
    if ca_file and urls and not urls[0].startswith("https:"):
        raise ImproperlyConfigured("PORTAL_SEARCH_CA_FILE is of use only where PORTAL_SEARCH_URL begins with https://.")
    return {
        "urls": urls,
        "user": user,
        "password": password,
        "api_key": api_key,
        "ca_file": ca_file,
        "prefix": prefix,
    }


def _node(url: str) -> str:
    """One node's address as the client takes it: scheme, host, port, and a path where a proxy has one."""
    parts = address("PORTAL_SEARCH_URL", url, ("https", "http"), EXAMPLE)
    if parts.user or parts.password:
        raise ImproperlyConfigured(
            "PORTAL_SEARCH_URL holds a name or a password; they belong into PORTAL_SEARCH_USER and"
            " PORTAL_SEARCH_PASSWORD."
        )
    parts.allow()
    if len(parts.hosts) != 1:
        raise ImproperlyConfigured(f"PORTAL_SEARCH_URL is a list of addresses of the form {EXAMPLE}.")
    host, port = parts.hosts[0]
    place = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{place}:{port or 9200}{parts.path.rstrip('/')}"
