"""The audit: every address of the table is asked by everybody of every sample, and the answer held against the rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from django.urls import reverse

from portal.surfaces.asking import Portal, Told
from portal.surfaces.expectations import Ask, Expect, Row
from portal.surfaces.patterns import is_spoken_for, patterns, staff_addresses
from portal.surfaces.roles import Role, roles
from portal.surfaces.samples import KINDS, Kind, Sample
from portal.surfaces.table import TABLE
from portal.viewer import ANONYMOUS, MEMBER

_WORD = re.compile(r"{(\w+)}")
_ABSENT = {403, 404, 405}
#: The administration asks for rights of its own, which none of the others has more of.
_OUTSIDE = {"a visitor", "a member"}
#: Where it is counted that no answer leads to a thing other than the one it was asked of.
_OTHERS = "whatever else an answer leads to"
#: So many answers are kept: many things are asked after at one address.
_KEPT = 128
_STAFF_DOOR = "/administration/login/"


@dataclass
class Findings:
    """What was compared, and every difference in a sentence."""

    compared: Counter[str] = field(default_factory=Counter)
    samples: Counter[tuple[str, str]] = field(default_factory=Counter)
    roles: tuple[str, ...] = ()
    differences: list[str] = field(default_factory=list)

    def compare(self, surface: str, fits: bool, difference: str) -> None:
        """Count one comparison, and keep what is said of it if it does not fit."""
        self.compared[surface] += 1
        if not fits:
            self.differences.append(f"{surface}: {difference}")


def audit(
    *,
    most: int = 2,
    table: Iterable[Row] = TABLE,
    kinds: Iterable[Kind] = KINDS,
    who: Iterable[Role] | None = None,
    tell: Callable[[str], None] = lambda _line: None,
) -> Findings:
    """Ask everything; ``most`` samples of each kind, label and state. Writes nothing."""
    rows, everybody = tuple(table), tuple(who) if who is not None else roles()
    findings = Findings(roles=tuple(one.name for one in everybody))
    known = {row.pattern for row in rows}
    for pattern in patterns():
        findings.compare("the table", is_spoken_for(pattern, known), f"no row speaks for {pattern!r}")
    answer = lru_cache(_KEPT)(Portal().ask)
    samples = tuple(chain.from_iterable(kind.samples(most) for kind in kinds))
    for sample in samples:
        findings.samples[sample.kind, sample.label] += 1
        _both_halves(findings, sample, everybody)
    closed = {one: tuple(sample for sample in samples if not sample.readable(one.viewer)) for one in everybody}
    for row in rows:
        tell(row.pattern)
        for ask in _asks(row, known):
            for of in _of(ask, samples):
                _ask_everybody(findings, answer, row, ask, of, closed)
    return findings


def _both_halves(findings: Findings, sample: Sample, everybody: Iterable[Role]) -> None:
    if sample.listed is None:
        return
    for role in everybody:
        same = sample.readable(role.viewer) == sample.listed(role.viewer)
        findings.compare(
            "the rule, said twice", same, f"predicate and queryset differ on {sample.name} for {role.name}"
        )


def _asks(row: Row, known: set[str]) -> Iterator[Ask]:
    yield from row.asks
    if row.expect is Expect.STAFF and not row.asks:
        yield from (Ask(address, Expect.STAFF) for address in staff_addresses(known))


def _of(ask: Ask, samples: Iterable[Sample]) -> Iterator[Sample | None]:
    if not ask.of:
        yield None
        return
    needed = set(_WORD.findall(ask.address + ask.shown))
    for sample in samples:
        if sample.kind in ask.of and all(sample.words.get(word) for word in needed):
            yield sample


def _ask_everybody(
    findings: Findings,
    answer: Callable[[Role, str], Told],
    row: Row,
    ask: Ask,
    sample: Sample | None,
    closed: Mapping[Role, Iterable[Sample]],
) -> None:
    words = sample.words if sample else {}
    address = ask.address.format_map(words)
    for role, hidden in closed.items():
        if not _is_asked(ask, role):
            continue
        told = answer(role, address)
        of = f" of {sample.kind} {sample.name!r} ({sample.label})" if sample else ""
        said = f"{role.name} got {told.status} from {address}{of}; expected: it {ask.expect.value}"
        findings.compare(row.pattern or "/", told.status < 500 and _fits(ask, sample, role, told), said)
        slipped = [other.name for other in hidden if other is not sample and _leads_to(told, other)]
        findings.compare(_OTHERS, not slipped, f"{address} leads {role.name} to {', '.join(slipped)}")


def _is_asked(ask: Ask, role: Role) -> bool:
    """Somebody made up has no rights in the administration and no account: what staff and owners see is not asked."""
    if ask.expect is Expect.STAFF:
        return role.name in _OUTSIDE
    return ask.expect is not Expect.OWN or role.is_visitor


def _leads_to(told: Told, sample: Sample) -> bool:
    return sample.link is not None and sample.link.search(told.text + told.location) is not None


def _fits(ask: Ask, sample: Sample | None, role: Role, told: Told) -> bool:
    if sample is None:
        return _fits_nothing(ask.expect, role, told)
    readable = sample.readable(role.viewer)
    named = ask.shown.format_map(sample.words) in told.text + told.location
    match ask.expect:
        case Expect.OPENS:
            return _opened(told) if readable else _absent(told, sample)
        case Expect.GUARDED:
            return readable or _absent(told, sample)
        case Expect.WITHIN:
            return _leads_to_sign_in(told) if role.is_visitor else readable or _absent(told, sample)
        case Expect.NAMES:
            return named == readable
        case Expect.KEEPS:
            return readable or not named
        case Expect.PUBLIC:
            return sample.readable(ANONYMOUS) or not named
        case _:
            return False


def _fits_nothing(expect: Expect, role: Role, told: Told) -> bool:
    match expect:
        case Expect.MEMBERS:
            if role.is_visitor:
                return _leads_to_sign_in(told)
            return not _leads_to_sign_in(told) if role.viewer.holds(MEMBER) else told.status == 404
        case Expect.OWN:
            return _leads_to_sign_in(told)
        case Expect.STAFF:
            return told.status in _ABSENT or _leads_to_sign_in(told)
        case Expect.SHUT:
            return told.status == 404
        case _:
            # That it leads to nothing is asked of every answer.
            return expect is Expect.SILENT


def _opened(told: Told) -> bool:
    return told.status < 400 and not _leads_to_sign_in(told)


def _absent(told: Told, sample: Sample) -> bool:
    return told.status == 404 or (told.status == 410 and sample.withdrawn)


def _leads_to_sign_in(told: Told) -> bool:
    # The language at the head of the address is that of whoever was answered.
    ours = reverse("account_login").split("/", 2)[2]
    return told.status == 302 and (f"/{ours}" in told.location or told.location.startswith(_STAFF_DOOR))
