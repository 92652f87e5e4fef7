"""Citations, to the letter: whoever saves one puts it into a file that others read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags

from portal.members.models import Body
from resources.citation import Citation
from resources.models import GuidelinePage
from tests.conftest import MakePublication

CITATION = Citation(
    reference="G-2026-014",
    title="Identification & {referral} of 100 % of \\victims_",
    bodies=("A Sectoral Body", "Office & Co"),
    type_label="Guideline",
    type_code="guideline",
    version="1.2",
    issued="2026-05-04",
    language="zh-Hans",
    url="https://portal.example/zh-hans/publications/g-2026-014/",
)

BIBTEX = r"""@techreport{G2026014,
  title = {{Identification \& (referral) of 100 \% of victims\_}},
  author = {{A Sectoral Body} and {Office \& Co}},
  institution = {Balai},
  type = {Guideline},
  number = {G-2026-014},
  year = {2026},
  language = {zh-Hans},
  url = {https://portal.example/zh-hans/publications/g-2026-014/},
  note = {Version 1.2},
  month = {5}
}
"""

RIS = (
    "TY  - RPRT\r\n"
    "AU  - A Sectoral Body\r\n"
    "AU  - Office & Co\r\n"
    "TI  - Identification & {referral} of 100 % of \\victims_\r\n"
    "PY  - 2026\r\n"
    "DA  - 2026/05/04/\r\n"
    "PB  - Balai\r\n"
    "SN  - G-2026-014\r\n"
    "ET  - 1.2\r\n"
    "M3  - Guideline\r\n"
    "LA  - zh-Hans\r\n"
    "UR  - https://portal.example/zh-hans/publications/g-2026-014/\r\n"
    "ER  - \r\n"
)


class CitationTests:
    def test_bibtex(self) -> None:
        assert CITATION.bibtex() == BIBTEX

    def test_ris(self) -> None:
        assert CITATION.ris() == RIS

    def test_csl(self) -> None:
        assert CITATION.csl() == {
            "id": "G-2026-014",
            "type": "report",
            "title": CITATION.title,
            "author": [{"literal": "A Sectoral Body"}, {"literal": "Office & Co"}],
            "issued": {"date-parts": [[2026, 5, 4]]},
            "publisher": "Balai",
            "genre": "Guideline",
            "number": "G-2026-014",
            "version": "1.2",
            "language": "zh-Hans",
            "URL": CITATION.url,
        }

    @pytest.mark.parametrize(
        ("issued", "month", "ris", "parts", "long"),
        [
            ("2026", "", "DA  - 2026///", [2026], "2026"),
            ("2026-05", "month = {5}", "DA  - 2026/05//", [2026, 5], "2026年5月"),
        ],
    )
    def test_a_date_is_cited_as_far_as_it_is_known(
        self, issued: str, month: str, ris: str, parts: list[int], long: str
    ) -> None:
        citation = replace(CITATION, issued=issued)
        assert month in citation.bibtex()
        assert ("month" in citation.bibtex()) is bool(month)
        assert ris in citation.ris().splitlines()
        assert citation.csl()["issued"]["date-parts"] == [parts]
        assert citation.issued_long == long

    @pytest.mark.parametrize(
        ("bodies", "said"),
        [((), "Purple flags (2026). Guideline"), (("An Office",), "An Office (2026). Purple flags. ")],
    )
    def test_without_a_body_the_title_stands_first(self, bodies: tuple[str, ...], said: str) -> None:
        citation = replace(CITATION, title="Purple flags", bodies=bodies)
        sentence = render_to_string("resources/parts/cited.html", {"citation": citation})
        assert " ".join(strip_tags(sentence).split()).startswith(said)
        assert ("author" in citation.bibtex()) is bool(bodies)

    def test_a_line_break_in_a_title_breaks_no_record(self) -> None:
        citation = replace(CITATION, title="One\r\nER  - \nTwo")
        assert citation.ris().count("\r\n") == RIS.count("\r\n")
        assert "ER" in citation.bibtex().splitlines()[1]

    def test_highwire_and_dublin_core(self) -> None:
        named: dict[str, list[str]] = {}
        for name, value in CITATION.meta():
            named.setdefault(name, []).append(value)
        assert named["citation_author_institution"] == named["DC.creator"] == ["A Sectoral Body", "Office & Co"]
        assert named["citation_publication_date"] == ["2026/05/04"]
        assert named["citation_technical_report_number"] == named["DC.identifier"] == ["G-2026-014"]
        assert named["citation_title"] == named["DC.title"] == [CITATION.title]
        assert named["DC.language"] == ["zh-Hans"]
        assert named["DC.date"] == ["2026-05-04"]

    def test_nothing_in_a_title_ends_the_script_it_stands_in(self) -> None:
        text = replace(CITATION, title="</script><script>alert(1)</script>&<!--").schema()
        assert not set("<>&") & set(text)
        assert json.loads(text)["name"] == "</script><script>alert(1)</script>&<!--"


class SavedCitationTests:
    KINDS = {
        "ris": "application/x-research-info-systems; charset=utf-8",
        "bib": "application/x-bibtex; charset=utf-8",
        "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
    }

    def test_each_form_is_saved_under_the_number(self, make_publication: MakePublication, client: Client) -> None:
        make_publication("G-2026-101", "km", model=GuidelinePage, title="ការណែនាំ</script>")
        for form, kind in self.KINDS.items():
            answer = client.get(f"/km/publications/g-2026-101/cite.{form}")
            assert answer["Content-Type"] == kind
            assert answer["Content-Disposition"] == f'attachment; filename="G-2026-101.{form}"'
            assert "ការណែនាំ" in answer.content.decode()
            assert "http://testserver/km/publications/g-2026-101/" in answer.content.decode()
        assert json.loads(client.get("/km/publications/g-2026-101/cite.json").content)[0]["author"] == [
            {"literal": "A body"}
        ]
        for address in ("/km/publications/g-2026-101/cite.pdf", "/en/publications/g-2026-101/cite.ris"):
            assert client.get(address).status_code == 404

    def test_bodies_are_cited_in_the_language_of_the_text(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        Body.objects.filter(slug="a-body").update(name={"en": "A body", "th": "หน่วยงาน"})
        make_publication("T-2026-101", "th", title="เครื่องมือ")
        assert "หน่วยงาน" in client.get("/th/publications/t-2026-101/cite.ris").content.decode()

    def test_the_page_carries_it_for_machines(self, make_publication: MakePublication, client: Client) -> None:
        make_publication("T-2026-101", title='A "title" </script><b>')
        page = client.get("/en/publications/t-2026-101/").content.decode()
        assert '<meta name="citation_title" content="A &quot;title&quot; &lt;/script&gt;&lt;b&gt;">' in page
        assert '<meta name="DC.identifier" content="T-2026-101">' in page
        script = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
        assert json.loads(script)["name"] == 'A "title" </script><b>'
