"""Who can be named in a space, and who of them is named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from dialogues.spaces.models import Space
from dialogues.spaces.people import Group, groups_of, tells_who_is_in
from portal.attribution import Attribution, Fact
from portal.members.models import Delegation, Seat
from portal.translated import label_in

#: Not the sign within an address of mail.
_SIGN = re.compile(r"(?<![\w.+-])@(?=\w)")
#: Where a name goes on in letters that part words by spaces, it is another name.
_GOES_ON = re.compile(r"[\w]", re.ASCII)
_NEXT_WORD = re.compile(r"\S{1,40}")


@dataclass(frozen=True)
class Named:
    """Somebody who can be named: by any of ``names``, in the languages of the portal; ``seats`` are whom it means."""

    names: tuple[str, ...]
    seats: tuple[Seat, ...]
    is_person: bool = False

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.names[0]


def nameable(space: Space, rule: Attribution) -> list[Named]:
    """Who can be named in a space under a rule: delegations, seats, and where names are told persons.

    Where members do not learn who else is there, only the delegations whose space it is.
    """
    groups = groups_of(space)
    if not tells_who_is_in(space):
        owners = set(space.owners.values_list("delegation", flat=True))
        groups = [group for group in groups if group.delegation and group.delegation.pk in owners]
        return [_delegation(group.delegation, group) for group in groups if group.delegation]
    found = [_delegation(group.delegation, group) for group in groups if group.delegation]
    for group in groups:
        for present in group.people:
            found.append(Named(_of_seat(present.seat), (present.seat,)))
    if Fact.NAME in rule.facts:
        people = [present for group in groups for present in group.people if present.name]
        found += [Named((present.name,), (present.seat,), is_person=True) for present in people]
    return found


def named_in(text: str, known: Iterable[Named]) -> tuple[list[Named], list[str]]:
    """Those named in a text, each once, and what follows an ``@`` that names nobody here."""
    by_name: dict[str, list[Named]] = {}
    for one in known:
        for name in one.names:
            by_name.setdefault(name.casefold(), []).append(one)
    longest_first = sorted(by_name, key=len, reverse=True)
    found: list[Named] = []
    nobody: list[str] = []
    for sign in _SIGN.finditer(text):
        rest = text[sign.end() :]
        meant = next((by_name[one] for one in longest_first if _begins(rest, one)), [])
        if meant:
            found += [one for one in meant if one not in found]
        elif (word := _NEXT_WORD.match(rest)) is not None and word[0] not in nobody:
            nobody.append(word[0])
    return found, nobody


def with_names(text: str, chosen: Iterable[Named]) -> str:
    """A text that names, at its end, whom somebody has chosen from the list and does not name already."""
    present, _nobody = named_in(text, chosen)
    missing = [f"@{one.name}" for one in chosen if one not in present]
    return f"{text}\n\n{' · '.join(missing)}" if missing else text


def _begins(text: str, name: str) -> bool:
    if text[: len(name)].casefold() != name:
        return False
    return not (_GOES_ON.match(name[-1]) and _GOES_ON.match(text[len(name) :]))


def _delegation(delegation: Delegation, group: Group) -> Named:
    return Named(tuple(_in_order(delegation.name)), tuple(present.seat for present in group.people))


def _of_seat(seat: Seat) -> tuple[str, ...]:
    """A seat with its body, in each language in which it has a name."""
    codes = [get_language() or "en", "en", *seat.function]
    names = (f"{label_in(seat.function, code).text}, {label_in(seat.body.name, code).text}" for code in codes)
    return tuple(dict.fromkeys(names))


def _in_order(names: dict[str, str]) -> Iterator[str]:
    yield from dict.fromkeys([label_in(names).text, *(name for name in names.values() if name)])
