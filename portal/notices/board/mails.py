"""How a mail with notices reads: as much of each as its label lets a mail tell, the newest group first.

Under TLP:AMBER that is label, title and link; under TLP:AMBER+STRICT label and link; of what is TLP:RED, or secret,
that something waits. Every link leads to the notice, which knows where to go and asks again.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.marking import Label, strictest
from portal.notices.board.actions import MAIL
from portal.notices.board.models import Delivery
from portal.notices.board.queries import Line, lines_for, of_letter
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link, stopped_by
from portal.viewer import viewer_for

#: The labels of which a mail has the title.
_TELLS_TITLE = frozenset({Label.CLEAR, Label.GREEN, Label.AMBER})


@dataclass(frozen=True)
class Row:
    """A line of a mail."""

    label: str
    what: str
    title: str
    count: int
    link: str


def connect() -> None:
    """Say how these mails read, once, at start."""
    register(MAIL, _written)


def is_silent(line: Line) -> bool:
    """Whether a mail may say no more of it than that something waits."""
    return line.told.is_secret or line.told.label is Label.RED


def _written(mail: Mail) -> Letter | None:
    user = mail.user
    if user is None:
        return None
    delivery, _made = Delivery.objects.get_or_create(user=user)
    if delivery.cadence == Delivery.Cadence.OFF.value:
        return None
    lines = lines_for(viewer_for(user), of_letter(user, mail.about["letter"]))
    if not lines:
        return None
    rows = [_row(line) for line in lines if not is_silent(line)]
    labels = [line.told.label for line in lines if not is_silent(line)]
    label = strictest(labels).written if labels else ""
    off = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('notice_mails:off', args=[delivery.token])}"
    context = {
        "label": label,
        "rows": rows,
        "waits": len(rows) < len(lines),
        "board": link("board:index"),
        "off": off,
    }
    subject = f"{label} {_('What is new for you')}" if label else _("Something waits for you")
    return stopped_by(letter(subject, "news", **context), off)


def _row(line: Line) -> Row:
    title = line.told.title if line.told.label in _TELLS_TITLE else ""
    return Row(line.told.label.written, line.told.what, title, line.count, link("board:follow", line.first.token))
