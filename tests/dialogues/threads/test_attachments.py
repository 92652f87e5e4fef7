"""Files of posts: kept with what is written, sent with it, and read by whoever reads the post."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers import serialize
from django.test import Client
from django.utils import timezone

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import Space, SpaceMembership
from dialogues.spaces.rights import Right
from dialogues.threads import actions
from dialogues.threads.attaching.taking import MOST_FILES, take
from dialogues.threads.models import Attachment, Draft, Post, Thread, Upload
from portal.audit.models import Entry
from portal.files.models import PortalDocument, RefusedFile
from portal.files.pipeline.weight import stored_bytes
from portal.marking import Label
from portal.members import own_data
from tests.dialogues.threads.conftest import Talk, words
from tests.dialogues.threads.test_talking import thai_number
from tests.files.samples import docx, paragraph

SHEET = docx(paragraph("Questions to ask first."))


@pytest.fixture(autouse=True)
def clean_storage() -> Iterator[None]:
    """Leave nothing in the store."""
    yield
    if default_storage.exists("attachments"):
        for name in default_storage.listdir("attachments")[1]:
            default_storage.delete(f"attachments/{name}")


def upload(content: bytes = SHEET, name: str = "questions.docx") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def send(talk: Talk, *files: SimpleUploadedFile, by: Any = None, text: str = "See the sheet.", **more: Any) -> Any:
    """Send the form of a thread with files."""
    browser = talk.house.browser(by or talk.my)
    return browser.post(talk.address, {**talk.fields(text, **more), "attached": list(files)})


def sent(talk: Talk, **more: Any) -> Attachment:
    """A file that came with a post."""
    assert send(talk, upload(), **more).status_code == 302
    return Attachment.objects.get()


def address_of(talk: Talk, one: Attachment) -> str:
    """Where a file is served."""
    assert one.post is not None
    return f"{talk.address}posts/{one.post.token}/files/{one.token}/{one.filename}"


class ServingTests:
    def test_whoever_reads_the_post_gets_its_file_and_nobody_else_does(self, talk: Talk) -> None:
        one = sent(talk)
        observer = talk.house.browser(talk.house.my.other)
        where = address_of(talk, one)
        assert f'href="{where}"' in observer.get(talk.address).content.decode()
        answer = observer.get(where)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "attachment" in answer["Content-Disposition"]
        assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
        outsider = talk.house.browser(talk.house.guest)
        assert outsider.get(where).status_code == 404
        assert Client().get(where).status_code == 302

    def test_a_post_that_does_not_stand_has_no_file(self, talk: Talk) -> None:
        where = address_of(talk, sent(talk))
        Post.objects.update(live=False)
        for user in (talk.my, talk.th, talk.moderator):
            assert talk.house.browser(user).get(where).status_code == 404

    def test_a_file_obeys_the_label_of_its_post(self, talk: Talk) -> None:
        where = address_of(talk, sent(talk, label=Label.AMBER_STRICT.value, rule="on_record"))
        assert talk.house.browser(talk.my).get(where).status_code == 200
        other = talk.house.browser(talk.th)
        assert other.get(where).status_code == 404
        assert "questions.docx" not in other.get(talk.address).content.decode()

    def test_where_not_even_the_words_are_told_no_file_is(self, talk: Talk) -> None:
        where = address_of(talk, sent(talk))
        Space.objects.filter(pk=talk.space.pk).update(attribution_rule="no_report")
        browser = talk.house.browser(talk.th)
        assert browser.get(where).status_code == 404
        assert "questions.docx" not in browser.get(talk.address).content.decode()

    def test_another_name_another_post_or_another_thread_leads_to_nothing(self, talk: Talk) -> None:
        one = sent(talk)
        browser, where = talk.house.browser(talk.my), address_of(talk, one)
        assert one.post is not None
        other = actions.start_thread(space=talk.space, title="Days", words=words(), by=talk.th).thread
        for wrong in (
            where.replace("questions", "answers"),
            where.replace(str(one.post.token), str(talk.first.token)),
            where.replace(str(talk.thread.token), str(other.token)),
        ):
            assert browser.get(wrong).status_code == 404

    def test_to_fetch_a_file_is_an_entry_of_the_log(self, talk: Talk) -> None:
        where = address_of(talk, sent(talk))
        before = Entry.objects.count()
        talk.house.browser(talk.th).get(where)
        assert Entry.objects.count() == before + 1

    def test_no_list_of_the_administration_tells_of_it(self, talk: Talk) -> None:
        sent(talk)
        assert not PortalDocument.objects.exists()


class SendingTests:
    def test_a_second_click_sends_neither_post_nor_file_again(self, talk: Talk) -> None:
        fields, browser = talk.fields(), talk.house.browser(talk.my)
        first = browser.post(talk.address, {**fields, "attached": [upload()]})
        second = browser.post(talk.address, {**fields, "attached": [upload()]})
        assert first["Location"] == second["Location"]
        assert Attachment.objects.count() == 1
        assert not Upload.objects.exists()

    def test_a_new_thread_takes_the_files_of_its_own_form(self, talk: Talk) -> None:
        start = f"/en/members/spaces/{talk.space.slug}/threads/start/"
        send(talk, upload(), act="draft")
        browser = talk.house.browser(talk.my)
        other = upload(docx(paragraph("Another.")), "other.docx")
        fields = talk.fields(title="Shelters", rule="on_record")
        assert browser.post(start, {**fields, "attached": [other]}).status_code == 302
        post = Thread.objects.get(title="Shelters").posts.get()
        assert [one.name for one in post.attachments.all()] == ["other.docx"]
        assert Attachment.objects.filter(post=None).count() == 1

    def test_files_wait_with_the_draft_and_go_with_the_post(self, talk: Talk) -> None:
        assert send(talk, upload(), text="Half a thought", act="draft").status_code == 302
        assert "questions.docx" in talk.house.browser(talk.my).get(talk.address).content.decode()
        assert "questions.docx" not in talk.house.browser(talk.th).get(talk.address).content.decode()
        assert send(talk, text="The whole of it").status_code == 302
        assert Attachment.objects.get().post == Post.objects.latest("pk")

    def test_a_file_survives_a_text_that_is_held(self, talk: Talk) -> None:
        held = send(talk, upload(), text=f"She carries the identity card {thai_number()} with her.")
        assert held.status_code == 422
        assert "questions.docx" in held.content.decode()
        assert send(talk).status_code == 302
        assert Attachment.objects.get().post is not None

    def test_what_is_not_wanted_is_not_sent(self, talk: Talk) -> None:
        send(talk, upload(), act="preview")
        one = Attachment.objects.get()
        assert send(talk, drop=str(one.token)).status_code == 302
        assert not Attachment.objects.exists()

    def test_a_draft_that_is_deleted_takes_its_files_with_it(
        self, talk: Talk, django_capture_on_commit_callbacks: Any
    ) -> None:
        send(talk, upload(), act="draft")
        name = Attachment.objects.get().file.name
        assert default_storage.exists(name)
        with django_capture_on_commit_callbacks(execute=True):
            send(talk, act="drop")
        assert not Attachment.objects.exists()
        assert not Draft.objects.exists()
        assert not default_storage.exists(name)

    def test_nobody_sends_or_drops_what_waits_in_the_form_of_another(self, talk: Talk) -> None:
        send(talk, upload(), act="draft")
        one = Attachment.objects.get()
        assert send(talk, by=talk.th, drop=str(one.token)).status_code == 302
        one.refresh_from_db()
        assert one.post is None

    def test_whoever_may_not_attach_is_offered_no_file_and_sends_none(self, talk: Talk) -> None:
        membership = SpaceMembership.objects.get(space=talk.space, seat=talk.house.my.desk_seat)
        of_spaces.deny(membership=membership, right=Right.ATTACH, by=None)
        assert 'type="file"' not in talk.house.browser(talk.my).get(talk.address).content.decode()
        assert 'type="file"' in talk.house.browser(talk.th).get(talk.address).content.decode()
        assert send(talk, upload()).status_code == 302
        assert not Attachment.objects.exists()
        with pytest.raises(PermissionDenied):
            take(content=upload(), name="a.docx", space=talk.space, thread=talk.thread, by=talk.my)


class RefusingTests:
    def test_a_file_whose_text_may_identify_somebody_is_refused_and_the_text_is_kept(self, talk: Talk) -> None:
        number = thai_number()
        answer = send(talk, upload(docx(paragraph(f"Identity card {number}"))), text="Look at this.")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "This may identify a person." in page
        assert "Look at this." in page
        assert number not in page
        assert not Attachment.objects.exists()
        assert Post.objects.count() == 1

    def test_what_the_check_refuses_gets_its_sentence_and_staff_are_told_nothing(self, talk: Talk) -> None:
        for content, name in ((b"", "empty.docx"), (b"MZ", "tool.exe"), (b"no", "broken.pdf")):
            answer = send(talk, upload(content, name), text="Look at this.")
            assert answer.status_code == 422
            assert name in answer.content.decode()
            assert "Look at this." in answer.content.decode()
        assert not Attachment.objects.exists()
        assert not RefusedFile.objects.exists()

    def test_so_many_files_and_no_more(self, talk: Talk) -> None:
        files = [upload(docx(paragraph(f"Sheet {number}")), f"{number}.docx") for number in range(MOST_FILES + 1)]
        answer = send(talk, *files, act="send")
        assert answer.status_code == 422
        assert Attachment.objects.count() == MOST_FILES
        assert Post.objects.count() == 1

    def test_without_the_scanner_nothing_is_taken_in(self, talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
        from portal.files.pipeline import checking

        monkeypatch.setattr(checking, "_scan", lambda *_of: False)
        answer = send(talk, upload())
        assert answer.status_code == 422
        assert "cannot be checked at the moment" in answer.content.decode()
        assert not Attachment.objects.exists()


class KeepingTests:
    def test_who_sent_a_file_stands_nowhere(self, sealed_talk: Talk) -> None:
        one = sent(sealed_talk)
        assert not Upload.objects.exists()
        row = json.dumps(json.loads(serialize("json", [one])))
        assert sealed_talk.my.email not in row
        assert not [field for field in Attachment._meta.fields if field.related_model is type(sealed_talk.my)]
        assert Entry.objects.get(action="threads.attached").actor_id is None
        assert "questions.docx" not in json.dumps(own_data.told(sealed_talk.my)["threads"], default=str)

    def test_what_waits_goes_with_access(self, talk: Talk) -> None:
        send(talk, upload(), act="draft")
        membership = SpaceMembership.objects.get(space=talk.space, seat=talk.house.my.desk_seat)
        of_spaces.remove(membership=membership, by=None)
        assert not Attachment.objects.exists()

    def test_what_waits_too_long_goes_and_what_was_sent_stays(self, talk: Talk) -> None:
        from portal.retention import registry

        stays = sent(talk)
        send(talk, upload(docx(paragraph("Another.")), "other.docx"), act="draft")
        kind = next(one for one in registry.kinds() if one.name == "files of posts that were not sent")
        assert kind.count(timezone.now()) == 1
        kind.purge(timezone.now(), 100)
        assert list(Attachment.objects.all()) == [stays]

    def test_it_counts_against_the_room_for_files(self, talk: Talk) -> None:
        before = stored_bytes()
        assert sent(talk).file_size + before == stored_bytes()
