"""A kind that is rows of one model: counted, passed over where held, and deleted a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from portal.retention.registry import Action, register

#: Says which of some rows are held; built anew each time, because holds come and go.
Held = Callable[[], Q]


class Rows:
    """The rows of a kind.

    Args:
        due: the rows that were over before a moment.
        held: which of them are passed over; None where nothing of this kind is ever held.
        settle: what is done to each of them; they are deleted where nothing is said.
    """

    def __init__(
        self,
        due: Callable[[datetime], QuerySet[Any]],
        held: Held | None = None,
        settle: Callable[[Any], None] | None = None,
    ) -> None:
        self._due, self._held, self._settle = due, held, settle

    def free(self, before: datetime) -> QuerySet[Any]:
        """What is due and held by nobody."""
        due = self._due(before)
        return due if self._held is None else due.exclude(pk__in=due.filter(self._held()).order_by().values("pk"))

    def count(self, before: datetime) -> int:
        """How many would go."""
        return self.free(before).count()

    def held(self, before: datetime) -> int:
        """How many are passed over."""
        return 0 if self._held is None else self._due(before).filter(self._held()).count()

    def purge(self, before: datetime, most: int) -> int:
        """Settle a batch; how many that were."""
        free = self.free(before)
        keys = list(free.order_by("pk").values_list("pk", flat=True)[:most])
        rows = free.model._base_manager.filter(pk__in=keys)
        if self._settle is None:
            # The instances, and not the set: whoever listens for a deletion hears of each.
            rows.delete()
        else:
            for row in rows:
                self._settle(row)
        return len(keys)


def register_rows(
    kind: str,
    *,
    period_setting: str,
    rows: Rows,
    models: Iterable[str],
    what: str,
    action: Action = Action.DELETE,
    is_last: bool = False,
) -> None:
    """Join the table with rows of a model; see :func:`portal.retention.registry.register`."""
    register(
        kind=kind,
        period_setting=period_setting,
        action=action,
        count=rows.count,
        purge=rows.purge,
        held=rows.held,
        models=models,
        what=what,
        is_last=is_last,
    )
