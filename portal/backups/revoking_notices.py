"""Mails that were ended since a backup was made, and end once more after it was restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.notices.board import actions
from portal.notices.board.models import Delivery


def end_mails(entry: Mapping[str, Any]) -> bool:
    """Mails with notices that their reader ended: nobody is written to again who wanted none."""
    delivery = Delivery.objects.filter(pk=entry["object_key"]).exclude(cadence=Delivery.Cadence.OFF).first()
    if delivery is None:
        return False
    actions.stop(token=delivery.token)
    return True
