"""Naming somebody in a post: whoever may read it is told, nobody else is, and the writer learns which."""

from __future__ import annotations

from typing import Any

import pytest

from dialogues.spaces.models import Space
from dialogues.threads import actions, events
from dialogues.threads.models import Draft, Post
from dialogues.threads.naming.named import nameable, named_in
from portal.attribution import Attribution
from portal.marking import Label
from portal.members.models import SeatHolder, User
from tests.dialogues.threads.conftest import Talk, words

MALAYSIA, OTHER = "Malaysia", "Other desk, Ministry of Malaysia"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Post, set[User]]]:
    """What a listener was told of people named."""
    found: list[tuple[Post, set[User]]] = []
    monkeypatch.setattr(events, "_mentioned", [lambda post, users: found.append((post, set(users)))])
    return found


def say(talk: Talk, text: str, **more: Any) -> Post:
    """Something that the desk of Thailand says."""
    return actions.reply(thread=talk.thread, words=words(text, **more), by=talk.th)


class TellingTests:
    def test_whoever_is_named_is_told_and_the_writer_is_not(self, talk: Talk, told: list[Any]) -> None:
        post = say(talk, f"What does @{OTHER} say?")
        everybody = say(talk, "And @Malaysia? And @Thailand?")
        assert told[0] == (post, {talk.house.my.other})
        assert told[1] == (everybody, {talk.house.my.other, talk.my, talk.house.my.head, talk.house.th.head})

    def test_who_may_not_read_the_post_is_not_told_and_the_writer_learns_it(self, talk: Talk, told: list[Any]) -> None:
        browser = talk.house.browser(talk.my)
        strict = talk.fields("For @Thailand.", label=Label.AMBER_STRICT.value)
        page = browser.post(talk.address, strict, follow=True).content.decode()
        assert told == []
        assert "Nobody is told by the name @Thailand" in page

    def test_a_name_of_nobody_here_tells_nobody(self, talk: Talk, told: list[Any]) -> None:
        page = talk.house.browser(talk.my).post(talk.address, talk.fields("Ask @Shelter."), follow=True)
        assert told == []
        assert "Nobody is told by the name @Shelter." in page.content.decode()
        named = talk.house.browser(talk.my).post(talk.address, talk.fields("Ask @Thailand."), follow=True)
        assert "Nobody is told" not in named.content.decode()

    def test_of_a_post_that_waits_nobody_is_told_until_it_stands(self, talk: Talk, told: list[Any]) -> None:
        Space.objects.filter(pk=talk.space.pk).update(premoderated=True)
        page = talk.house.browser(talk.my).post(talk.address, talk.fields("Ask @Thailand."), follow=True)
        assert told == []
        assert "Nobody is told" not in page.content.decode()
        post = Post.objects.latest("pk")
        post.live = True
        post.save()
        events.said(post, talk.my)
        assert told == [(post, {talk.th, talk.house.th.head})]

    def test_an_address_of_mail_names_nobody(self, talk: Talk) -> None:
        known = nameable(talk.space, Attribution.ON_RECORD)
        assert named_in("anan@Malaysia.example", known) == ([], [])
        found, nobody = named_in("@malaysia, @Malaysian and @Malaysia", known)
        assert [one.name for one in found] == [MALAYSIA]
        assert nobody == ["Malaysian"]


class PersonsTests:
    @pytest.fixture(autouse=True)
    def shown(self, request: pytest.FixtureRequest) -> None:
        """The desk of Malaysia lets the directory show its name."""
        talk = request.getfixturevalue(request.node.callspec.params["kind"])
        SeatHolder.objects.filter(user=talk.my).update(shows_name=True)

    @pytest.mark.parametrize("kind", ["talk"])
    def test_a_person_is_named_where_names_are_told(self, kind: str, talk: Talk, told: list[Any]) -> None:
        post = say(talk, "Thank you, @Desk Nusa.")
        assert told == [(post, {talk.my})]

    @pytest.mark.parametrize("kind", ["sealed_talk"])
    def test_no_person_is_named_where_none_are(self, kind: str, sealed_talk: Talk, told: list[Any]) -> None:
        browser = sealed_talk.house.browser(sealed_talk.th)
        assert "@Desk Nusa" not in browser.get(sealed_talk.address).content.decode()
        page = browser.post(sealed_talk.address, sealed_talk.fields("Thank you, @Desk Nusa."), follow=True)
        assert told == []
        assert "Nobody is told by the name @Desk" in page.content.decode()

    @pytest.mark.parametrize("kind", ["talk"])
    def test_a_person_chosen_for_a_post_without_names_gets_a_sentence(self, kind: str, talk: Talk) -> None:
        fields = talk.fields("Thank you.", rule="chatham_house", named="@Desk Nusa")
        answer = talk.house.browser(talk.th).post(talk.address, fields)
        assert answer.status_code == 422
        assert "persons cannot be named" in answer.content.decode()
        assert "Thank you." in answer.content.decode()
        assert Post.objects.count() == 1


class ChoosingTests:
    def test_whom_one_chooses_from_the_list_stands_in_the_text(self, talk: Talk, told: list[Any]) -> None:
        browser = talk.house.browser(talk.th)
        assert f'value="@{OTHER}"' in browser.get(talk.address).content.decode()
        browser.post(talk.address, talk.fields("Look, @Malaysia.", named=[f"@{OTHER}", "@Malaysia"]))
        post = Post.objects.latest("pk")
        assert post.text == f"Look, @Malaysia.\n\n@{OTHER}"
        assert told[0][0] == post

    def test_a_draft_keeps_whom_one_has_chosen(self, talk: Talk) -> None:
        talk.house.browser(talk.th).post(talk.address, talk.fields("Look.", named="@Malaysia", act="draft"))
        assert Draft.objects.get().fields["text"] == "Look.\n\n@Malaysia"

    def test_somebody_who_is_not_on_the_list_cannot_be_chosen(self, talk: Talk) -> None:
        answer = talk.house.browser(talk.th).post(talk.address, talk.fields("Look.", named="@Shelter"))
        assert answer.status_code == 422
        assert Post.objects.count() == 1

    def test_where_nobody_learns_who_else_is_there_only_owners_are_offered(self, talk: Talk) -> None:
        Space.objects.filter(pk=talk.space.pk).update(attribution_rule="chatham_house")
        space = Space.objects.get(pk=talk.space.pk)
        assert {one.name for one in nameable(space, Attribution.CHATHAM_HOUSE)} == {"Malaysia", "Thailand"}
