"""What a person is told of what was found: the kind, and the place with dots for what was found."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.victim_data.findings import Finding
from portal.victim_data.kinds import Kind

#: So many places are shown; who has taken these out is told of the next.
MOST = 8


def place(finding: Finding) -> str:
    """The kind of one finding, and its place."""
    kind = str(Kind(finding.kind).label)
    return f"{kind[:1].upper()}{kind[1:]}: {finding.masked}"


def refusal(held: Iterable[Finding]) -> ValidationError:
    """Why a text is not taken, one sentence and a line for each place."""
    sentence = _("This may identify a person. Nothing was stored. Take out what is marked with ••• and send again.")
    return ValidationError([sentence, *(place(one) for one in list(held)[:MOST])], code="victim_data")


def question(asks: Iterable[Finding]) -> ValidationError:
    """What takes a reason."""
    sentence = _("This may point at a person. Take it out, or say why it has to stand here.")
    return ValidationError([sentence, *(place(one) for one in list(asks)[:MOST])], code="victim_data_reason")
