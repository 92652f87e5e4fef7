"""Attaches the papers to the demo's publications, each once."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext, override

from portal.countries.models import Country
from portal.dates import format_partial
from portal.demo.models import DemoObject
from portal.demo.papers import content
from portal.demo.papers.choice import DOCUMENT, DOCX, PAPERS, XLSX, Paper
from portal.demo.papers.office import docx_of, xlsx_of
from portal.demo.papers.writing import pdf_of
from portal.demo.sources import Family
from portal.files.models import PortalDocument
from portal.marking import Label
from portal.progress import Told, silent
from portal.translated import label_in
from resources.models import PublicationFile, PublicationPage
from resources.states import ImplementationSource, ImplementationStatus


def attach(families: Sequence[Family], told: Told = silent) -> int:
    """Make every paper of these families that is not there yet; answers how many were made.

    A page that somebody has edited since is left as it is: its draft would lose the file again.
    """
    by_reference = {family.reference: family for family in families}
    wanted = [paper for paper in PAPERS if paper.reference in by_reference]
    present = _present()
    pages = {
        (page.reference, page.language): page
        for page in PublicationPage.objects.filter(pk__in=_numbers("page"), latest_revision=None).select_related(
            "locale"
        )
    }
    made = 0
    for number, paper in enumerate(wanted, 1):
        page = pages.get((paper.reference, paper.language))
        if page is not None and (paper.reference, paper.language, paper.kind) not in present:
            _attach(paper, page, by_reference)
            made += 1
        told(number, len(wanted))
    return made


def _present() -> set[tuple[str, str, str]]:
    """Reference, language and kind of every paper that publications carry."""
    carried = PublicationFile.objects.filter(document__in=_numbers(DOCUMENT)).select_related("document", "page")
    return {(row.page.reference, row.language, row.document.file_extension.lower()) for row in carried}


def _numbers(kind: str) -> list[int]:
    """The primary keys of what the demo has made of a kind; a database does not take them for numbers by itself."""
    return [int(key) for key in DemoObject.objects.filter(kind=kind).values_list("key", flat=True)]


def _attach(paper: Paper, page: PublicationPage, families: dict[str, Family]) -> None:
    """Make a paper, store it, and save the page with it, so that whoever listens to pages hears of it."""
    written = write(paper, families)
    with transaction.atomic():
        document = PortalDocument(title=page.title, language=paper.language)
        document.file = ContentFile(written, name=paper.filename)
        document.save()
        specific = page.specific
        specific.files.add(PublicationFile(document=document, language=paper.language))
        specific.save()
        DemoObject.objects.create(kind=DOCUMENT, key=str(document.pk))


def write(paper: Paper, families: dict[str, Family]) -> bytes:
    """The paper's file; annexes that are not among these families are left out."""
    family = families[paper.reference]
    if paper.kind == XLSX:
        return _table(family, paper.language)
    annexes = [families[reference] for reference in paper.annexes if reference in families]
    dossier = content.dossier(family, paper.language, annexes)
    return docx_of(dossier) if paper.kind == DOCX else pdf_of(dossier)


def _table(family: Family, code: str) -> bytes:
    """A guideline's table of Member States, in the words and the order of its page."""
    facts, front = family.facts, family.texts[code][0]
    with override(code):
        names = {country.code: label_in(country.name).text for country in Country.objects.all()}
        words = front.get("implementation") or {}
        rows = [
            (
                names[row["country"]],
                str(ImplementationStatus(row["status"]).label),
                words.get(row["country"], ""),
                format_partial(str(row.get("since", "")), code),
                str(ImplementationSource(row["source"]).label) if row.get("source") else "",
            )
            for row in facts["implementation"]
        ]
        head = [gettext("Member State"), gettext("Status"), gettext("Instrument or measure"), gettext("Since")]
        return xlsx_of(
            title=front["title"],
            reference=family.reference,
            label=Label(facts["marking"]),
            day=facts["posted"],
            head=[*head, gettext("Source")],
            rows=sorted(rows),
        )
