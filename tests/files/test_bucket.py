"""Files in a bucket: the whole way of a file against moto's server, which speaks S3 on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from moto.server import ThreadedMotoServer

from portal.files.actions import replace
from portal.files.away import StorageAwayError
from portal.files.bucket import BucketStorage
from portal.files.models import PortalDocument
from portal.files.pipeline.mending import sweep
from portal.files.pipeline.states import State
from portal.files.pipeline.steps import advance
from portal.members.models import User
from portal.settings.storage import storage as settings_for
from portal.work.running import run_waiting
from resources.models import PublicationFile
from tests.conftest import MakePublication
from tests.files.conftest import TakeIn
from tests.files.samples import GOOD, docx, picture, settled

PDF = settled(GOOD["paper.pdf"])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server with an empty bucket."""
    serving = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    serving.start()
    host, port = serving.get_host_and_port()
    try:
        yield f"{host}:{port}"
    finally:
        serving.stop()


def client_of(server: str) -> Any:
    """A plain client, to look at what lies in the bucket."""
    return boto3.client(
        "s3",
        endpoint_url=f"http://{server}",
        aws_access_key_id="key",
        aws_secret_access_key="se/cret",
        region_name="ap-southeast-1",
    )


@pytest.fixture(autouse=True)
def bucket(server: str, settings: Any) -> Any:
    """The site's store is a bucket."""
    client = client_of(server)
    client.create_bucket(Bucket="portal", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
    url = f"s3://key:se%2Fcret@{server}/portal/files?region=ap-southeast-1&tls=no"
    settings.STORAGES = {**settings.STORAGES, "default": settings_for(url)}
    yield client
    for entry in client.list_objects_v2(Bucket="portal").get("Contents", ()):
        client.delete_object(Bucket="portal", Key=entry["Key"])
    client.delete_bucket(Bucket="portal")


def keys(bucket: Any) -> list[str]:
    """Everything in the bucket."""
    return [entry["Key"] for entry in bucket.list_objects_v2(Bucket="portal").get("Contents", ())]


def carried(make_publication: MakePublication, document: PortalDocument) -> PortalDocument:
    """The document, carried by a publication that anybody may read."""
    page = make_publication("T-2026-101")
    page.files = [PublicationFile(document=document, language="en")]
    page.save()
    return document


class BucketTests:
    """Documents and pictures, from coming in to being deleted."""

    def test_a_paper_is_stored_read_covered_and_served_through_the_rule_alone(
        self, take_in: TakeIn, make_publication: MakePublication, client: Client, bucket: Any
    ) -> None:
        document = take_in(PDF, "handbook.pdf")

        assert document.state == State.READY
        assert document.text_pages.exists()
        assert document.cover.has_picture
        assert document.filename == "handbook.pdf"
        (key,) = keys(bucket)
        assert key == f"files/{document.file.name}"
        assert key.startswith("files/documents/")
        assert client.get(document.url).status_code == 404, "nothing open carries it"

        carried(make_publication, document)
        answer = client.get(document.url)
        assert b"".join(answer.streaming_content) == PDF
        part = client.get(document.url, headers={"Range": "bytes=10-19"})
        assert (part.status_code, b"".join(part.streaming_content)) == (206, PDF[10:20])
        last = client.get(document.url, headers={"Range": "bytes=-7"})
        assert b"".join(last.streaming_content) == PDF[-7:]

    def test_other_kinds_are_read_from_there_too(self, take_in: TakeIn) -> None:
        document = take_in(docx("<w:p><w:r><w:t>Words from far away.</w:t></w:r></w:p>"), "words.docx")

        assert document.state == State.READY
        assert "Words from far away." in document.text_pages.get().text

    def test_no_address_of_the_bucket_is_handed_out_and_nobody_gets_a_file_without_a_key(
        self, take_in: TakeIn, server: str
    ) -> None:
        document = take_in(PDF)

        for address in (document.url, document.file.url, default_storage.url("images/one.png")):
            assert not urlsplit(address).netloc
        assert default_storage.url("images/one.png") == "/images/images/one.png"
        assert [found.id for found in run_checks(tags=["storage"], include_deployment_checks=True)] == []

    def test_two_files_of_one_name_never_write_over_one_another(self, bucket: Any) -> None:
        together = threading.Barrier(2)
        names: list[str] = []

        def put(content: bytes) -> None:
            together.wait()
            names.append(default_storage.save("documents/same.pdf", ContentFile(content)))

        threads = [threading.Thread(target=put, args=(content,)) for content in (b"one", b"two")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert {default_storage.open(name).read() for name in names} == {b"one", b"two"}

    def test_a_replaced_file_stays_as_a_former_version_and_a_deleted_one_goes(
        self, take_in: TakeIn, editor: User, bucket: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        document = take_in(PDF)
        replace(document=document, content=BytesIO(GOOD["paper.docx"]), name="paper.docx", by=editor)

        former = document.former_versions.get()
        with former.file.open("rb") as file:
            assert file.read() == PDF
        assert len(keys(bucket)) == 2
        with django_capture_on_commit_callbacks(execute=True):
            PortalDocument.objects.get().delete()
        waiting = DBTaskResult.objects.ready().values_list("args_kwargs", flat=True)
        assert "cret" not in json.dumps(list(waiting)), "no key lies in the database"
        run_waiting()
        assert keys(bucket) == []

    def test_a_picture_is_stored_and_made_smaller(self, client: Client, editor: User, portal: None) -> None:
        from portal.files.models import PortalImage

        image = PortalImage(title="A picture", file=ContentFile(picture("PNG", 400, 300), name="picture.png"))
        image.save()
        rendition = image.get_rendition("width-100")

        assert rendition.width == 100
        client.force_login(editor)
        answer = client.get(rendition.url)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content).startswith(b"RIFF")

    def test_the_daily_round_deletes_what_nothing_names(self, take_in: TakeIn, bucket: Any) -> None:
        document = take_in(PDF)
        default_storage.save("documents/left.pdf", ContentFile(PDF))
        default_storage.save("images/left.png", ContentFile(b"a picture"))

        assert sweep(timedelta(hours=1)) == 0
        assert sweep(timedelta(seconds=-60)) == 2
        assert keys(bucket) == [f"files/{document.file.name}"]


class MoveFilesTests:
    """The files of a folder, brought into the bucket."""

    def test_every_file_that_is_named_is_copied_once_and_what_is_nowhere_is_told(
        self, take_in: TakeIn, bucket: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        document = take_in(PDF)
        stored = tmp_path / document.file.name
        stored.parent.mkdir(parents=True)
        stored.write_bytes(PDF)
        (tmp_path / "documents" / "of-nobody.pdf").write_bytes(PDF)
        default_storage.delete(document.file.name)

        call_command("move_files", "--from", str(tmp_path))
        call_command("move_files", "--from", str(tmp_path))

        assert keys(bucket) == [f"files/{document.file.name}"]
        with document.open_file() as file:
            assert file.read() == PDF
        said = capsys.readouterr().out
        assert "1 files copied, 0 were there" in said
        assert "0 files copied, 1 were there" in said
        stored.unlink()
        default_storage.delete(document.file.name)
        with pytest.raises(CommandError, match=document.file.name):
            call_command("move_files", "--from", str(tmp_path))

    def test_a_file_of_somebody_else_in_the_bucket_is_not_written_over(
        self, take_in: TakeIn, bucket: Any, tmp_path: Path
    ) -> None:
        document = take_in(PDF)
        stored = tmp_path / document.file.name
        stored.parent.mkdir(parents=True)
        stored.write_bytes(PDF)
        bucket.put_object(Bucket="portal", Key=f"files/{document.file.name}", Body=b"another portal's")
        with pytest.raises(CommandError, match="holds another file"):
            call_command("move_files", "--from", str(tmp_path))
        assert bucket.get_object(Bucket="portal", Key=keys(bucket)[0])["Body"].read() == b"another portal's"


class AwayTests:
    """The store does not answer, or not us."""

    @pytest.fixture
    def away(self, settings: Any) -> Any:
        """Call it, and nobody listens there any more."""

        def leave() -> None:
            url = "s3://key:se%2Fcret@127.0.0.1:9/portal/files?tls=no"
            settings.STORAGES = {**settings.STORAGES, "default": settings_for(url)}

        return leave

    def test_a_reader_is_told_and_the_rest_of_the_portal_works(
        self, take_in: TakeIn, make_publication: MakePublication, client: Client, away: Any
    ) -> None:
        document = carried(make_publication, take_in(PDF))
        away()

        answer = client.get(document.url)

        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert b"se/cret" not in answer.content
        assert client.get("/en/").status_code == 200

    def test_a_file_on_its_way_waits_and_is_not_given_up(self, take_in: TakeIn, away: Any, server: str) -> None:
        document = take_in(PDF)
        PortalDocument.objects.filter(pk=document.pk).update(state=State.CHECKED, attempts=0)
        away()

        for _ in range(5):
            with pytest.raises(StorageAwayError):
                advance(document.pk)

        document.refresh_from_db()
        assert (document.state, document.attempts) == (State.CHECKED, 0)

    def test_deleting_goes_on_and_a_wrong_key_or_an_open_bucket_is_told_at_the_start(
        self, bucket: Any, away: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def told() -> list[str]:
            return [str(found.id) for found in run_checks(tags=["storage"], include_deployment_checks=True)]

        open_to_all = {"ACL": "public-read", "ContentType": "text/plain"}
        monkeypatch.setattr(BucketStorage, "_get_write_parameters", lambda self, name, content=None: open_to_all)
        assert told() == ["files.E002"]
        monkeypatch.undo()
        monkeypatch.setattr(storages["default"], "bucket_name", "of-somebody-else")
        assert told() == ["files.E001"]
        away()
        assert told() == ["files.W001"]
        default_storage.delete("documents/anything.pdf")
