"""Lists of records a piece at a time, and the tokens by which they go on.

A token is the question and the place where the last piece ended, signed. Nothing is kept between two pieces: what
changes meanwhile moves to the end of the list and is told there, and nothing is left out or told twice for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, Q, QuerySet

from resources.oai.models import HarvestedSet, HarvestRecord
from resources.oai.requests import OaiError, Question

#: Records in one piece.
PIECE = 100
_LONGEST_TOKEN = 2_000
_WRITTEN = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Piece:
    """Some records of a list. ``token`` leads on, empty at the end; ``before`` counts those of the pieces before."""

    records: Sequence[HarvestRecord]
    before: int
    total: int
    token: str


def piece_of(question: Question) -> Piece:
    """The records a question asks for, or those its token goes on with. Raises OaiError."""
    if question.token:
        return _resumed(question)
    return _piece(question.verb, question.since, question.until, question.arguments.get("set", ""), None, 0)


def written(moment: datetime) -> str:
    """A moment as the protocol writes it."""
    return moment.astimezone(UTC).strftime(_WRITTEN)


def _resumed(question: Question) -> Piece:
    unknown = OaiError("badResumptionToken", "This token is not one of ours for this verb: begin the list again.")
    if len(question.token) > _LONGEST_TOKEN:
        raise unknown
    try:
        verb, since, until, spec, after, local, before = _signer().unsign_object(question.token)
        place = (_read(after), str(local))
        bounds = (_read(since) if since else None, _read(until) if until else None)
    except (BadSignature, ValueError, TypeError) as error:
        raise unknown from error
    if verb != question.verb:
        raise unknown
    return _piece(verb, *bounds, spec, place, before)


def _piece(
    verb: str,
    since: datetime | None,
    until: datetime | None,
    spec: str,
    after: tuple[datetime, str] | None,
    before: int,
) -> Piece:
    asked = _asked(since, until, spec)
    total = asked.count()
    if after:
        moment, local = after
        asked = asked.filter(Q(datestamp__gt=moment) | Q(datestamp=moment, local__gt=local))
    records = list(asked.prefetch_related("sets").order_by("datestamp", "local")[: PIECE + 1])
    if not records and not after:
        raise OaiError("noRecordsMatch", "Nothing that is or was public fits this question.")
    shown, token = records[:PIECE], ""
    if len(records) > PIECE:
        last = shown[-1]
        bounds = [written(moment) if moment else "" for moment in (since, until)]
        token = _signer().sign_object([verb, *bounds, spec, written(last.datestamp), last.local, before + PIECE])
    return Piece(shown, before, max(total, before + len(shown)), token)


def _asked(since: datetime | None, until: datetime | None, spec: str) -> QuerySet[HarvestRecord]:
    asked = HarvestRecord.objects.all()
    if since:
        asked = asked.filter(datestamp__gte=since)
    if until:
        asked = asked.filter(datestamp__lte=until)
    if spec:
        inside = HarvestedSet.objects.filter(Q(spec=spec) | Q(spec__startswith=f"{spec}:"), record=OuterRef("pk"))
        asked = asked.filter(Exists(inside))
    return asked


def _read(text: str) -> datetime:
    return datetime.strptime(text, _WRITTEN).replace(tzinfo=UTC)


def _signer() -> Signer:
    return Signer(salt="resources.oai.lists")
