"""Who reads in a space, as grants: what a marking names, and what a viewer holds.

Each set of readers of a space is one partition of what can be found. The grant of a space is held by whoever may open
it and has accepted its rules as they stand; with a new version it is gone until that is accepted too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Exists

from dialogues.spaces import standing
from dialogues.spaces.models import Space
from portal.members import proof
from portal.members.acting import seats_of
from portal.members.models import Body, User
from portal.members.principals import body_principal
from portal.viewer import SPACE


class Readers(NamedTuple):
    """Whom a marking names: arguments of ``portal.markings.actions.name_reader``."""

    principal: str
    within: str = ""


def principal_of(space: Space) -> str:
    """What whoever reads the AMBER of a space holds."""
    return f"{SPACE}{space.slug}"


def principal_of_body(space: Space, body: Body) -> Readers:
    """Whom AMBER+STRICT of a body opens for: the people of the body who are in the space, and nobody else."""
    return Readers(principal=body_principal(body.slug), within=principal_of(space))


def principals_of(user: Any) -> Iterator[str]:
    """The spaces somebody reads in now, in one query; without a second factor none."""
    proven = User.objects.filter(pk=user.pk, is_active=True).annotate(proven=proof.second_factor()).filter(proven=True)
    ready = standing.accepted_by(user.pk) | standing.entered_by(user.pk)
    opened = standing.opening(seats_of(user).order_by().values("pk"), user.pk)
    for space in Space.objects.filter(Exists(proven), opened, ready).order_by().only("slug"):
        yield principal_of(space)
