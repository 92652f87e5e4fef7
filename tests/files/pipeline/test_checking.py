"""A file is checked before it is stored: what is good is known afterwards, what is not is refused in a sentence."""

from __future__ import annotations

import hashlib
import time
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation

from portal.files.confined.limits import MEBIBYTE, Limits
from portal.files.confined.running import OverrunError
from portal.files.models import PortalDocument, PortalImage
from portal.files.pipeline import checking, naming, weight
from portal.files.pipeline.checking import check
from portal.files.pipeline.refusals import SENTENCES, sentence
from tests.files.broken import BROKEN, Broken, packed_pdf
from tests.files.conftest import stored_names
from tests.files.hostile import HOSTILE
from tests.files.samples import GOOD, docx, pdf, relations

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Duplicate name")]


def _refusal(content: bytes, name: str) -> ValidationError:
    with pytest.raises(ValidationError) as raised:
        check(ContentFile(content, name=name), name)
    return raised.value


class GoodFileTests:
    @pytest.mark.parametrize("name", GOOD)
    def test_it_is_known_by_its_kind_size_and_fingerprint(self, name: str) -> None:
        content = ContentFile(GOOD[name], name=name)
        found = check(content, name)
        end = name.lower().rpartition(".")[2]
        assert found.kind.name == (end if end in ("pdf", "docx", "pptx", "xlsx", "odt") else "webp")
        clean = found.content.read()
        assert (found.size, found.sha256) == (len(clean), hashlib.sha256(clean).hexdigest())
        assert found.came_as == hashlib.sha256(GOOD[name]).hexdigest()
        assert found.pages == (1 if found.kind.name == "pdf" else None)
        assert content.tell() == 0, "whoever stores it reads it from its beginning"

    def test_the_pages_of_a_pdf_are_counted(self) -> None:
        assert check(BytesIO(pdf(["Words"] * 17)), "paper.pdf").pages == 17

    def test_a_plain_link_to_a_page_is_no_harm(self) -> None:
        link = b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org)>>>>]"
        assert check(BytesIO(pdf(page=link)), "paper.pdf").pages == 1
        parts = {"word/_rels/document.xml.rels": relations(("h", "hyperlink", "https://example.org"), external=True)}
        assert check(BytesIO(docx(parts=parts)), "paper.docx")
        own = {"word/_rels/settings.xml.rels": relations(("t", "attachedTemplate", "file:///C:/N.dotm"), external=True)}
        assert check(BytesIO(docx(parts=own)), "paper.docx")

    def test_a_paper_that_only_speaks_of_scripts_is_no_harm(self) -> None:
        speaks = b"<</Title(A note on /JavaScript and /Launch)/Subject(/JS)>>"
        assert check(BytesIO(pdf(["On JavaScript"], objects=[speaks])), "paper.pdf").pages == 1

    @pytest.mark.parametrize(
        "name", ["คู่มือ.pdf", "ឯកសារ\u200bនេះ.pdf", "စာတမ်း.pdf", "kertas v2.1 (akhir).pdf", "ஆவணம்\u200c.pdf"]
    )
    def test_its_name_may_be_in_any_script(self, name: str) -> None:
        assert check(BytesIO(pdf()), name).name == name


class Little(Limits):
    """As little as a hostile file may take; the clock on the wall is that of a machine that does much else."""

    patience = 120.0  # type: ignore[assignment]


