"""Shortened addresses beside the chain: how they are made, and how they go."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from portal.audit.models import Origin

#: So much of an address is kept: the network of a provider or an office, not a machine.
_KEPT_BITS = {4: 24, 6: 48}
#: So many rows are deleted in one transaction; others write between two.
_AT_ONCE = 500


def shortened(address: str) -> str:
    """The network an address lies in, as ``203.0.113.0/24`` or ``2001:db8:1::/48``; empty for what is no address."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    # Without the number of a network card, which stands behind a percent sign.
    plain = str(found).partition("%")[0]
    return str(ipaddress.ip_network(f"{plain}/{_KEPT_BITS[found.version]}", strict=False))


def address_of(request: Any) -> str:
    """The address a request came from, as the outermost proxy of ours saw it; what others claim does not count."""
    proxies: int = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    claimed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies > 0 and len(claimed) >= proxies:
        return str(claimed[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def purge(before: datetime) -> int:
    """Delete where entries written before this moment came from; how many. The entries and the chain stay."""
    return _delete(Origin.objects.filter(entry__at__lt=before))


def forget(user: Any) -> int:
    """Delete where everything that a person did came from; how many. The entries and the chain stay."""
    return _delete(Origin.objects.filter(entry__actor_id=user.pk))


def _delete(origins: QuerySet[Origin]) -> int:
    deleted = 0
    while some := list(origins.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        deleted += Origin.objects.filter(pk__in=some).delete()[0]
    return deleted
