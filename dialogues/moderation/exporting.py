"""What was decided, counted by month and as a table of codes: nothing that was said, no reason, no name, no day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.moderation.models import Case, Decision
from dialogues.spaces.models import Space
from portal.audit import log
from portal.marking import Label


def months(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """By month, the newest first, how often what was decided."""
    counted: dict[str, Counter[str]] = {}
    for case in cases:
        for decision in case.decisions.all():
            counted.setdefault(f"{decision.decided_at:%Y-%m}", Counter())[decision.act] += 1
    acts = Decision.Act
    return [
        {"month": month, "acts": [(act.label, counts[act]) for act in acts if counts[act]], "all": counts.total()}
        for month, counts in sorted(counted.items(), reverse=True)
    ]


@transaction.atomic
def exported(space: Space, cases: Iterable[Case], *, by: Any) -> list[Sequence[str]]:
    """The rows of the table, with a heading and the label of the space; the log says who took them."""
    rows: list[Sequence[str]] = [
        [Label(space.label).written, "", "", "", ""],
        [_("Month"), _("Kind"), _("Reason"), _("Decision"), _("Language")],
    ]
    for case in cases:
        reasons = "; ".join(sorted({str(flag.get_reason_display()) for flag in case.flags.all()}))
        for decision in case.decisions.all():
            month, act = f"{decision.decided_at:%Y-%m}", str(decision.get_act_display())
            rows.append([month, str(case.get_kind_display()), reasons, act, case.post.language])
    log.write("moderation.exported", by=by, on=space, label=space.label, count=len(rows) - 2)
    return rows
