"""What others show on the page of a thread and below its posts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from dialogues.threads import actions, parts
from dialogues.threads.models import Post, Thread
from dialogues.threads.parts import Shown, register_post_part, register_thread_part
from tests.dialogues.threads.conftest import Talk, words


@pytest.fixture
def template(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """A template that shows what it is told, with registers of its own."""
    (tmp_path / "told.html").write_text("<p>{{ told.line }} {{ space.slug }}</p>", encoding="utf-8")
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [engine, *settings.TEMPLATES[1:]]
    monkeypatch.setattr(parts, "_of_threads", {})
    monkeypatch.setattr(parts, "_of_posts", {})
    return "told.html"


class PartsTests:
    def test_parts_of_a_thread_stand_in_their_order_and_those_with_nothing_do_not(
        self, talk: Talk, template: str
    ) -> None:
        register_thread_part("later", 20, lambda _request, _thread: Shown(template, {"line": "Told later"}))
        register_thread_part("nothing", 15, lambda _request, _thread: None)
        register_thread_part("first", 10, lambda _request, thread: Shown(template, {"line": f"Of {thread.title}"}))
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        first = f"<p>Of {talk.thread.title} {talk.space.slug}</p>"
        assert 0 < page.index(first) < page.index(f"<p>Told later {talk.space.slug}</p>")

    def test_a_post_has_its_own_part_below_it_asked_once_for_the_page(self, talk: Talk, template: str) -> None:
        second = actions.reply(thread=talk.thread, words=words("So it is with us."), by=talk.my)
        asked: list[list[int]] = []

        def provide(request: HttpRequest, thread: Thread, posts: list[Post]) -> Mapping[int, Shown]:
            asked.append([post.pk for post in posts])
            return {second.pk: Shown(template, {"line": "Below the second"}), 0: Shown(template, {"line": "No post"})}

        register_post_part("below", 10, provide)
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        assert asked == [[talk.first.pk, second.pk]]
        assert page.count("Below the second") == 1
        assert page.index("So it is with us.") < page.index("Below the second")
        assert "No post" not in page

    def test_two_parts_do_not_share_a_name(self, template: str) -> None:
        register_thread_part("one", 10, lambda _request, _thread: None)
        with pytest.raises(ImproperlyConfigured):
            register_thread_part("one", 10, lambda _request, _thread: None)
