"""The address of the harvesting interface."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from resources.citation import PUBLISHER
from resources.oai import answers
from resources.oai.keeping import now
from resources.oai.lists import piece_of, written
from resources.oai.models import HarvestRecord
from resources.oai.public import Public
from resources.oai.requests import OaiError, Question, question_of
from resources.oai.sets import all_sets

#: A moment before any record: told while there is none.
_BEGINNING = "2025-01-01T00:00:00Z"


# The protocol asks by POST as well, and nothing is changed by asking.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester. Everybody is answered as an anonymous visitor, whoever is signed in."""
    asked = request.POST if request.method == "POST" else request.GET
    base = request.build_absolute_uri("/oai")
    with override("en"):
        arguments: dict[str, str] = {}
        try:
            question = question_of(asked)
            arguments = {"verb": question.verb, **question.arguments}
            part = _VERBS[question.verb](question, base)
        except OaiError as wrong:
            # What was badly asked is not repeated, as the protocol wishes.
            if wrong.code not in ("badVerb", "badArgument"):
                arguments = {name: asked[name] for name in asked}
            part = answers.error(wrong.code, wrong.sentence)
    body = answers.envelope(base, arguments, [part], written(now()))
    response = HttpResponse(body, content_type="text/xml; charset=utf-8")
    response["Cache-Control"], response["Content-Language"] = "no-cache", "en"
    # The moment of answering is left out, or no answer would ever be the same as the one before.
    response["ETag"] = f'"{hashlib.sha256(answers.envelope(base, arguments, [part], "")).hexdigest()[:32]}"'
    return response


def repository() -> str:
    """The name of the host in identifiers: of the portal's public address, by whatever name it is asked."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def _identifier(record: HarvestRecord) -> str:
    return f"oai:{repository()}:{record.local}"


def _record_of(question: Question) -> HarvestRecord:
    head, _colon, local = question.arguments["identifier"].rpartition(":")
    found = HarvestRecord.objects.filter(local=local).first() if head == f"oai:{repository()}" else None
    if found is None:
        raise OaiError("idDoesNotExist", "No record has this identifier.")
    return found


def _identify(_question: Question, base: str) -> Element:
    first = HarvestRecord.objects.order_by("datestamp").values_list("datestamp", flat=True).first()
    facts = {
        "repositoryName": PUBLISHER,
        "baseURL": base,
        "protocolVersion": "2.0",
        "adminEmail": (settings.STAFF_MAIL or [settings.DEFAULT_FROM_EMAIL])[0],
        "earliestDatestamp": written(first) if first else _BEGINNING,
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "compression": "gzip",
    }
    return answers.identify(facts, repository())


def _list_formats(question: Question, _base: str) -> Element:
    if "identifier" in question.arguments:
        found = _record_of(question)
        if Public([found]).ended(found):
            raise OaiError("noMetadataFormats", "This record has ended: nothing more is told of it.")
    return answers.formats()


def _list_sets(question: Question, _base: str) -> Element:
    if question.token:
        raise OaiError("badResumptionToken", "The list of sets comes in one piece.")
    return answers.sets(all_sets())


def _get_record(question: Question, base: str) -> Element:
    found = _record_of(question)
    listed = Element("GetRecord")
    listed.append(_whole(found, Public([found]), base))
    return listed


def _list_identifiers(question: Question, _base: str) -> Element:
    piece, listed = piece_of(question), Element("ListIdentifiers")
    public = Public(piece.records)
    listed.extend(answers.header(one, _identifier(one), ended=public.ended(one)) for one in piece.records)
    answers.close_list(listed, piece)
    return listed


def _list_records(question: Question, base: str) -> Element:
    piece, listed = piece_of(question), Element("ListRecords")
    public = Public(piece.records)
    listed.extend(_whole(one, public, base) for one in piece.records)
    answers.close_list(listed, piece)
    return listed


def _whole(record: HarvestRecord, public: Public, base: str) -> Element:
    head = answers.header(record, _identifier(record), ended=public.ended(record))
    if public.ended(record):
        return answers.record(head, None)
    description, versions = public.told_of(record)
    return answers.record(head, answers.dublin_core(description, base.removesuffix("/oai"), versions))


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