class BrokenFileTests:
    @pytest.mark.parametrize("broken", [*BROKEN, *HOSTILE], ids=lambda broken: repr(broken[0]))
    def test_it_is_refused_in_one_sentence_soon_in_little_memory_and_leaves_nothing(
        self, broken: Broken, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name, reason, make = broken
        # What it may map is never less than what it holds, and the rest of the second second is ours.
        little = Little(seconds=1, memory=300 * 1000 * 1000, output=MEBIBYTE)
        monkeypatch.setattr(checking, "EXAMINING", little)
        monkeypatch.setattr(checking, "EXAMINING_A_PICTURE", little)
        content = make()
        document = PortalDocument(title="Paper")
        document.file = ContentFile(content)
        # As a form has it: Django's own files cut names at a slash.
        document.file.name = name
        with pytest.raises(ValidationError) as raised:
            document.save()
        assert raised.value.code == reason
        (said,) = raised.value.messages
        assert said.count(". ") == 0, "one sentence"
        assert said.endswith(".")
        assert reason == "no-name" or _plain(name) in said, "names the file"
        assert "choose" in said or "ask" in said, "says what to do"
        assert stored_names() == []
        assert not PortalDocument.objects.exists()

    def test_no_harm_can_be_hidden_in_compressed_objects(self) -> None:
        harmless = packed_pdf(pdf(["Words"] * 3))
        assert check(BytesIO(harmless), "paper.pdf").pages == 3

    def test_one_that_takes_too_long_to_look_through_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def never_ends(*arguments: Any, **limits: Any) -> None:
            raise OverrunError("time")

        monkeypatch.setattr(checking, "call", never_ends)
        assert _refusal(pdf(), "paper.pdf").code == "too-heavy"

    def test_there_are_enough_of_them_and_they_reach_every_reason(self) -> None:
        assert len(BROKEN) >= 60
        assert len(HOSTILE) >= 40
        never = {"too-large", "no-room", "lost", "too-heavy", "virus"}
        assert {reason for _name, reason, _make in [*BROKEN, *HOSTILE]} == set(SENTENCES) - never

    def test_the_sentence_is_said_in_the_language_of_whoever_reads_it(self) -> None:
        refusal = _refusal(b"", "paper.pdf")
        with translation.override("en"):
            assert refusal.messages == [sentence("no-content", {"name": "paper.pdf"})]
        assert "other.pdf" in sentence("a reason of another release", {"name": "other.pdf"})


class WeightTests:
    def test_a_file_over_the_limit_is_refused_before_it_is_looked_into(self, settings: Any) -> None:
        settings.FILE_MOST_BYTES = 1000
        refusal = _refusal(b"\x00" * 1001, "paper.pdf")
        assert refusal.code == "too-large"
        assert refusal.messages[0].startswith("“paper.pdf” has 1001 bytes and the most is 1000 bytes:")

    def test_the_quota_counts_what_is_stored(self, settings: Any) -> None:
        PortalDocument(title="Paper", file=ContentFile(pdf(), name="paper.pdf")).save()
        assert weight.stored_bytes() == PortalDocument.objects.get().file.size
        settings.FILES_QUOTA_BYTES = weight.stored_bytes() + len(pdf()) - 1
        assert _refusal(pdf(), "second.pdf").code == "no-room"
        assert check(BytesIO(pdf()), "paper.pdf", room=False)

    def test_the_disk_is_never_filled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(weight, "_free", lambda: 100 * 1024 * 1024)
        assert _refusal(pdf(), "paper.pdf").code == "no-room"


class NameTests:
    @pytest.mark.parametrize(
        ("name", "stored"),
        [
            ("Final Report (2).PDF", "final-report-2.pdf"),
            ("photo.JPEG", "photo.jpg"),
            ("ការណែនាំ.docx", None),
            ("a" * 300 + ".pdf", "a" * 60 + ".pdf"),
            ("ก" * 250 + ".pdf", None),
        ],
    )
    def test_a_file_is_stored_under_a_plain_name(self, name: str, stored: str | None) -> None:
        made = naming.stored_name(name)
        assert made.isascii()
        assert len(made) <= 65
        assert stored is None or made == stored

    def test_a_long_name_in_another_script_finds_its_place(self) -> None:
        document = PortalDocument(title="Paper", file=ContentFile(pdf(), name="ឯកសារ" * 50 + ".pdf"))
        document.save()
        assert stored_names() == [document.file.name]
        assert document.filename.isascii()


class ImageTests:
    def test_an_image_is_checked_alike(self) -> None:
        for name, code in (("paper.pdf", "unknown-kind"), ("chart.png", "wrong-kind")):
            with pytest.raises(ValidationError) as raised:
                PortalImage(title="A chart").file.save(name, ContentFile(pdf()))
            assert raised.value.code == code
        assert stored_names() == []

    def test_a_good_one_is_stored(self) -> None:
        PortalImage(title="A chart", file=ContentFile(GOOD["poster.png"], name="Ein Bild.png")).save()
        assert stored_names() == ["original_images/ein-bild.webp"]


class QuicknessTests:
    def test_a_bomb_is_told_from_its_directory(self) -> None:
        bomb = dict((name, make) for name, _reason, make in BROKEN)["bomb.docx"]()
        begun = time.process_time()
        assert _refusal(bomb, "bomb.docx").code == "too-much-inside"
        assert time.process_time() - begun < 0.2


def _plain(name: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
