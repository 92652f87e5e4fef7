"""What an import does with each row, and what it leaves alone."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from portal import access
from portal.audit.models import Entry
from portal.files.models import PortalDocument
from portal.marking import Label
from portal.members.models import User
from portal.victim_data.models import FindingCount
from resources.importing.outcomes import Kind
from resources.models import PublicationPage, ResearchBriefPage, ToolPage
from tests.conftest import MakePublication
from tests.files.samples import pdf
from tests.resources.importing.tables import run, write

pytestmark = pytest.mark.usefixtures("portal")


def kinds(path: Path, files: Path | None = None, **options: object) -> list[str]:
    return [outcome.kind.value for outcome in run(path, files, **options)]


def page(language: str = "en", reference: str = "T-2031-001") -> PublicationPage:
    found: PublicationPage = PublicationPage.objects.get(reference=reference, locale__language_code=language).specific
    return found


class RowTests:
    def test_a_row_goes_live_when_its_required_columns_stand(self, tmp_path: Path) -> None:
        (outcome,) = run(write(tmp_path / "t.csv", {}))
        assert (outcome.kind, outcome.ends_as) == (Kind.NEW, "goes live")
        made = page()
        assert isinstance(made, ToolPage)
        assert made.live
        assert access.marking_of(made) is Label.CLEAR
        assert Entry.objects.filter(action="publications.imported", object_key=str(made.pk)).exists()

    def test_languages_of_a_reference_are_one_family_in_any_order_and_over_several_runs(self, tmp_path: Path) -> None:
        run(write(tmp_path / "a.csv", {"language": "km"}, {"language": "th"}))
        run(write(tmp_path / "b.csv", {"language": "en"}))
        assert len({page(code).translation_key for code in ("km", "th", "en")}) == 1

    def test_a_second_run_changes_only_what_changed(self, tmp_path: Path) -> None:
        rows = [{"body": "## A\n\n- x\n- y", "themes": "justice"}, {"language": "th", "summary": "S.\n\nD.\n\nW."}]
        assert kinds(write(tmp_path / "t.csv", *rows)) == ["new", "new"]
        before = Revision.objects.count()
        assert kinds(tmp_path / "t.csv") == ["unchanged", "unchanged"]
        rows[0]["title"] = "Another title"
        outcomes = run(write(tmp_path / "t.csv", *rows))
        assert [outcome.columns for outcome in outcomes] == [("title",), ()]
        assert Revision.objects.count() == before + 1
        assert page().title == "Another title"

    def test_an_empty_cell_leaves_its_field_alone_and_a_hyphen_empties_it(self, tmp_path: Path) -> None:
        run(write(tmp_path / "t.csv", {"issued": "2025-03", "countries": "TH; Cambodia", "summary": "Said."}))
        run(write(tmp_path / "t.csv", {"issued": "", "countries": "-", "summary": ""}))
        made = page()
        assert (made.issued, made.says, list(made.countries.all())) == ("2025-03", "Said.", [])

    def test_what_staff_wrote_beside_the_table_stays(self, tmp_path: Path) -> None:
        run(write(tmp_path / "t.csv", {"summary": "It says."}))
        made = page()
        made.do, made.who = "Do this.", "You."
        made.save_revision().publish()
        assert kinds(tmp_path / "t.csv") == ["unchanged"]
        assert page().do == "Do this."

    def test_a_brief_takes_its_own_columns_and_a_finding_may_hold_a_semicolon(self, tmp_path: Path) -> None:
        row = {
            "reference": "B-2031-001",
            "type": "research brief",
            "status": "in-force",
            "authors": "Us",
            "key_findings": r"a\; b; c",
        }
        run(write(tmp_path / "t.csv", {**row, "partners": "a-body"}))
        made = page(reference="B-2031-001")
        assert isinstance(made, ResearchBriefPage)
        assert [finding.text for finding in made.key_findings.all()] == ["a; b", "c"]
        assert [body.slug for body in made.partners.all()] == ["a-body"]

    @pytest.mark.parametrize(
        ("cells", "column", "said"),
        [
            ({"reference": "T-31-1"}, "reference", "no reference"),
            ({"language": "khmr"}, "language", "nearest is km"),
            ({"type": "guidline"}, "type", "nearest is guideline"),
            ({"title": ""}, "title", "must be filled in"),
            ({"marking": "AMBER"}, "marking", "stricter does not belong"),
            ({"themes": "justise"}, "themes", "nearest is"),
            ({"issued": "14/03/2025"}, "issued", "write 2025"),
            ({"summary": "word " * 101}, "summary", "100 are the most"),
            ({"status": "superseded"}, "superseded_by", "took its place"),
            ({"methods": "Asked people."}, "methods", "research-brief"),
            ({"source_url": "no address"}, "source_url", "URL"),
            ({"posted": "-"}, "posted", "cannot be emptied"),
            ({"body": "a\x00b"}, "body", "damaged"),
        ],
    )
    def test_a_wrong_cell_refuses_its_row_and_no_other(
        self, tmp_path: Path, cells: dict[str, str], column: str, said: str
    ) -> None:
        before, wrong, after = run(
            write(tmp_path / "t.csv", {"reference": "T-2031-002"}, cells, {"reference": "T-2031-003"})
        )
        assert (before.kind, wrong.kind, after.kind) == (Kind.NEW, Kind.REFUSED, Kind.NEW)
        assert (wrong.place.line, wrong.column) == (3, column)
        assert said in wrong.sentence
        assert not PublicationPage.objects.filter(reference="T-2031-001").exists()


class MarkingTests:
    def test_the_laxer_of_two_rows_is_refused_whichever_comes_first(self, tmp_path: Path) -> None:
        lax, strict = {"marking": "CLEAR"}, {"marking": "GREEN", "language": "th"}
        first, second = run(write(tmp_path / "t.csv", lax, strict))
        assert (first.kind, first.column, second.kind) == (Kind.REFUSED, "marking", Kind.NEW)
        assert kinds(tmp_path / "t.csv") == ["refused", "unchanged"]

    def test_an_import_tightens_a_label_and_never_lowers_one(
        self, tmp_path: Path, make_publication: MakePublication
    ) -> None:
        made = make_publication("T-2031-001", label=Label.CLEAR, title="A tool")
        (tightened,) = run(write(tmp_path / "t.csv", {"marking": "GREEN"}))
        assert tightened.columns == ("marking",)
        assert access.marking_of(made) is Label.GREEN
        (lowered,) = run(write(tmp_path / "t.csv", {"marking": "CLEAR"}))
        assert (lowered.kind, lowered.column) == (Kind.REFUSED, "marking")
        assert access.marking_of(made) is Label.GREEN

    def test_a_label_is_tightened_whatever_the_draft_still_lacks(
        self, tmp_path: Path, make_publication: MakePublication
    ) -> None:
        begun = make_publication("T-2031-001", title="A tool", says="", live=False)
        (outcome,) = run(write(tmp_path / "t.csv", {"marking": "GREEN"}), draft=True)
        assert outcome.columns == ("marking",)
        assert access.marking_of(begun) is Label.GREEN


class DraftTests:
    def test_drafts_stay_drafts_until_an_import_without_that_wish(self, tmp_path: Path) -> None:
        path = write(tmp_path / "t.csv", {})
        assert kinds(path, draft=True) == ["new"]
        assert kinds(path, draft=True) == ["unchanged"]
        assert not page().live
        assert kinds(path) == ["changed"]
        assert page().live

    def test_a_draft_of_a_published_text_goes_live_with_an_import_without_that_wish(self, tmp_path: Path) -> None:
        run(write(tmp_path / "t.csv", {"body": "## A\n\ntext", "themes": "justice"}))
        path = write(tmp_path / "t.csv", {"body": "## A\n\nanother", "themes": "justice"})
        assert kinds(path, draft=True) == ["changed"]
        assert "another" not in str(page().body)
        (published,) = run(path)
        assert (published.kind, published.columns) == (Kind.CHANGED, ("body",))
        assert "another" in str(page().body)
        assert kinds(path) == ["unchanged"]

    def test_what_staff_took_down_stays_down(self, tmp_path: Path) -> None:
        path = write(tmp_path / "t.csv", {})
        run(path)
        page().unpublish()
        assert kinds(path) == ["unchanged"]
        assert not page().live

    def test_a_draft_that_somebody_has_begun_is_not_published(self, tmp_path: Path) -> None:
        run(write(tmp_path / "t.csv", {}))
        begun = page()
        begun.source_url = "https://half.example/"
        begun.save_revision()
        assert kinds(tmp_path / "t.csv") == ["unchanged"]
        (refused,) = run(write(tmp_path / "t.csv", {"title": "New"}))
        assert "has not published" in refused.sentence
        assert page().title == "A tool"

    def test_whoever_may_not_publish_ends_with_drafts_in_review(self, tmp_path: Path, editor: User) -> None:
        (outcome,) = run(write(tmp_path / "t.csv", {}), by=editor)
        assert outcome.ends_as == "a draft in review"
        assert not page().live
        assert page().workflow_in_progress


class DryRunTests:
    def test_a_dry_run_says_everything_and_changes_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf())
        path = write(tmp_path / "t.csv", {"file": "a.pdf"}, {"reference": "x"})
        entries = Entry.objects.count()
        new, refused = run(path, tmp_path, dry_run=True)
        assert (new.kind, refused.kind) == (Kind.NEW, Kind.REFUSED)
        assert "file" in new.columns
        assert not PublicationPage.objects.filter(reference="T-2031-001").exists()
        assert not PortalDocument.objects.exists()
        assert Entry.objects.count() == entries


class CommandTests:
    def test_the_report_names_line_column_and_sentence_and_is_no_formula(self, tmp_path: Path) -> None:
        path = write(tmp_path / "t.csv", {"title": "Two\nlines"}, {"reference": "=1+1"})
        out = StringIO()
        call_command("import_publications", str(path), report=tmp_path / "out.csv", stdout=out)
        report = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
        assert report[0] == "row,line,reference,language,column,sentence"
        assert report[1].startswith("3,4,'=1+1,en,reference,")
        assert "1 new, 0 changed, 0 unchanged, 1 refused." in out.getvalue()


class GuardTests:
    """What may identify a person goes into no table that readers get."""

    NUMBER = "1-1017-00230-70-8"

    def test_a_row_that_would_publish_a_number_is_refused_and_the_others_are_not(self, tmp_path: Path) -> None:
        held = {"body": f"Her card says {self.NUMBER} there."}
        table = write(tmp_path / "t.csv", held, {"reference": "T-2031-002", "body": "Clean."})
        refused, taken = run(table)
        assert (refused.kind, refused.column, taken.kind) == (Kind.REFUSED, "body", Kind.NEW)
        assert "Her card says ••• there." in refused.sentence
        assert self.NUMBER not in refused.sentence
        assert not PublicationPage.objects.filter(reference="T-2031-001").exists()
        assert FindingCount.objects.get().surface == "import"

    def test_as_a_draft_it_waits_for_a_decision(self, tmp_path: Path) -> None:
        (outcome,) = run(write(tmp_path / "t.csv", {"body": f"Her card says {self.NUMBER}."}), draft=True)
        assert outcome.kind is Kind.NEW
        assert "a publisher decides" in outcome.notes[0]
        assert not page().live

    def test_a_dry_run_says_the_same_and_counts_nothing(self, tmp_path: Path) -> None:
        assert kinds(write(tmp_path / "t.csv", {"body": self.NUMBER}), dry_run=True) == ["refused"]
        assert not FindingCount.objects.exists()
