"""Writing what was judged: one row, one transaction, and all of it or nothing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.audit.log import write
from portal.locks import alone
from portal.markings.actions import set_marking
from resources.columns.refusals import CellRefusedError
from resources.importing.attaching import carry
from resources.importing.judging import Judgement
from resources.importing.options import Options
from resources.importing.outcomes import Kind, RowRefusedError
from resources.models import PublicationPage, PublicationsPage

IMPORTED = "publications.imported"


class MovedError(Exception):
    """Somebody has written this version, or its label, since it was judged."""


def save(judged: Judgement, options: Options) -> None:
    """Write a row. Raises MovedError when it must be judged anew, RowRefusedError when publishing is refused."""
    if judged.kind is Kind.UNCHANGED:
        return
    try:
        with transaction.atomic(), disable_reference_index_auto_update():
            _require_unmoved(judged)
            page = _written(judged, options)
            # Once and at once, instead of in a task for each save.
            ReferenceIndex.create_or_update_for_object(page)
            write(
                IMPORTED,
                by=options.by,
                on=page,
                label=judged.identity.label.value,
                kind=judged.kind.value,
                columns=judged.columns,
                ends_as=judged.ending.words,
            )
    except ValidationError as error:
        raise RowRefusedError([CellRefusedError("", " ".join(error.messages))]) from error


def _require_unmoved(judged: Judgement) -> None:
    """Look once more inside the transaction. Raises MovedError."""
    identity = judged.identity
    # A version that is only about to be made has no row that could be held.
    alone(f"publication {identity.reference}")
    # The rows of publications and of nothing else: a language that was held would hold up every new page in it.
    versions = PublicationPage.objects.select_for_update().filter(reference=identity.reference).order_by("pk")
    rows = list(versions.values_list("pk", "latest_revision_id", "live", "translation_key", "locale_id"))
    locale = Locale.objects.get(language_code=identity.language)
    found = [row[:3] for row in rows if row[4] == locale.pk]
    present = identity.present
    expected = [] if present is None else [(present.pk, present.latest_revision_id, present.live)]
    if found != expected or {row[3] for row in rows} - {identity.group}:
        raise MovedError


def _written(judged: Judgement, options: Options) -> Any:
    page, identity, ending = judged.page, judged.identity, judged.ending
    source = f"Import by {options.by}" if options.by else "Import"
    if identity.present_label != identity.label:
        set_marking(group=identity.group, label=identity.label, by=options.by, source=source[:200])
    if judged.files.changes:
        carry(page, judged.files.wanted, options.by)
    if judged.kind is Kind.NEW:
        page.owner = options.by
        PublicationsPage.objects.get(locale__language_code=identity.language).add_child(instance=page)
        log(instance=page, action="wagtail.create", user=options.by, content_changed=True)
    if judged.kind is Kind.NEW or [name for name in judged.columns if name != "marking"]:
        revision = page.save_revision(user=options.by, log_action=judged.kind is not Kind.NEW, clean=False)
    elif ending.publishes_unchanged:
        revision = page.latest_revision or page.save_revision(user=options.by, clean=False)
    else:
        return page
    if ending.publishes:
        revision.publish(user=options.by)
    elif ending.reviews and not page.workflow_in_progress and (review := page.get_workflow()):
        review.start(page, options.by)
    return page
