"""What is written: counts of kinds, and decisions. Nothing that was found is kept."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.victim_data.findings import Findings
from portal.victim_data.models import FindingCount, Release
from portal.victim_data.releases import key_of, marks_of


@transaction.atomic
def count_findings(findings: Findings, *, surface: str) -> None:
    """Count what was found by month, surface and kind. ``surface`` is a code: ``wrong``, ``publishing``, ``post``."""
    month = timezone.localdate().replace(day=1)
    for kind, times in sorted(findings.kinds.items()):
        row, _made = FindingCount.objects.get_or_create(month=month, surface=surface, kind=kind)
        FindingCount.objects.filter(pk=row.pk).update(times=F("times") + times)


@transaction.atomic
def release(*, thing: Model, text: str, findings: Findings, reason: str, by: Any) -> Release:
    """Decide that a page or a file may be published with the identifiers that stand in it now.

    Raises ValidationError without a reason. The entry in the log counts kinds.
    """
    if not reason.strip():
        raise ValidationError(_("Say why this may be published."))
    about, key = key_of(thing)
    made = Release.objects.create(
        about=about, key=key, marks=sorted(marks_of(text, findings.held)), reason=reason.strip(), by=by
    )
    log.write("victim_data.released", by=by, on=thing, kinds=dict(Findings(findings.held).kinds))
    return made
