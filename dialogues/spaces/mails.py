"""Mails about spaces: to its owners of who comes, leaves and goes in, and to its members of what they are to accept.

What a mail says follows the label of the space. Of one that is hidden, or TLP:RED, it says that something waits and no
more; under TLP:AMBER+STRICT it names neither the space nor anybody. Whether the recipient may know is asked again when
the mail is written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from dialogues.spaces import signals
from dialogues.spaces.models import BreakGlassEntry, Proposal, Space, SpaceMembership
from dialogues.spaces.permissions import Right, managers_of, may
from dialogues.spaces.queries import has_accepted
from portal.marking import Label
from portal.members.acting import people_for
from portal.members.models import Seat, User
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link
from portal.notices.outbox.writing import post_to_all, withdraw
from portal.viewer import viewer_for

_WAITS = _("Something waits for you")
_CAME, _LEFT = _("Somebody came into a space of yours"), _("Somebody left a space of yours")
_PERSON_CAME, _PERSON_LEFT = _("A seat in a space of yours was taken"), _("A seat in a space of yours was left")
_GLASS = _("An administrator went into a space of yours")
_PROPOSED, _CLOSED = _("A proposal waits for your consent"), _("A space of yours was closed")
_RULES, _LET_IN = _("The rules of a space have changed"), _("You were let into a space")


def connect() -> None:
    """Say how these mails read, and listen, once, at start."""
    register("space.admitted", _of_seat(_CAME))
    register("space.removed", _of_seat(_LEFT))
    register("space.person_came", _of_seat(_PERSON_CAME))
    register("space.person_left", _of_seat(_PERSON_LEFT))
    register("space.glass", _of_entry)
    register("space.proposed", _of_proposal)
    register("space.archived", _of_closing)
    register("space.rules", _of_rules)
    register("space.let_in", _of_letting_in)
    signals.admitted.connect(_admitted, dispatch_uid="spaces.mails.admitted")
    signals.removed.connect(_removed, dispatch_uid="spaces.mails.removed")
    signals.person_changed.connect(_person_changed, dispatch_uid="spaces.mails.person_changed")
    signals.glass_broken.connect(_glass_broken, dispatch_uid="spaces.mails.glass_broken")
    signals.proposed.connect(_proposed, dispatch_uid="spaces.mails.proposed")
    signals.archived.connect(_archived, dispatch_uid="spaces.mails.archived")
    signals.rules_changed.connect(_rules_changed, dispatch_uid="spaces.mails.rules_changed")


def written(space: Space, news: str, *, seat: Seat | None = None, reason: str = "") -> Letter:
    """A letter about a space that tells as much as its label lets a mail tell."""
    if space.hidden or space.label == Label.RED.value:
        return letter(gettext(_WAITS), "space_waits", link=link("spaces:index"))
    label = Label(space.label)
    told: dict[str, Any] = {"label": label.written, "link": link("spaces:space", space.slug), "news": gettext(news)}
    if label is Label.AMBER:
        told |= {"space": space, "seat": seat, "reason": reason}
    return letter(f"{label.written} {gettext(news)}", "space_news", **told)


def _of_seat(news: str) -> Callable[[Mail], Letter | None]:
    def write(mail: Mail) -> Letter | None:
        found = SpaceMembership.objects.select_related("space", "seat__body").filter(pk=mail.about["membership"])
        membership = found.first()
        if membership is None or mail.user not in managers_of(membership.space):
            return None
        return written(membership.space, news, seat=membership.seat)

    return write


def _of_entry(mail: Mail) -> Letter | None:
    entry = BreakGlassEntry.objects.select_related("space").filter(pk=mail.about["entry"]).first()
    if entry is None or mail.user not in managers_of(entry.space):
        return None
    return written(entry.space, _GLASS, reason=entry.reason)


def _of_proposal(mail: Mail) -> Letter | None:
    waiting = Proposal.objects.select_related("space", "seat__body").filter(settled_at__isnull=True)
    proposal = waiting.filter(pk=mail.about["proposal"]).first()
    if proposal is None or mail.user not in managers_of(proposal.space):
        return None
    return written(proposal.space, _PROPOSED, seat=proposal.seat)


def _of_closing(mail: Mail) -> Letter | None:
    space = Space.objects.filter(pk=mail.about["space"], archived_at__isnull=False).first()
    return written(space, _CLOSED) if space is not None and mail.user in managers_of(space) else None


def _of_rules(mail: Mail) -> Letter | None:
    """Due as long as this version holds, the recipient may go in, and has not accepted it yet."""
    space = Space.objects.filter(pk=mail.about["space"], rules_version=mail.about["version"]).first()
    viewer = viewer_for(mail.user)
    if space is None or not may(viewer, space, Right.OPEN) or has_accepted(viewer, space):
        return None
    return written(space, _RULES)


def _of_letting_in(mail: Mail) -> Letter | None:
    lasting = SpaceMembership.objects.select_related("space", "seat__body").filter(ended_at__isnull=True)
    membership = lasting.filter(pk=mail.about["membership"]).first()
    if membership is None or not may(viewer_for(mail.user), membership.space, Right.OPEN):
        return None
    return written(membership.space, _LET_IN, seat=membership.seat)


def _admitted(membership: SpaceMembership, by: Any, **_told: Any) -> None:
    own = people_for(membership.seat)
    owners = [person for person in managers_of(membership.space) if person not in own]
    post_to_all("space.admitted", owners, but=by, membership=membership.pk)
    post_to_all("space.let_in", own, but=by, membership=membership.pk)


def _removed(membership: SpaceMembership, by: Any, **_told: Any) -> None:
    # That the seat is out says more than that somebody left it a moment ago.
    withdraw("space.person_left", membership=membership.pk)
    post_to_all("space.removed", managers_of(membership.space), but=by, membership=membership.pk)


def _person_changed(membership: SpaceMembership, person: User, came: bool, by: Any, **_told: Any) -> None:
    kind = "space.person_came" if came else "space.person_left"
    owners = [owner for owner in managers_of(membership.space) if owner != person]
    post_to_all(kind, owners, but=by, membership=membership.pk)


def _glass_broken(entry: BreakGlassEntry, **_told: Any) -> None:
    """Everybody who acts for an owner is told, also whoever went in, where they are one of them."""
    post_to_all("space.glass", managers_of(entry.space), entry=entry.pk)


def _proposed(proposal: Proposal, by: Any, **_told: Any) -> None:
    post_to_all("space.proposed", managers_of(proposal.space), but=by, proposal=proposal.pk)


def _archived(space: Space, by: Any, **_told: Any) -> None:
    post_to_all("space.archived", managers_of(space), but=by, space=space.pk)


def _rules_changed(space: Space, by: Any, **_told: Any) -> None:
    seats = Seat.objects.filter(memberships__space=space, memberships__ended_at__isnull=True)
    people = {*people_for(*seats), *managers_of(space)}
    post_to_all(
        "space.rules", sorted(people, key=lambda one: one.pk), but=by, space=space.pk, version=space.rules_version
    )
