"""An address such as ``postgresql://name:password@host:5432/database?sslmode=require``, taken apart.

What is wrong is said without the address itself: it may hold a password.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import Secret


@dataclass(frozen=True)
class Address:
    """The parts, decoded. ``hosts`` holds pairs of a host and its port, or None where no port stands."""

    variable: str
    scheme: str
    user: str
    password: Secret
    hosts: tuple[tuple[str, int | None], ...]
    path: str
    options: dict[str, str] = field(repr=False)

    def allow(self, *options: str) -> None:
        """Stop the start if the address has an option that is none of these."""
        for name in self.options:
            if name not in options:
                known = ", ".join(options) or "none"
                raise ImproperlyConfigured(f"{self.variable} has the option “{name}”; the options are: {known}.")


def address(variable: str, value: str, schemes: Collection[str], example: str) -> Address:
    """Take an address apart.

    Args:
        variable: the name of the environment variable, for the sentence.
        value: the address.
        schemes: what it may begin with, before ``://``.
        example: how it should look, for the sentence.
    """
    try:
        parts = urlsplit(value)
        if parts.scheme not in schemes or "://" not in value or parts.fragment:
            raise ValueError
        credentials, _, places = parts.netloc.rpartition("@")
        user, _, password = credentials.partition(":")
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        hosts = tuple(_host(place) for place in places.split(",")) if places else ()
    except ValueError:
        # Not chained: the error of the parser holds parts of the address.
        raise ImproperlyConfigured(
            f"{variable} is not an address of the form {example}."
            " Signs such as / : @ # % in a password are written as %2F %3A %40 %23 %25."
        ) from None
    return Address(
        variable, parts.scheme, unquote(user), Secret(unquote(password)), hosts, unquote(parts.path), options
    )


def _host(place: str) -> tuple[str, int | None]:
    """A host and its port; an IPv6 address stands in brackets, the folder of a socket is written with ``%2F``.

    Raises ValueError for anything else.
    """
    if place.upper().startswith("%2F"):
        return unquote(place), None
    parsed = urlsplit(f"//{place}")
    if not parsed.hostname or parsed.path or "@" in place:
        raise ValueError
    return parsed.hostname, parsed.port
