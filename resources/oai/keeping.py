"""Writing down what becomes public, what is told differently, and what ends to be public.

Called inside the transaction of the change. Only what an anonymous visitor may read gets a row; what was never public
leaves no trace here, not even a gap.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.viewer import ANONYMOUS
from resources.models import PublicationFile, PublicationPage
from resources.oai.describing import Description, describe, local_of
from resources.oai.models import HarvestedSet, HarvestRecord

_SOURCE = "page"


def now() -> datetime:
    """This moment in whole seconds."""
    return timezone.now().replace(microsecond=0)


def on_changed(key: str) -> None:
    """Called by the registry whenever the text under this key may have changed."""
    source, _colon, number = key.partition(":")
    if source == _SOURCE and number.isdecimal():
        keep(int(number))


def on_file_changed(document_id: int) -> None:
    """Called whenever readers get a file, or no longer: what is told of the publications that carry it names files."""
    for page_id in PublicationFile.objects.filter(document=document_id).values_list("page_id", flat=True).distinct():
        keep(page_id)


def keep(page_id: int) -> None:
    """Bring what is written down of one page up to what anybody may read of it now."""
    page = (
        PublicationPage.objects.filter(pk=page_id).visible_to(ANONYMOUS).select_related("locale").defer("body").first()
    )
    local = local_of(page) if page is not None else ""
    for record in HarvestRecord.objects.filter(page_id=page_id, ended=False).exclude(local=local):
        _end(record)
    if page is not None:
        _write(page, local, describe([page])[page_id])


def look_through() -> None:
    """Look at everything that is public or was told to be: a label that a record shows may read differently now."""
    public = PublicationPage.objects.visible_to(ANONYMOUS).values_list("pk", flat=True)
    told = HarvestRecord.objects.filter(ended=False).values_list("page_id", flat=True)
    for page_id in sorted({*public, *told}):
        with transaction.atomic():
            keep(page_id)


def _end(record: HarvestRecord) -> None:
    record.ended, record.datestamp = True, now()
    record.save()
    _touch_versions(record.group, record.local)


def _write(page: PublicationPage, local: str, description: Description) -> None:
    record = HarvestRecord.objects.filter(local=local).first()
    digest = description.digest()
    known = record is not None and not record.ended and record.group == page.translation_key
    if record is not None and known and record.told == digest and record.page_id == page.pk:
        return
    facts = {"page_id": page.pk, "group": page.translation_key, "told": digest, "ended": False, "datestamp": now()}
    written, _made = HarvestRecord.objects.update_or_create(local=local, defaults=facts)
    written.sets.exclude(spec__in=description.sets).delete()
    rows = [HarvestedSet(record=written, spec=spec) for spec in description.sets]
    HarvestedSet.objects.bulk_create(rows, ignore_conflicts=True)
    if not known:
        _touch_versions(page.translation_key, local)


def _touch_versions(group: UUID, local: str) -> None:
    """Versions in other languages name this one: they are told differently from now on."""
    HarvestRecord.objects.filter(group=group, ended=False).exclude(local=local).update(datestamp=now())
