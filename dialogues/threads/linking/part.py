"""What a post points to, below it on the page of its thread."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from dialogues.threads.containing import rule_in_force
from dialogues.threads.linking.cards import cards_for
from dialogues.threads.linking.pointing import pointers_in
from dialogues.threads.models import Post, Thread
from dialogues.threads.parts import Shown
from portal.attribution import Fact


def below(request: HttpRequest, thread: Thread, posts: list[Post]) -> Mapping[int, Shown]:
    """The things below each post that whoever asks may read; where the words are not told, nothing is."""
    told = [post for post in posts if Fact.WORDS in rule_in_force(thread.space, thread.rule, post.rule).facts]
    pointers = {post.pk: pointers_in(post.text) for post in told}
    every = [one for listed in pointers.values() for one in listed]
    cards = cards_for(request.viewer, every) if every else {}  # type: ignore[attr-defined]
    shown = {pk: [cards[one] for one in listed if one in cards] for pk, listed in pointers.items()}
    return {pk: Shown("threads/parts/cards.html", {"cards": found}) for pk, found in shown.items() if found}
