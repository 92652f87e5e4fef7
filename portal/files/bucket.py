"""Files in a bucket that speaks S3 (``PORTAL_STORAGE_URL``), for a portal on several machines.

The bucket is a disk and nothing more: no address of it is ever handed out, and what a viewer gets comes through the
view that asks the rule. Every file gets a folder of its own, with a name made by chance, so that two machines never
write over one another.
"""

from __future__ import annotations

import io
import logging
import posixpath
import secrets
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from botocore.config import Config
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from portal.files.away import StorageAwayError, like_a_disk
from portal.files.bucket_reading import ObjectReader

logger = logging.getLogger("portal.files")

#: Nobody waits long for a store that is away; a large file has its time, piece by piece.
_CONNECTING = {
    "signature_version": "s3v4",
    "connect_timeout": 3,
    "read_timeout": 20,
    "retries": {"mode": "standard", "total_max_attempts": 3},
    # Newer sums of a request's content are unknown to many servers that speak S3.
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


class BucketStorage(S3Storage):
    """django-storages' own, private throughout and with the errors of a disk."""

    def __init__(self, **options: Any) -> None:
        style = options.pop("addressing_style", "path")
        super().__init__(
            **options,
            client_config=Config(s3={"addressing_style": style}, **_CONNECTING),
            default_acl=None,
            file_overwrite=False,
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How to come by this store again: from the settings. What tasks and migrations keep holds no key."""
        return f"{site_storage.__module__}.{site_storage.__qualname__}", [], {}

    @property
    def bucket(self) -> Any:
        """The bucket, over the connection of this thread: connections are not made for several."""
        return self.connection.Bucket(self.bucket_name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name in a folder of its own."""
        folder, file = posixpath.split(clean_name(name))
        available: str = super().get_available_name(posixpath.join(folder, secrets.token_hex(5), file), max_length)
        return available

    def url(self, name: str, *_args: Any, **_named: Any) -> str:
        """The portal's own address of a picture, whose view asks the rule; never one of the bucket."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(clean_name(name)))

    @like_a_disk()
    def exists(self, name: str) -> bool:
        """Whether a file lies there."""
        return bool(super().exists(name))

    @like_a_disk()
    def size(self, name: str) -> int:
        """Its bytes."""
        return int(super().size(name))

    def delete(self, name: str) -> None:
        """Delete it; nothing happens where there is none.

        Its row has gone before: a store that is away keeps nobody from going on, and the daily round
        (``portal.files.pipeline.mending``) deletes what is left.
        """
        try:
            with like_a_disk():
                super().delete(name)
        except StorageAwayError as away:
            logger.warning("A file that nothing names any more could not be deleted now: %s", away)

    @like_a_disk()
    def get_modified_time(self, name: str) -> Any:
        """When it was written."""
        return super().get_modified_time(name)

    @like_a_disk()
    def listdir(self, name: str) -> Any:
        """The folders and the files in a folder."""
        return super().listdir(name)

    @like_a_disk()
    def names_below(self, folder: str) -> list[str]:
        """Every file in a folder and in the folders of that, in a few requests however many there are; "" for all."""
        return list(self._names(f"{folder}/" if folder else ""))

    def _names(self, beginning: str) -> Iterator[str]:
        start = f"{self.location}/" if self.location else ""
        for page in self.connection.meta.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket_name, Prefix=start + beginning
        ):
            for entry in page.get("Contents", ()):
                yield entry["Key"].removeprefix(start)

    @like_a_disk()
    def _save(self, name: str, content: Any) -> str:
        return str(super()._save(name, content))

    @like_a_disk()
    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise ValueError("A file in the bucket is opened for reading only.")
        key, client = self._normalize_name(clean_name(name)), self.connection.meta.client
        size = client.head_object(Bucket=self.bucket_name, Key=key)["ContentLength"]

        def fetch(first: int) -> Any:
            return client.get_object(Bucket=self.bucket_name, Key=key, Range=f"bytes={first}-")["Body"]

        reader = io.BufferedReader(ObjectReader(size, fetch), buffer_size=1 << 18)
        return File(reader, name=name)


def site_storage() -> Any:
    """The store of the files of this site."""
    return storages["default"]
