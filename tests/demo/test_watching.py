"""The demo's people are told of what is said in their spaces, and nothing of it is left behind."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dialogues.threads.models import Post
from dialogues.watching import telling
from dialogues.watching.models import Watch
from portal.demo import accounts, country_facts
from portal.demo.delegations import make_members
from portal.demo.models import DemoObject
from portal.demo.spaces import make_spaces
from portal.demo.threads import make_threads
from portal.demo.watching import make_watches, remove_choices
from portal.members.models import User
from portal.notices.board.models import Notice
from portal.notices.board.queries import lines_for, notices_of
from portal.viewer import viewer_for


@pytest.mark.usefixtures("portal")
def test_notices_wait_for_those_who_sign_in_to_the_demo_and_go_with_it() -> None:
    accounts.make_accounts()
    country_facts.make_bodies()
    make_members()
    make_spaces()
    make_threads()
    for _round in range(2):
        make_watches()
    for post in Post.objects.order_by("pk"):
        telling.tell_of_post(post.pk)
    reader = User.objects.get(email="labour.inspector@la.example")
    lines = lines_for(viewer_for(reader), notices_of(reader))
    assert {line.told.language for line in lines} >= {"lo", "en"}
    marked: dict[str, list[str]] = defaultdict(list)
    for kind, key in DemoObject.objects.values_list("kind", "key"):
        marked[kind].append(key)
    remove_choices(marked)
    assert not Watch.objects.exists()
    assert not Notice.objects.exists()
