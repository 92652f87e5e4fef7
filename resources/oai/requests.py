"""What a harvester asks: the arguments of each verb, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

PREFIX = "oai_dc"
#: The arguments each verb must have, and those it may have.
_VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
}
_TOKEN = "resumptionToken"  # noqa: S105  a word of the protocol, and no secret
_DAY, _SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9-]{10}T[0-9:]{8}Z")
_SET = re.compile(r"[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*")
#: Said to a person who opens the address by hand.
_WELCOME = (
    "This address answers programs that harvest metadata by OAI-PMH 2.0: add ?verb=Identify to see how. "
    "People find the publications by the search of the portal."
)


class OaiError(Exception):
    """A wrong or fruitless question: one of the error codes of the protocol, and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


@dataclass(frozen=True)
class Question:
    """A question that is well formed. ``since`` and ``until`` are inclusive, in UTC; ``arguments`` are as written."""

    verb: str
    arguments: dict[str, str]
    since: datetime | None = None
    until: datetime | None = None

    @property
    def token(self) -> str:
        """The resumption token, or nothing."""
        return self.arguments.get(_TOKEN, "")


def question_of(asked: QueryDict) -> Question:
    """The question in a query or a form. Raises OaiError (badVerb, badArgument, cannotDisseminateFormat)."""
    verb = _verb(asked)
    required, optional = _VERBS[verb]
    given = {name: values for name, values in asked.lists() if name != "verb"}
    for name, values in given.items():
        if name not in required | optional:
            raise OaiError("badArgument", f"{verb} takes no argument called {name[:40]}.")
        if len(values) != 1 or not values[0].strip():
            raise OaiError("badArgument", f"{name} must be given once, and not empty.")
    arguments = {name: values[0] for name, values in given.items()}
    if _TOKEN in arguments:
        if len(arguments) > 1:
            raise OaiError("badArgument", "resumptionToken stands alone: it holds all the other arguments.")
        return Question(verb, arguments)
    if missing := sorted(required - arguments.keys()):
        raise OaiError("badArgument", f"{verb} needs {' and '.join(missing)}.")
    return _narrowed(verb, arguments)


def _verb(asked: QueryDict) -> str:
    verbs = asked.getlist("verb")
    if not verbs:
        raise OaiError("badVerb", _WELCOME)
    if len(verbs) > 1:
        raise OaiError("badVerb", "verb must be given once.")
    if verbs[0] not in _VERBS:
        raise OaiError("badVerb", f"There is no such verb; the verbs are {', '.join(_VERBS)}.")
    return verbs[0]


def _narrowed(verb: str, arguments: dict[str, str]) -> Question:
    since, until = arguments.get("from"), arguments.get("until")
    if since and until and len(since) != len(until):
        raise OaiError("badArgument", "from and until must be of one kind: both days, or both seconds.")
    first = _moment("from", since) if since else None
    last = _moment("until", until) if until else None
    if last and until and _DAY.fullmatch(until):
        last += timedelta(days=1, seconds=-1)
    if first and last and first > last:
        raise OaiError("badArgument", "from lies after until.")
    if "set" in arguments and not _SET.fullmatch(arguments["set"]):
        raise OaiError("badArgument", "set is not written as the name of a set is.")
    if arguments.get("metadataPrefix", PREFIX) != PREFIX:
        raise OaiError("cannotDisseminateFormat", f"The one format here is {PREFIX}.")
    return Question(verb, arguments, first, last)


def _moment(name: str, text: str) -> datetime:
    form = "%Y-%m-%d" if _DAY.fullmatch(text) else "%Y-%m-%dT%H:%M:%SZ" if _SECOND.fullmatch(text) else ""
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError as error:
        raise OaiError("badArgument", f"{name} is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ.") from error
