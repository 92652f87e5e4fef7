"""Where the virus scanner ClamAV listens, if ``PORTAL_CLAMAV_URL`` names one."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from portal.settings.addresses import address

EXAMPLE = "tcp://host:3310 or unix:///run/clamav/clamd.ctl"
_PORT = 3310

Scanner = tuple[str, str | tuple[str, int]]


def scanner(url: str) -> Scanner | None:
    """The kind of socket and its place (a path, or a host with its port); None where no scanner is set."""
    if not url:
        return None
    parts = address("PORTAL_CLAMAV_URL", url, ("tcp", "unix"), EXAMPLE)
    parts.allow()
    if parts.scheme == "unix" and parts.path.startswith("/") and not parts.hosts and not parts.user:
        return "unix", parts.path
    if parts.scheme == "tcp" and len(parts.hosts) == 1 and parts.path in ("", "/") and not parts.user:
        host, port = parts.hosts[0]
        return "tcp", (host, port or _PORT)
    raise ImproperlyConfigured(f"PORTAL_CLAMAV_URL has the form {EXAMPLE}, without a name or a password.")
