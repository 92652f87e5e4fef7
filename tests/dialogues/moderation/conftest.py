"""What the tests of moderation share: a thread in which ``th`` and ``my`` speak, looked after by both heads."""

from __future__ import annotations

from typing import Any

from dialogues.moderation import actions
from dialogues.moderation.actions.deciding import acts_for
from dialogues.moderation.models import Case, Decision, Flag
from dialogues.moderation.queries import latest
from dialogues.spaces.models import Space
from dialogues.threads import actions as of_threads
from dialogues.threads.models import Post
from tests.dialogues.spaces.house import house
from tests.dialogues.threads.conftest import Talk, sealed_talk, talk, words

__all__ = ["house", "sealed_talk", "talk"]


def waiting(talk: Talk, text: str = "Mine waits.", **more: Any) -> Case:
    """A post of ``my`` that a moderator reads first."""
    Space.objects.filter(pk=talk.space.pk).update(premoderated=True)
    rule = talk.thread.rule
    post = of_threads.reply(thread=talk.thread, words=words(text, **{"rule": rule, **more}), by=talk.my)
    return Case.objects.get(post=post)


def reported(talk: Talk, reason: Flag.Reason = Flag.Reason.DISRESPECTFUL, text: str = "Please look.") -> Case:
    """The first post of the thread, which ``th`` wrote, reported by ``my``."""
    post = Post.objects.get(pk=talk.first.pk)
    return actions.flag(post=post, reason=reason, text=text, language="en", by=talk.my).case


def decided(case: Case, act: Decision.Act, by: Any, reason: str = "So it is better.", **more: Any) -> Decision:
    """A decision on a case as it stands now."""
    case = Case.objects.select_related("post__thread__space", "appealed").get(pk=case.pk)
    last = latest(case.post)
    told = {"reason": reason, "language": "en", "seen": last.pk if last else 0, **more}
    assert act in acts_for(case)
    return actions.decide(case=case, act=act, by=by, **told)


def below(talk: Talk, address: str = "") -> str:
    """An address of moderation in the space."""
    return f"/en/members/spaces/{talk.space.slug}/moderation/{address}"
