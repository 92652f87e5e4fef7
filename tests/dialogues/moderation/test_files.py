"""The files of what waits for a moderator: for those who decide, and for nobody else."""

from __future__ import annotations

from django.test import Client

from dialogues.moderation.models import Case
from dialogues.spaces.models import Space
from dialogues.threads.models import Attachment
from portal.audit.models import Entry
from tests.dialogues.moderation.conftest import below
from tests.dialogues.threads.conftest import Talk
from tests.dialogues.threads.test_attachments import clean_storage, send, sent, upload

__all__ = ["clean_storage"]


def held(talk: Talk) -> tuple[Case, Attachment]:
    """A post of ``my`` with a file, which waits."""
    Space.objects.filter(pk=talk.space.pk).update(premoderated=True)
    file = sent(talk)
    return Case.objects.get(post=file.post), file


class ServingTests:
    def test_a_moderator_opens_the_file_of_what_waits_and_nobody_else_does(self, talk: Talk) -> None:
        case, file = held(talk)
        page, where = below(talk, f"cases/{case.token}/"), below(talk, f"cases/{case.token}/files/{file.token}/")
        moderator = talk.house.browser(talk.moderator)
        assert f'href="{where}{file.filename}"' in moderator.get(page).content.decode()
        before = Entry.objects.count()
        answer = moderator.get(where + file.filename)
        assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
        assert Entry.objects.count() == before + 1
        assert moderator.get(f"{where}other.docx").status_code == 404
        for user in (talk.my, talk.th, talk.house.guest):
            assert talk.house.browser(user).get(where + file.filename).status_code == 404
        assert Client().get(where + file.filename).status_code == 302

    def test_a_file_of_another_post_is_not_reached_through_a_case(self, talk: Talk) -> None:
        other = sent(talk)
        case, _file = held_beside(talk)
        where = below(talk, f"cases/{case.token}/files/{other.token}/{other.filename}")
        assert talk.house.browser(talk.moderator).get(where).status_code == 404


def held_beside(talk: Talk) -> tuple[Case, Attachment]:
    """A second post with a file, which waits."""
    Space.objects.filter(pk=talk.space.pk).update(premoderated=True)
    assert send(talk, upload(name="second.docx")).status_code == 302
    file = Attachment.objects.get(name="second.docx")
    return Case.objects.get(post=file.post), file
