"""Whether the store of files that ``PORTAL_STORAGE_URL`` names keeps what it is given, and keeps it to itself."""

from __future__ import annotations

import secrets
from typing import Any

from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from portal.files.away import StorageAwayError, StorageRefusesError
from portal.files.bucket import BucketStorage

_SAID = b"Written by the check of the portal, and deleted at once."


@register("storage", deploy=True)
def bucket_keeps_files_to_itself(**_kwargs: Any) -> list[CheckMessage]:
    """Write an object, read it, ask for it without a key, and delete it."""
    storage = storages["default"]
    if not isinstance(storage, BucketStorage):
        return []
    name = f"check-{secrets.token_hex(8)}.txt"
    try:
        storage._save(name, ContentFile(_SAID))
        with storage.open(name) as file:
            whole = file.read() == _SAID
        public = _answers_anybody(storage, name)
        storage.delete(name)
    except StorageRefusesError as error:
        rights = "Look at the bucket, the key and its rights (list, read, write, delete) in PORTAL_STORAGE_URL."
        return [Error(str(error), hint=rights, id="files.E001")]
    except StorageAwayError as error:
        # Everything but files works without it.
        return [Warning(str(error), hint="Look at the host in PORTAL_STORAGE_URL.", id="files.W001")]
    if public:
        return [
            Error(
                "The bucket that PORTAL_STORAGE_URL names gives files to anybody who asks.",
                hint="Close it: forbid access without a key. The portal alone decides who may read a file.",
                id="files.E002",
            )
        ]
    return [] if whole else [Error("The store of files gave back something else than was written.", id="files.E003")]


def _answers_anybody(storage: BucketStorage, name: str) -> bool:
    """Whether an object is given to one who shows no key."""
    client = storage._create_session().client(
        "s3",
        region_name=storage.region_name,
        endpoint_url=storage.endpoint_url,
        verify=storage.verify,
        config=storage.client_config.merge(Config(signature_version=UNSIGNED)),
    )
    try:
        client.get_object(Bucket=storage.bucket_name, Key=storage._normalize_name(name))
    except (ClientError, BotoCoreError):
        return False
    return True
