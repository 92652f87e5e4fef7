"""Who is told that they were named: whoever is meant and may read the post, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogues.threads import events
from dialogues.threads.containing import rule_in_force
from dialogues.threads.models import Post
from dialogues.threads.naming.named import nameable, named_in
from portal import access
from portal.members.acting import people_for
from portal.members.models import User
from portal.viewer import viewer_for


@dataclass(frozen=True)
class Reached:
    """What becomes of the names in a post: who is told, and the names by which nobody is."""

    people: Sequence[User]
    nobody: Sequence[str]


def reached(post: Post, by: User | None) -> Reached:
    """Who is told that a post names them, once it stands; its writer is not."""
    if "@" not in post.text:
        return Reached((), ())
    thread = post.thread
    rule = rule_in_force(thread.space, thread.rule, post.rule)
    found, nobody = named_in(post.text, nameable(thread.space, rule))
    people: dict[int, User] = {}
    for one in found:
        meant = [person for person in people_for(*one.seats) if by is None or person.pk != by.pk]
        readers = [person for person in meant if _may_read(person, post)]
        people |= {person.pk: person for person in readers}
        if not readers:
            nobody.append(one.name)
    return Reached(list(people.values()), nobody)


def tell(post: Post, by: User) -> None:
    """Tell of the people named in a post that has become live; see ``events.on_said``."""
    events.mentioned(post, reached(post, by).people)


def _may_read(person: User, post: Post) -> bool:
    """Whether somebody may read a post, or will once a moderator lets it go."""
    stands, post.live = post.live, True
    try:
        return access.can_view(viewer_for(person), post)
    finally:
        post.live = stands
