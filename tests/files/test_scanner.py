"""The virus scanner is asked over a real socket; what it finds is refused, and without it everything is closed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.images.forms import get_image_form
from wagtail.images.models import SourceImageIOError

from portal.condition.quarantine import files
from portal.files import scanner
from portal.files.models import PortalDocument, PortalImage
from portal.files.pipeline import mending
from portal.files.pipeline.states import State
from portal.members.models import User
from portal.settings.scanning import scanner as to_scanner
from portal.work.running import run_waiting
from tests.files.conftest import stored_names
from tests.files.fake_clamd import FakeClamd, clamd
from tests.files.hostile import VIRUS
from tests.files.samples import pdf, picture


@pytest.fixture
def server(settings: Any) -> Iterator[FakeClamd]:
    """A scanner that is there, and set."""
    with clamd() as made:
        settings.FILES_SCANNER = made.place
        yield made


@pytest.fixture
def away(settings: Any) -> int:
    """A scanner that is set and is not there; its port."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = int(closed.getsockname()[1])
    settings.FILES_SCANNER = ("tcp", ("127.0.0.1", port))
    return port


def put(content: bytes = b"", name: str = "paper.pdf") -> PortalDocument:
    document = PortalDocument(title="Paper", file=ContentFile(content or pdf(), name=name))
    document.save()
    return document


class SettingTests:
    @pytest.mark.parametrize(
        ("url", "place"),
        [
            ("", None),
            ("tcp://clamav", ("tcp", ("clamav", 3310))),
            ("tcp://[::1]:99", ("tcp", ("::1", 99))),
            ("unix:///run/clamav/clamd.ctl", ("unix", "/run/clamav/clamd.ctl")),
        ],
    )
    def test_it_names_a_host_or_a_socket(self, url: str, place: Any) -> None:
        assert to_scanner(url) == place

    @pytest.mark.parametrize(
        "url", ["clamav:3310", "http://one", "tcp://", "tcp://one,two", "unix://one", "tcp://a:b@c"]
    )
    def test_anything_else_stops_the_start(self, url: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="PORTAL_CLAMAV_URL"):
            to_scanner(url)


class AskingTests:
    def test_without_the_setting_nobody_is_asked(self, tmp_path: Path) -> None:
        assert scanner.scan(tmp_path / "no such file") == ""

    def test_the_whole_file_is_sent_and_the_verdict_heard(self, server: FakeClamd, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(bytes(range(256)) * 1000)
        assert scanner.scan(path) == ""
        assert server.seen == [path.read_bytes()]
        path.write_bytes(VIRUS)
        assert scanner.scan(path) == "Balai.Test-1"

    def test_over_a_socket_of_the_machine_as_well(self, settings: Any, tmp_path: Path) -> None:
        settings.FILES_SCANNER = ("unix", str(tmp_path / "none.ctl"))
        with pytest.raises(scanner.ScannerAwayError):
            scanner.version()

    @pytest.mark.parametrize("fault", ["most", "mute"])
    def test_one_that_cannot_say_counts_as_away(self, fault: str, server: FakeClamd, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(bytes(2_000_000))
        setattr(server, fault, 10)
        with pytest.raises(scanner.ScannerAwayError):
            scanner.scan(path)


@pytest.mark.django_db
class UploadTests:
    def test_a_clean_file_goes_on_and_an_infected_one_is_refused_in_a_sentence(self, server: FakeClamd) -> None:
        assert put().state == State.CHECKED
        with pytest.raises(ValidationError) as raised:
            put(pdf(objects=[b"(%s)" % VIRUS]))
        assert raised.value.code == "virus"
        assert raised.value.messages[0].startswith("“paper.pdf” holds harmful code")
        assert len(stored_names()) == 1

    def test_what_came_is_looked_at_and_not_what_is_left_of_it(self, server: FakeClamd) -> None:
        with pytest.raises(ValidationError):
            put(picture() + VIRUS, "photo.png")

    def test_while_it_is_away_files_wait_and_nobody_gets_them(
        self, away: int, client: Client, publisher: User, settings: Any
    ) -> None:
        document, image = put(), PortalImage(title="A", file=ContentFile(picture(), name="a.png"))
        image.save()
        run_waiting()
        document.refresh_from_db()
        assert (document.state, document.attempts, image.state) == (State.RECEIVED, 0, State.RECEIVED)
        client.force_login(publisher)
        for address in (document.url, image.file.url):
            assert client.get(address).status_code == 404, address
        with pytest.raises(SourceImageIOError):
            image.get_rendition("width-20")
        preview = client.get(reverse("wagtailimages:preview", args=[image.pk, "width-20"]))
        assert preview["Content-Type"] != "image/webp"
        edited = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
        assert "In quarantine: the virus scanner does not answer." in edited
        assert str(get_image_form(PortalImage)(instance=image)["title"].help_text).startswith("In quarantine: ")
        assert "In quarantine: the virus scanner" in client.get(reverse("files_report")).content.decode()
        told = {fact.name: fact.value for fact in files()}
        assert told == {"Virus scanner": "does not answer", "In quarantine": "2 files"}
        assert (mending.resume(), mending.release_waiting()) == (0, 0), "it is not tried in vain each minute"
        with clamd(away):
            assert (mending.resume(), mending.release_waiting()) == (1, 1)
            run_waiting()
            told = {fact.name: fact.value for fact in files()}
        assert told == {"Virus scanner": "ClamAV 1.4.6/27000/Sun Nov 22 08:00:00 2026", "In quarantine": "none"}
        document.refresh_from_db()
        image = PortalImage.objects.get()
        assert document.state == State.READY
        for address in (document.url, image.file.url, image.get_rendition("width-20").url):
            assert client.get(address).status_code == 200, address

    def test_what_is_found_later_is_refused_and_stays_closed(self, away: int, client: Client, publisher: User) -> None:
        document = put()
        with clamd(away) as server:
            server.finds = b"%PDF"
            mending.resume()
            run_waiting()
        document.refresh_from_db()
        assert (document.state, document.refusal["reason"]) == (State.REFUSED, "virus")
        client.force_login(publisher)
        assert client.get(document.url).status_code == 404
