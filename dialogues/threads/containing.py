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


def takes_in(to: Space, source: Space) -> bool:
    """Whether what stands in one space may be moved into another: as strict or stricter, and owned by all its owners.

    What several own leaves only by all of them; where they own the other place too, it has not left.
    """
    laxer = Label(to.label).is_laxer_than(Label(source.label))
    laxer |= Attribution(to.attribution_rule).is_laxer_than(Attribution(source.attribution_rule))
    own = source.owners.values_list("delegation", flat=True)
    return not laxer and not to.is_archived and set(own) <= set(to.owners.values_list("delegation", flat=True))


def opens_no_wider(into: Thread, thread: Thread) -> bool:
    """Whether a thread is read by nobody who does not read another of the same space, and tells no more of speakers."""
    label, other = Label(into.label), Label(thread.label)
    if label.is_laxer_than(other) or into.rule.is_laxer_than(thread.rule):
        return False
    if other is Label.AMBER:
        return True
    named = [set(access.readers_of(one).values_list("principal", "within")) for one in (into, thread)]
    return label is other and named[0] <= named[1]
