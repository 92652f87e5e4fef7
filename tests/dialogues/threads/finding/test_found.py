"""Threads and posts are found on the search page by who may read them, and change nothing for anybody else."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import Space, SpaceMembership
from dialogues.threads import actions
from dialogues.threads.models import Post, Thread
from portal import indexing
from portal.attribution import Attribution
from portal.marking import Label
from portal.members.models import User
from portal.viewer import ANONYMOUS
from search.asking import ask
from search.engines import engine_named
from search.index import drift
from search.partitions import partitions_for
from search.query import plan_from
from search.results import Results, find
from tests.dialogues.threads.conftest import Talk, words


def found(talk: Talk, user: User, **asked: str) -> Results:
    """What somebody finds."""
    viewer = talk.house.viewer(user)
    return find(plan_from(QueryDict(urlencode(asked)), "en", partitions_for(viewer)), viewer)


def keys(results: Results) -> set[str]:
    """The keys of what was found in spaces."""
    return {hit.key for hit in results.hits if hit.type in ("thread", "post")}


def pages(client: Client, *more: str) -> list[str]:
    """What a search page and its neighbours say."""
    addresses = ("?q=hotline", "?q=nights", "?q=", "?type=post", "?country=MY", "?q=hotlin", *more)
    bodies = [client.get(f"/en/search/{address}") for address in addresses]
    bodies += [client.get("/en/search/suggestions?q=nig"), client.get("/en/")]
    assert {one.status_code for one in bodies} == {200}
    return [re.sub(r"(nonce|csrfmiddlewaretoken|value)=\"[^\"]{30,}\"", "", one.content.decode()) for one in bodies]


class FindingTests:
    def test_who_reads_in_a_space_finds_its_threads_and_posts_and_nobody_else_does(self, talk: Talk) -> None:
        reply = actions.reply(thread=talk.thread, words=words("Trafficked by a fishing company."), by=talk.my)
        assert keys(found(talk, talk.th, q="nights", type="thread")) == {f"thread:{talk.thread.pk}"}
        assert keys(found(talk, talk.th, q="fishing")) == {f"post:{reply.pk}"}
        assert keys(found(talk, talk.my, q="hotline")) == {f"post:{talk.first.pk}"}
        assert keys(found(talk, talk.house.guest, q="fishing")) == set()
        assert find(plan_from(QueryDict("q=fishing"), "en", frozenset()), ANONYMOUS).total == 0

    def test_the_title_of_a_thread_finds_the_thread_and_not_each_of_its_posts(self, talk: Talk) -> None:
        post = actions.start_thread(space=talk.space, title="Pineapples", words=words("Sold by boat."), by=talk.th)
        assert keys(found(talk, talk.my, q="pineapples")) == {f"thread:{post.thread.pk}"}

    def test_a_hit_leads_to_the_post_and_says_who_spoke_and_where(self, talk: Talk) -> None:
        (hit,) = found(talk, talk.my, q="hotline").hits
        assert hit.url.endswith(f"?page=1#post-{talk.first.token}")
        assert hit.title == "Nights"
        assert hit.marking == "AMBER"
        assert hit.places[1].startswith("Desk Nusa")
        assert hit.issued_text == talk.first.sent_at.date().isoformat()
        page = talk.house.browser(talk.my).get("/en/search/?q=hotline").content.decode()
        assert f"#post-{talk.first.token}" in page
        assert "TLP:AMBER" in page

    def test_the_name_of_who_spoke_on_record_finds_their_posts(self, talk: Talk) -> None:
        assert f"post:{talk.first.pk}" in keys(found(talk, talk.my, q="Nusa"))

    def test_what_is_for_one_body_is_found_by_its_people_in_the_space_alone(self, talk: Talk) -> None:
        strict = words("Raid on Friday.", label=Label.AMBER_STRICT)
        post = actions.reply(thread=talk.thread, words=strict, by=talk.my)
        assert keys(found(talk, talk.my, q="raid")) == {f"post:{post.pk}"}
        assert keys(found(talk, talk.th, q="raid")) == set()

    def test_red_is_in_no_index(self, talk: Talk) -> None:
        space = talk.house.bilateral(label=Label.RED)
        talk.house.admit(talk.house.th.desk_seat, space=space)
        talk.house.accept(talk.th, space=space)
        post = actions.start_thread(space=space, title="Whales", words=words("Whales.", label=Label.RED), by=talk.th)
        assert indexing.record_for(f"post:{post.pk}") is None
        assert indexing.record_for(f"thread:{post.thread.pk}") is None
        assert keys(found(talk, talk.th, q="whales")) == set()

    def test_one_space_alone_is_searched_by_its_public_id(self, talk: Talk) -> None:
        other = talk.house.bilateral()
        talk.house.admit(talk.house.th.desk_seat, space=other)
        talk.house.accept(talk.th, space=other)
        there = actions.start_thread(space=other, title="Days", words=words("A hotline by day."), by=talk.th)
        both = {f"post:{talk.first.pk}", f"post:{there.pk}"}
        assert keys(found(talk, talk.th, q="hotline")) == both
        assert keys(found(talk, talk.th, q="hotline", space=other.slug)) == {f"post:{there.pk}"}
        assert keys(found(talk, talk.th, q="hotline", space=f"-{other.slug}")) == {f"post:{talk.first.pk}"}
        listed = found(talk, talk.th, space=other.slug)
        assert keys(listed) == {f"thread:{there.thread.pk}"}

    def test_a_space_in_which_nothing_stands_yet_finds_nothing(self, talk: Talk) -> None:
        empty = talk.house.bilateral()
        talk.house.admit(talk.house.th.desk_seat, space=empty)
        talk.house.accept(talk.th, space=empty)
        asked = found(talk, talk.th, q="hotline", space=empty.slug)
        assert not asked.total
        assert not asked.plan.ignored

    def test_country_state_type_and_language_narrow(self, talk: Talk) -> None:
        first = f"post:{talk.first.pk}"
        for name, code, other in (
            ("country", "MY", "-MY"),
            ("state", "open", "concluded"),
            ("type", "post", "thread"),
            ("language", "en", "-en"),
        ):
            assert first in keys(found(talk, talk.th, q="hotline", **{name: code}))
            assert first not in keys(found(talk, talk.th, q="hotline", **{name: other}))
        closing = {"state": Thread.State.CONCLUDED, "text": "More staff at night.", "language": "en"}
        actions.close_thread(thread=talk.thread, by=talk.moderator, **closing)
        assert first in keys(found(talk, talk.th, q="hotline", state="concluded"))
        assert keys(found(talk, talk.th, q="staff")) == {f"thread:{talk.thread.pk}"}

    def test_the_page_of_a_space_has_a_search_of_its_own(self, talk: Talk) -> None:
        page = talk.house.browser(talk.th).get(f"/en/members/spaces/{talk.space.slug}/").content.decode()
        assert f'<input type="hidden" name="space" value="{talk.space.slug}">' in page

    def test_a_page_of_many_posts_takes_as_many_queries_as_one_of_few(self, talk: Talk) -> None:
        def queries() -> int:
            viewer = talk.house.viewer(talk.th)
            several = [f"post:{number}" for number in Post.objects.values_list("pk", flat=True)]
            with CaptureQueriesContext(
                connection,
            ) as told:
                assert len(indexing.hits_for(viewer, several)) == len(several)
            return len(told)

        few = queries()
        for number in range(5):
            actions.reply(thread=talk.thread, words=words(f"Hotline number {number}."), by=talk.my)
        assert queries() == few


class ClosedTests:
    def test_whoever_is_outside_gets_the_same_answers_with_and_without_the_space(self, talk: Talk) -> None:
        readers = (Client(), talk.house.browser(talk.house.guest))
        slug, address = talk.space.slug, f"?q=hotline&space={talk.space.slug}"
        typed = f"?q=hotline+space:{slug}"
        with_it = [pages(reader, address, typed) for reader in readers]
        for thread in Thread.objects.all():
            thread.delete()
        Space.objects.filter(pk=talk.space.pk).delete()
        assert [pages(reader, address, typed) for reader in readers] == with_it

    def test_a_concept_and_a_table_to_take_home_hold_nothing_of_spaces(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.th)
        table = b"".join(browser.get("/en/search/table.csv?q=hotline").streaming_content)  # type: ignore[arg-type]
        assert b"Nights" not in table

    def test_whoever_is_put_out_finds_nothing_from_then_on(self, talk: Talk) -> None:
        membership = SpaceMembership.objects.get(space=talk.space, seat=talk.house.my.desk_seat)
        of_spaces.remove(membership=membership, by=None)
        assert keys(found(talk, talk.my, q="hotline")) == set()


class SealedTests:
    def test_nothing_found_tells_of_a_speaker_without_a_name(self, sealed_talk: Talk) -> None:
        sealed = words("We see the same.", rule=Attribution.CHATHAM_HOUSE)
        post = actions.reply(thread=sealed_talk.thread, words=sealed, by=sealed_talk.my)
        record = indexing.record_for(f"post:{post.pk}")
        assert record is not None
        assert "Nusa" not in record.body
        assert record.posted == sealed_talk.thread.started_on
        (hit,) = found(sealed_talk, sealed_talk.th, q="same").hits
        assert hit.places[1] == "Voice 2"
        assert hit.issued_text == ""
        assert keys(found(sealed_talk, sealed_talk.th, q="Nusa")) == set()

    def test_the_first_voice_of_a_thread_takes_the_days_of_all_its_posts(self, talk: Talk) -> None:
        Post.objects.filter(pk=talk.first.pk).update(sent_at="2030-01-02T03:04:05Z")
        talk.first.refresh_from_db()
        talk.first.save()
        before = indexing.record_for(f"post:{talk.first.pk}")
        assert before is not None
        assert before.posted is not None
        assert before.posted.year == 2030
        sealed = words("We see the same.", rule=Attribution.CHATHAM_HOUSE)
        actions.reply(thread=talk.thread, words=sealed, by=talk.my)
        assert keys(found(talk, talk.th, q="hotline", posted_from="2030")) == set()
        assert not drift(engine_named())

    def test_a_rule_that_is_tightened_takes_names_out_of_what_is_found(self, talk: Talk) -> None:
        talk.space.attribution_rule = Attribution.CHATHAM_HOUSE.value
        talk.space.save()
        assert keys(found(talk, talk.my, q="Nusa")) == set()
        talk.space.attribution_rule = Attribution.NO_REPORT.value
        talk.space.save(update_fields=["attribution_rule"])
        assert f"post:{talk.first.pk}" not in keys(found(talk, talk.my, q="hotline"))


class FreshnessTests:
    def test_what_is_hidden_changed_or_deleted_leaves_in_the_same_transaction(self, talk: Talk) -> None:
        key = f"post:{talk.first.pk}"
        actions.edit_post(post=talk.first, text="A telephone at night.", reason="plainer", by=talk.th)
        assert keys(found(talk, talk.my, q="hotline")) == set()
        assert keys(found(talk, talk.my, q="telephone")) == {key}
        post = Post.objects.get(pk=talk.first.pk)
        post.live = False
        post.save(update_fields=["live"])
        assert keys(found(talk, talk.my, q="telephone")) == set()
        post.live = True
        post.save(update_fields=["live"])
        assert keys(found(talk, talk.my, q="telephone")) == {key}
        talk.thread.live = False
        talk.thread.save(update_fields=["live"])
        assert keys(found(talk, talk.my, q="telephone")) == set()
        talk.thread.live = True
        talk.thread.save(update_fields=["live"])
        assert keys(found(talk, talk.my, q="telephone")) == {key}
        talk.thread.delete()
        assert keys(found(talk, talk.my, q="telephone")) == set()
        assert not drift(engine_named())

    def test_check_and_rebuild_know_what_is_said(self, talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
        actions.reply(thread=talk.thread, words=words("Mending nets.", label=Label.AMBER_STRICT), by=talk.my)
        assert not drift(engine_named())
        call_command("rebuild_index")
        assert not drift(engine_named())
        assert len(keys(found(talk, talk.my, q="nets"))) == 1
        held = ask(lambda engine: engine.fingerprints([f"thread:{talk.thread.pk}"]))[0]
        assert list(held) == [f"thread:{talk.thread.pk}"]
