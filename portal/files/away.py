"""A store of files that does not answer, told as a disk would tell it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError


class StorageAwayError(OSError):
    """The store of files does not answer, or refuses us; the text says which, and names no key."""


class StorageRefusesError(StorageAwayError):
    """The store of files answers, and refuses us: the key, its rights or the bucket are wrong."""


@contextmanager
def like_a_disk() -> Iterator[None]:
    """Let the errors of the store come as FileNotFoundError or StorageAwayError; also to be put above a method."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in {"404", "NoSuchKey"}:
            raise FileNotFoundError("The store of files does not hold this file.") from error
        raise StorageRefusesError(f"The store of files (PORTAL_STORAGE_URL) refuses: {code}.") from error
    except (BotoCoreError, Boto3Error) as error:
        name = type(error).__name__
        raise StorageAwayError(f"The store of files (PORTAL_STORAGE_URL) does not answer: {name}.") from error
