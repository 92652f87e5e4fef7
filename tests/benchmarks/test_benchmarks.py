"""The benchmarks measure what they say, and each writes its own section and no other."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from portal.demo.sources import families
from portal.languages import LANGUAGES
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.document import rewrite
from tests.benchmarks.figures import Spread, percentile, table
from tests.benchmarks.library import Multiplier
from tests.benchmarks.load import Visit, load
from tests.benchmarks.visits import SHARES, itinerary, known_addresses


class DocumentTests:
    def test_a_section_is_rewritten_and_the_others_stay(self, tmp_path: Path) -> None:
        page = tmp_path / "benchmarks.md"
        rewrite("one", "First.", page)
        rewrite("two", "Second.", page)
        before = page.read_text(encoding="utf-8")
        rewrite("one", "First, again.", page)
        assert page.read_text(encoding="utf-8") == before.replace("First.", "First, again.")

    def test_an_unknown_name_is_answered_with_those_there_are(self, capsys) -> None:
        assert benchmarks.main(["nothing"]) == 1
        assert ", ".join(benchmarks.BENCHMARKS) in capsys.readouterr().err


class FiguresTests:
    def test_a_percentile_is_a_value_that_occurred(self) -> None:
        assert percentile([float(value) for value in range(1, 101)], 0.95) == 95
        assert percentile([7.0], 0.95) == 7

    def test_a_spread_has_the_least_the_middle_and_the_most(self) -> None:
        assert Spread.of([3, 1, 2]).cells() == "1 | 2 | 3"

    def test_a_table_has_a_line_for_each_row(self) -> None:
        assert table(["a", "b"], [[1, 2]]) == "| a | b |\n| --- | --: |\n| 1 | 2 |"


class LibraryTests:
    def test_a_thousand_families_have_references_of_their_own_and_every_language(self) -> None:
        source = families()
        made = [Multiplier(source).family(number) for number in range(0, 22_500, 23)]
        references = {family.reference for family in made}
        assert len(references) == len(made)
        assert not references & {family.reference for family in source}
        assert {code for family in made for code in family.texts} == {language.code for language in LANGUAGES}
        assert {family.facts["marking"] for family in made} == {"CLEAR", "GREEN"}

    def test_a_number_makes_the_same_family_each_time(self) -> None:
        source = families()
        assert Multiplier(source).family(17) == Multiplier(source).family(17)


class LoadTests:
    ADDRESSES = "".join(
        f"<loc>http://localhost:8000/en/{path}/</loc>"
        for path in ("publications/g-2026-001", "member-states/lao-pdr", "themes/recruitment", "about")
    )

    def test_an_itinerary_asks_for_every_kind_of_page(self) -> None:
        visits = itinerary(500, known_addresses(self.ADDRESSES), seed=1)
        assert {visit.kind for visit in visits} == set(SHARES)
        assert visits == itinerary(500, known_addresses(self.ADDRESSES), seed=1)
        assert not any("{" in visit.path for visit in visits)

    def test_requests_do_not_wait_for_one_another(self) -> None:
        class Slow(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/here" else 404)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_told: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            answers = load(server.server_port, [Visit("home", "/here"), Visit("home", "/gone")] * 5, 100.0)
            server.shutdown()
        assert sorted(answer.status for answer in answers) == [200] * 5 + [404] * 5
        assert all(answer.weight == 2 and answer.milliseconds > 0 for answer in answers)
