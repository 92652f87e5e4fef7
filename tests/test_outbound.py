"""The portal calls nobody: not while it serves any kind of page, and not while its worker does what comes round."""

from __future__ import annotations

import re
import socket
from typing import Any

import pytest
from django.test import Client

from portal.members.models import User
from portal.work.duties import registered_duties
from tests.conftest import MakePublication
from tests.second_proofs import prove

READERS = (
    *("/en/", "/km/search/?q=tool", "/en/publications/t-2026-101/", "/en/member-states/lao-pdr/", "/en/glossary/"),
    *("/en/about/", "/en/account/sign-in/", "/en/feed/", "/sitemap.xml", "/oai?verb=Identify", "/readyz"),
    *("/en/search/table.xlsx?q=tool", "/en/publications/t-2026-101/metadata.json", "/en/no-such-page/"),
)
MEMBERS = ("/en/members/", "/en/account/security/", "/en/account/sessions/", "/en/account/profile/")
STAFF = (
    *("", "account/", "publications/", "pages/", "people/", "users/", "documents/", "redirects/", "reports/review/"),
    *("reports/site-history/", "system/", "groups/", "workflows/list/"),
)
#: What a browser would fetch from elsewhere to show a page; a link that one may follow is none of it.
_FETCHED = re.compile(
    r"""(?:<(?:script|img|iframe|source)\b[^>]*\ssrc|<link\b[^>]*rel="stylesheet"[^>]*\shref)="https?:"""
)


def guard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom the portal tries to reach outside this machine; every such call fails, as it would without a network."""
    calls: list[str] = []

    def judge(host: object) -> None:
        if str(host) not in ("127.0.0.1", "::1", "localhost", "None", ""):
            calls.append(str(host))
            raise OSError("There is no network here.")

    class Guarded(socket.socket):
        def connect(self, address: Any) -> None:
            judge("" if self.family == socket.AF_UNIX else address[0])
            super().connect(address)

        def connect_ex(self, address: Any) -> int:
            judge("" if self.family == socket.AF_UNIX else address[0])
            return super().connect_ex(address)

        def sendto(self, data: Any, *to: Any) -> int:
            judge("" if self.family == socket.AF_UNIX else to[-1][0])
            return super().sendto(data, *to)

    look_up = socket.getaddrinfo

    def looked_up(host: Any, *more: Any, **options: Any) -> Any:
        judge(host.decode() if isinstance(host, bytes) else host)
        return look_up(host, *more, **options)

    monkeypatch.setattr(socket, "socket", Guarded)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return calls


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom the portal tried to reach."""
    return guard(monkeypatch)


class GuardTests:
    def test_a_call_would_be_noticed_even_where_it_is_swallowed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = guard(monkeypatch)
        for call in (lambda: socket.create_connection(("releases.wagtail.org", 443), 1), _by_number):
            with pytest.raises(OSError, match="no network"):
                call()
        assert calls == ["releases.wagtail.org", "192.0.2.1"]


def _by_number() -> None:
    with socket.socket() as one:
        one.connect(("192.0.2.1", 80))


class NobodyIsCalledTests:
    def test_while_pages_of_every_kind_are_served(
        self, make_publication: MakePublication, client: Client, called: list[str]
    ) -> None:
        page = make_publication("T-2026-101", text='<p>See <a href="https://a.example/">this</a>.</p>')
        _fetch_nothing(client, READERS)
        user = User.objects.create_superuser("administrator@office.example", "a long enough password")
        client.force_login(prove(user))
        _fetch_nothing(client, MEMBERS)
        editing = (f"pages/{page.pk}/edit/", f"pages/{page.pk}/history/", f"pages/{page.pk}/edit/preview/")
        _fetch_nothing(client, [f"/administration/{address}" for address in (*STAFF, *editing)])
        assert called == []

    def test_while_the_worker_does_what_comes_round(self, make_publication: MakePublication, called: list[str]) -> None:
        make_publication("T-2026-101")
        duties = registered_duties()
        assert len(duties) > 3
        for duty in duties.values():
            duty.function()
        assert called == []


def _fetch_nothing(client: Client, addresses: Any) -> None:
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 404), f"{address}: {answer.status_code}"
        if "text/html" in answer.get("Content-Type", ""):
            found = _FETCHED.search(answer.content.decode())
            assert not found, f"{address}: {found and found.group()}"
            assert "gravatar" not in answer.content.decode(), address
