"""Which language an answer is in: the address says it, else the reader's own choice, else the browser, else English."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.usefixtures("portal")
class FirstVisitTests:
    @pytest.mark.parametrize(
        ("header", "code"),
        [
            ("tl", "fil"),
            ("in", "id"),
            ("zh-CN,zh;q=0.9,en;q=0.5", "zh-hans"),
            ("zh-Hans-SG", "zh-hans"),
            ("de,fr;q=0.9,km;q=0.3", "km"),
            ("en;q=0.4,vi;q=0.8", "vi"),
            ("pt-BR", "pt"),
            ("lo-LA,th;q=0.7", "lo"),
            ("de", "en"),
            ("*", "en"),
            ("", "en"),
            (";;q=,\t-", "en"),
            ("a" * 5_000, "en"),
        ],
    )
    def test_the_browser_decides_it(self, client: Client, header: str, code: str) -> None:
        answer = client.get("/", headers={"accept-language": header})
        assert (answer.status_code, answer["Location"]) == (302, f"/{code}/")
        assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))

    def test_without_a_header_it_is_english(self, client: Client) -> None:
        assert client.get("/")["Location"] == "/en/"

    def test_the_first_visit_alone_keeps_nothing(self, client: Client) -> None:
        client.get("/", headers={"accept-language": "th"})
        assert "language" not in client.cookies


@pytest.mark.usefixtures("portal")
class OwnChoiceTests:
    def test_it_is_kept_and_goes_before_the_browser(self, client: Client) -> None:
        client.get("/km/about/", headers={"accept-language": "th"})
        kept = client.cookies["language"]
        assert (kept.value, kept["httponly"], kept["samesite"]) == ("km", True, "Lax")
        assert int(kept["max-age"]) == 365 * 24 * 60 * 60
        assert client.get("/", headers={"accept-language": "th"})["Location"] == "/km/"

    def test_a_later_choice_takes_its_place(self, client: Client) -> None:
        client.get("/km/about/")
        client.get("/my/about/")
        assert client.get("/")["Location"] == "/my/"
        assert "Set-Cookie" not in client.get("/my/contact/").headers

    @pytest.mark.parametrize("address", ["/th/no-such-page/", "/th/feed/", "/th/account/"])
    def test_an_error_or_a_feed_is_no_choice(self, client: Client, address: str) -> None:
        client.get(address)
        assert "language" not in client.cookies

    @pytest.mark.parametrize("kept", ["", "de", "../en", "\x7f", "x" * 3_000])
    def test_a_spoiled_cookie_is_as_none(self, client: Client, kept: str) -> None:
        client.cookies["language"] = kept
        assert client.get("/", headers={"accept-language": "th"})["Location"] == "/th/"

    def test_an_old_cookie_with_an_old_code_still_serves(self, client: Client) -> None:
        client.cookies["language"] = "tl"
        assert client.get("/")["Location"] == "/fil/"


@pytest.mark.usefixtures("portal")
class AddressTests:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("/tl/", "/fil/"),
            ("/tl", "/fil/"),
            ("/TL/search/?q=a%20b&country=PH", "/fil/search/?q=a%20b&country=PH"),
            ("/in/member-states/", "/id/member-states/"),
            ("/zh-cn/publications/t-2026-101/", "/zh-hans/publications/t-2026-101/"),
            ("/tl//evil.example/", "/fil//evil.example/"),
        ],
    )
    def test_old_codes_lead_to_the_language_they_mean(self, client: Client, old: str, new: str) -> None:
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (302, new)

    @pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("zh-hans", "zh-Hans"), ("tet", "tet"), ("fil", "fil")])
    def test_every_answer_says_its_language(self, client: Client, code: str, tag: str) -> None:
        for address, status in ((f"/{code}/about/", 200), (f"/{code}/nothing/", 404)):
            answer = client.get(address, headers={"accept-language": "th"})
            assert (answer.status_code, answer["Content-Language"]) == (status, tag)

    def test_what_has_no_language_in_its_address_speaks_the_readers(self, client: Client) -> None:
        client.cookies["language"] = "lo"
        answer = client.get("/no-such-thing")
        assert (answer.status_code, answer["Content-Language"]) == (404, "lo")
        assert '<html lang="lo"' in answer.content.decode()
