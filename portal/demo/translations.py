"""Translations of the demo's posts, by the demo's people. They go with their posts."""

from __future__ import annotations

from pathlib import Path

from dialogues.spaces.models import Space
from dialogues.threads.models import Thread
from dialogues.translations import actions
from portal.demo.models import DemoObject
from portal.demo.sources import load
from portal.demo.threads import person_in

TRANSLATIONS = Path(__file__).resolve().parent / "translations.yaml"


def make_translations() -> None:
    """Make the translations that were never made before, of those posts that are there and have not been changed."""
    for facts in load(TRANSLATIONS):
        key = f"{facts['space']} {facts['post']} {facts['language']} {facts['thread']}"[:80]
        mark = DemoObject.objects.filter(kind="space", key__startswith=f"{facts['space']} ").first()
        space = Space.objects.filter(slug=mark.key.rpartition(" ")[2]).first() if mark else None
        thread = Thread.objects.filter(space=space, title=facts["thread"]).first() if space else None
        if space is None or thread is None or DemoObject.objects.filter(kind="translation", key=key).exists():
            continue
        post = thread.posts.filter(edits=0)[facts["post"] : facts["post"] + 1].first()
        if post is not None:
            told = {"post": post, "language": facts["language"], "text": facts["text"], "of_edit": 0}
            made = actions.propose(by=person_in(space, facts["by"]), **told)
            if "reviewed" in facts:
                actions.review(translation=made, version=made.version, by=person_in(space, facts["reviewed"]))
            DemoObject.objects.create(kind="translation", key=key)
