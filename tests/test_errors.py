"""The pages for what went wrong: in the portal's look, in the reader's language, and telling nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from portal import errors
from portal.pages import views
from tests.conftest import MakePublication


@pytest.mark.usefixtures("portal")
class NotFoundTests:
    @pytest.mark.parametrize("code", ["en", "th", "my", "zh-hans"])
    def test_it_speaks_the_readers_language_and_leads_on(self, client: Client, code: str) -> None:
        answer = client.get(f"/{code}/no-such-page/")
        text = answer.content.decode()
        assert answer.status_code == 404
        assert f'href="/{code}/search/' in text or f'action="/{code}/search/' in text
        assert f"/{code}/account/sign-in/" in text, "a sign-in link, whatever lies behind the address"

    @pytest.mark.parametrize(
        "address",
        ["/en/%00", "/en/%ff%fe/", "/en/../../etc/passwd", "/en/" + "a/" * 200, "/en/" + "ก" * 1_000, "/en/;:@&=+$,"],
    )
    def test_odd_addresses_are_not_found_and_nothing_worse(self, client: Client, address: str) -> None:
        assert client.get(address).status_code in (301, 404)


@pytest.mark.usefixtures("portal")
class GoneTests:
    def test_it_says_so_in_the_readers_language(self, make_publication: MakePublication, client: Client) -> None:
        page = make_publication("T-2026-101", "vi", title="Bí danh")
        page.save_revision().publish()
        page.refresh_from_db()
        page.unpublish()
        answer = client.get("/vi/publications/t-2026-101/")
        assert answer.status_code == 410
        assert '<html lang="vi"' in answer.content.decode()
        assert "Bí danh" not in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("portal")
class ForbiddenTests:
    def test_a_form_from_another_site_is_refused_with_a_page_of_ours(self) -> None:
        client = Client(enforce_csrf_checks=True)
        answer = client.post("/th/wrong/", {"text": "a"})
        assert answer.status_code == 403
        assert '<html lang="th"' in answer.content.decode()


class FailedTests:
    def test_it_needs_no_database(self, db: None) -> None:
        def refuse(*_args: Any) -> None:
            raise AssertionError("The page for a failure asked the database.")

        with connection.execute_wrapper(refuse):
            answer = errors.failed(RequestFactory().get("/en/"))
        assert answer.status_code == 500
        assert b"<h1" in answer.content

    @pytest.mark.usefixtures("portal")
    def test_a_view_that_fails_answers_with_it_and_shows_no_trace(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: Any, **_kwargs: Any) -> None:
            raise RuntimeError("a-secret-detail")

        monkeypatch.setattr(views.sections, "sections_for", fail)
        answer = Client(raise_request_exception=False).get("/my/provisions/actip-14/")
        assert answer.status_code == 500
        assert '<html lang="my"' in answer.content.decode()
        assert b"a-secret-detail" not in answer.content
