"""Who reads a thread or a post: its label in the table of markings, and whom that names."""

from __future__ import annotations

from collections.abc import Iterable

from dialogues.spaces.models import Space
from dialogues.spaces.partitions import Readers, principal_of, principal_of_body
from dialogues.threads.models import Post, Thread
from dialogues.threads.readers import everybody_in, seats_in
from portal import access
from portal.marking import Label
from portal.markings.actions import name_reader, set_marking, unname_reader
from portal.members.models import Body, User
from portal.viewer import PERSON, viewer_for


def mark(thing: Thread | Post, label: Label, readers: Iterable[Readers]) -> None:
    """Give something its label, open for these and nobody else.

    The log tells of the act besides, under the rule of attribution; so nobody is named here.
    """
    group, wanted = thing.translation_key, set(readers)
    set_marking(group=group, label=label, by=None)
    for reader in access.readers_of(thing):
        if Readers(reader.principal, reader.within) not in wanted:
            unname_reader(reader=reader, by=None)
    for principal, within in sorted(wanted):
        name_reader(group=group, principal=principal, within=within, by=None)


def all_of(space: Space, label: Label) -> list[Readers]:
    """Everybody who is in a space, as something there under this label names them.

    Under AMBER+STRICT that is every body that has a seat there now, under RED every person who is there now.
    """
    if label is Label.AMBER:
        return [Readers(principal_of(space))]
    if label is Label.AMBER_STRICT:
        bodies = Body.objects.filter(seats__in=seats_in(space)).order_by("slug").distinct()
        return [principal_of_body(space, body) for body in bodies]
    return [Readers(f"{PERSON}{person.pk}") for person in everybody_in(space)]


def those_left(thing: Thread | Post, space: Space, label: Label) -> list[Readers]:
    """Of those whom something names already, who reads it in a space under a label that is as strict or stricter."""
    former = {reader.principal for reader in access.readers_of(thing)}
    if label is Label.AMBER_STRICT:
        return [one for one in all_of(space, label) if one.principal in former]
    return [Readers(f"{PERSON}{person.pk}") for person in everybody_in(space) if _is_named(person, former)]


def _is_named(person: User, former: set[str]) -> bool:
    viewer = viewer_for(person)
    return bool(former & ({f"{PERSON}{person.pk}"} | viewer.principals))
