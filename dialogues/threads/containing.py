"""What a thread may carry in its space, and a post in its thread: never laxer than what it lies in.

A label that opens for the people of one body tells them that the speaker is one of them. It is therefore offered only
where the rule of attribution tells the body.
"""

from __future__ import annotations

from dialogues.spaces.models import Space
from dialogues.spaces.models.space import LABELS
from dialogues.threads.models import Thread
from portal import access
from portal.attribution import Attribution, Fact, meeting
from portal.marking import Label


def rules_within(outer: Attribution) -> list[Attribution]:
    """The rules that show no more than the one around them, and something: words that nobody may read are not sent."""
    return [rule for rule in Attribution if not rule.is_laxer_than(outer) and Fact.WORDS in rule.facts]


def labels_of_space(space: Space) -> list[Label]:
    """The labels that threads of a space may have. RED names people one by one, so it is only where all of it is."""
    own = Label(space.label)
    return [label for label in LABELS if not label.is_laxer_than(own) and (label is own or label is not Label.RED)]


def labels_of_thread(thread: Thread) -> list[Label]:
    """The labels that posts of a thread may have."""
    own = Label(thread.label)
    return [own, Label.AMBER_STRICT] if own is Label.AMBER else [own]


def tells_of_body(label: Label, rule: Attribution) -> bool:
    """Whether a label would tell the body of a speaker whom the rule keeps back."""
    return label is Label.AMBER_STRICT and Fact.BODY not in rule.facts


def is_of_one_body(thread: Thread) -> bool:
    """Whether a thread opens for the people of one body alone, so that its label tells of which everybody there is.

    One that was tightened when people of several had spoken opens for all of them, and tells nothing.
    """
    return thread.label == Label.AMBER_STRICT and access.readers_of(thread).count() == 1


def rule_in_force(space: Space, *rules: Attribution) -> Attribution:
    """What may be told now: what the space allows now, and every rule between it and the post."""
    return meeting([Attribution(space.attribution_rule), *rules])
