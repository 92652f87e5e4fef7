"""Whom a post is told to: by level, by right, and never to who wrote it."""

from __future__ import annotations

import pytest

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import SpaceMembership
from dialogues.threads import actions
from dialogues.watching import telling
from dialogues.watching.models import Level, Watch
from portal.members import actions as of_members
from portal.members.acting import holder_of
from portal.notices.board.models import Notice
from tests.dialogues.spaces.house import person
from tests.dialogues.threads.conftest import Talk, words
from tests.dialogues.watching.conftest import say, told, watching


class LevelTests:
    @pytest.mark.parametrize(
        ("of_space", "of_thread", "is_told"),
        [
            (None, None, False),
            (Level.WATCHING, None, True),
            (Level.TRACKING, None, True),
            (Level.NORMAL, None, False),
            (Level.MUTED, Level.WATCHING, True),
            (Level.WATCHING, Level.MUTED, False),
            (Level.WATCHING, Level.NORMAL, False),
        ],
    )
    def test_the_level_of_a_thread_goes_before_that_of_its_space(
        self, talk: Talk, of_space: Level | None, of_thread: Level | None, is_told: bool
    ) -> None:
        if of_space:
            watching(talk.my, of_space, space=talk.space)
        if of_thread:
            watching(talk.my, of_thread, thread=talk.thread)
        post = say(talk, talk.th)
        assert told(talk.my) == ([str(post.token)] if is_told else [])

    def test_only_whoever_watches_is_written_to(self, talk: Talk) -> None:
        watching(talk.my, Level.TRACKING, space=talk.space)
        watching(talk.moderator, Level.WATCHING, space=talk.space)
        say(talk, talk.th)
        assert not Notice.objects.get(user=talk.my).by_mail
        assert Notice.objects.get(user=talk.moderator).by_mail

    def test_nobody_is_told_of_their_own_post(self, talk: Talk) -> None:
        watching(talk.th, space=talk.space)
        say(talk, talk.th)
        assert told(talk.th) == []

    def test_whoever_writes_in_a_thread_watches_it_unless_they_chose_otherwise(self, talk: Talk) -> None:
        say(talk, talk.my)
        assert Watch.objects.get(user=talk.my).level == Level.WATCHING
        watching(talk.moderator, Level.NORMAL, thread=talk.thread)
        say(talk, talk.moderator)
        assert Watch.objects.get(user=talk.moderator).level == Level.NORMAL
        watching(talk.th, Level.MUTED, space=talk.space)
        say(talk, talk.th)
        assert not Watch.objects.filter(user=talk.th, thread=talk.thread).exists()

    def test_telling_twice_is_telling_once(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        post = say(talk, talk.th)
        telling.tell_of_post(post.pk)
        assert len(told(talk.my)) == 1

    def test_a_post_that_is_held_back_is_told_to_nobody(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        post = actions.reply(thread=talk.thread, words=words("Wait."), by=talk.th)
        post.live = False
        post.save(update_fields=["live"])
        assert telling.tell_of_post(post.pk) == 0
        assert told(talk.my) == []

    def test_a_person_who_is_named_is_told_once_and_not_where_all_is_muted(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        watching(talk.moderator, Level.MUTED, thread=talk.thread)
        post = say(talk, talk.th)
        for _round in range(2):
            telling.tell_of_mention(post.pk, [talk.my.pk, talk.moderator.pk, talk.house.guest.pk])
        assert Notice.objects.get().kind == "threads.mention"
        assert told(talk.my) == [str(post.token)]


class RightTests:
    def test_only_who_may_read_is_told(self, talk: Talk) -> None:
        for user in (talk.my, talk.house.guest):
            watching(user, space=talk.space)
        post = say(talk, talk.th)
        assert told(talk.my) == [str(post.token)]
        assert told(talk.house.guest) == []

    def test_whoever_has_not_accepted_the_rules_is_told_nothing(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        of_spaces.change_rules(space=talk.space, rules={"en": "Be brief."}, by=talk.moderator)
        talk.house.accept(talk.th, space=talk.space)
        say(talk, talk.th)
        assert told(talk.my) == []

    def test_who_loses_access_watches_nothing_any_more(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        watching(talk.my, thread=talk.thread)
        membership = SpaceMembership.objects.get(space=talk.space, seat=talk.house.my.desk_seat)
        of_spaces.remove(membership=membership, by=None)
        assert not Watch.objects.exists()


class SeatTests:
    def test_the_successor_has_what_was_chosen_and_not_where_something_was_said(self, talk: Talk) -> None:
        watching(talk.my, Level.TRACKING, space=talk.space)
        say(talk, talk.my)
        successor = person("next@malaysia.example")
        of_members.hand_over(holder=holder_of(talk.house.my.desk_seat), to=successor, by=None)
        assert not Watch.objects.filter(user=talk.my).exists()
        inherited = Watch.objects.get(user=successor)
        assert (inherited.space, inherited.thread, inherited.level) == (talk.space, None, Level.TRACKING)

    def test_what_waits_in_a_seat_goes_when_the_seat_leaves_the_space(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        of_members.end_seat(holder=holder_of(talk.house.my.desk_seat), by=None)
        assert Watch.objects.get().seat == talk.house.my.desk_seat
        membership = SpaceMembership.objects.get(space=talk.space, seat=talk.house.my.desk_seat)
        of_spaces.remove(membership=membership, by=None)
        assert not Watch.objects.exists()
