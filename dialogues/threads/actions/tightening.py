"""Making a thread and its posts as strict as the space they stand in, when that has become stricter or is another."""

from __future__ import annotations

from dialogues.spaces.models import Space
from dialogues.spaces.partitions import Readers
from dialogues.threads.actions.marking import all_of, mark, those_left
from dialogues.threads.models import Post, Thread
from portal.attribution import Attribution, Fact, meeting
from portal.marking import Label

#: So many posts are written at once.
_BATCH = 500


def tighten_all(space: Space) -> None:
    """Make every thread of a space as strict as it is now, within the transaction in which that became stricter."""
    for thread in Thread.objects.filter(space=space).order_by("pk"):
        thread.space = space
        tighten_thread(thread)


def tighten_thread(thread: Thread) -> None:
    """Make a thread as strict as its space. Rights are asked by whoever calls, who holds space and thread."""
    tighten_to(thread, Label(thread.space.label), Attribution(thread.space.attribution_rule))


def tighten_to(thread: Thread, label: Label, rule: Attribution) -> None:
    """Make a thread and its posts at least so strict."""
    _tighten_rule(thread, rule)
    _tighten_label(thread, label)
    # Saved last, when all of its posts are written: what is made of them is made anew by it.
    thread.save(update_fields=["label", "attribution_rule"])


def _tighten_rule(thread: Thread, rule: Attribution) -> None:
    """What the rule keeps back is not kept at all. Names that were read get no voice: it would go on telling them."""
    met = meeting([thread.rule, rule])
    if met is not thread.rule:
        thread.attribution_rule = met.value
    changed = []
    for post in thread.posts.exclude(
        attribution_rule__in=[one.value for one in Attribution if one.facts <= rule.facts]
    ):
        met = meeting([post.rule, rule])
        post.attribution_rule = met.value
        post.facts = {fact: told for fact, told in post.facts.items() if Fact(fact) in met.facts}
        if Fact.BODY not in met.facts:
            post.capacity = Post.Capacity.PERSONAL
        changed.append(post)
    Post.objects.bulk_update(changed, ["attribution_rule", "facts", "capacity"], batch_size=_BATCH)


def _tighten_label(thread: Thread, label: Label) -> None:
    """Whoever reads it goes on reading it as far as the new label allows; nobody comes to read it by this."""
    lax = [one.value for one in Label if one.is_laxer_than(label)]
    posts = thread.posts.filter(label__in=lax)
    for post in posts.exclude(translation_key=thread.translation_key):
        mark(post, label, _readers(post, thread.space, label))
    if thread.label in lax:
        mark(thread, label, _readers(thread, thread.space, label))
        thread.label = label.value
    posts.update(label=label.value)


def _readers(thing: Thread | Post, space: Space, label: Label) -> list[Readers]:
    return all_of(space, label) if Label(thing.label) is Label.AMBER else those_left(thing, space, label)
