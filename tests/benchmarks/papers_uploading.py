"""A member of staff who uploads files to a publication, as the screen's script sends them."""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass

#: Of the demo: a publication that has files, and who may add to them.
PUBLICATION, GROUP = "T-2026-002", "Publishers"
_BOUNDARY, _TOKEN, _PATIENCE = "boundary-of-parts", "a" * 32, 300.0


@dataclass(frozen=True)
class Answered:
    """What staff are told of a file: status, sentence and seconds."""

    status: int
    said: str
    seconds: float


class Staff:
    """Somebody who is signed in to the portal that is set up in this process and served on a port."""

    def __init__(self, port: int) -> None:
        from django.conf import settings
        from django.test import Client
        from django.urls import reverse

        from portal.members.models import User
        from resources.models import PublicationPage
        from tests.second_proofs import sign_in

        client = Client()
        self._who = User.objects.filter(groups__name=GROUP).order_by("pk")[0]
        sign_in(client, self._who)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self._page = PublicationPage.objects.get(reference=PUBLICATION, locale__language_code="en").pk
        self.port, self._address = port, reverse("publication_files", args=[self._page])
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: _TOKEN}
        self._cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def upload(self, name: str, content: bytes) -> Answered:
        """Send a file; what the screen says of it."""
        began = time.monotonic()
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        headers = {"Content-Type": kind, "Accept": "application/json"}
        status, said = self._ask("POST", self._address, headers, _form(name, content))
        try:
            sentence = str(json.loads(said)["said"])
        except (ValueError, KeyError, TypeError):
            sentence = ""
        return Answered(status, sentence, time.monotonic() - began)

    def publish(self) -> None:
        """Publish the publication with the files that were put up, as the button does."""
        from resources.models import PublicationPage

        PublicationPage.objects.get(pk=self._page).specific.get_latest_revision().publish(user=self._who)

    def fetch(self, path: str) -> bytes:
        """What stands under an address, for somebody who is signed in. Raises RuntimeError for anything but that."""
        status, content = self._ask("GET", path, {}, b"")
        if status != http.client.OK:
            raise RuntimeError(f"{path} was answered with {status}.")
        return content

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            known = {"Host": f"localhost:{self.port}", "Cookie": self._cookies}
            connection.request(method, path, body or None, known | headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def _form(name: str, content: bytes) -> bytes:
    """The form of the screen with one file in it."""
    fields = (('name="csrfmiddlewaretoken"', _TOKEN.encode()), (f'name="files"; filename="{name}"', content))
    parts = [
        f"--{_BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + value + b"\r\n"
        for head, value in fields
    ]
    return b"".join([*parts, f"--{_BOUNDARY}--\r\n".encode()])


def visitor(port: int, path: str) -> bytes:
    """What stands under an address, for anybody. Raises an HTTPError for anything but that."""
    import urllib.request

    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=_PATIENCE) as answer:
        content: bytes = answer.read()
    return content
