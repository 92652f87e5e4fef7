"""A stream of bytes closed under a key, piece by piece, so that files of any size pass through little memory.

Each piece is sealed with AES-256-GCM under a key made for this one stream. Its number and whether it is the last are
part of the seal, and so is the name of the stream: nothing can be cut off, put in another order or taken from another
place without being noticed. This is the construction known as STREAM; decision 0018 says why it and not a program.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: How every closed stream begins; the number is that of this way of closing.
MAGIC = b"balai closed 1\n"
PIECE = 1 << 20
_SALT, _CHECK, _SEAL = 16, 16, 16


class WrongKeyError(Exception):
    """The stream was closed under another key."""


class DamagedError(Exception):
    """The stream is not what was closed: cut off, changed, or another one."""


def closed(pieces: Iterable[bytes], key: str, name: str) -> Iterator[bytes]:
    """The closed form of a stream, which is ``name`` and no other."""
    salt = secrets.token_bytes(_SALT)
    seal, check = _keys(key, salt)
    yield MAGIC + salt + check
    number, bound = 0, name.encode()
    ahead: bytes | None = None
    for piece in _even(pieces):
        if ahead is not None:
            yield seal.encrypt(_nonce(number, last=False), ahead, bound)
            number += 1
        ahead = piece
    yield seal.encrypt(_nonce(number, last=True), ahead or b"", bound)


def opened(file: IO[bytes], key: str, name: str) -> Iterator[bytes]:
    """The stream that was closed under this name. Raises WrongKeyError or DamagedError, the last of it at the end."""
    head = file.read(len(MAGIC) + _SALT + _CHECK)
    salt, told = head[len(MAGIC) : -_CHECK], head[-_CHECK:]
    if not head.startswith(MAGIC) or len(salt) != _SALT:
        raise DamagedError
    seal, check = _keys(key, salt)
    if not hmac.compare_digest(check, told):
        raise WrongKeyError
    number, bound = 0, name.encode()
    piece = file.read(PIECE + _SEAL)
    while True:
        following = file.read(PIECE + _SEAL)
        try:
            yield seal.decrypt(_nonce(number, last=not following), piece, bound)
        except InvalidTag as error:
            raise DamagedError from error
        if not following:
            return
        number, piece = number + 1, following


def _keys(key: str, salt: bytes) -> tuple[AESGCM, bytes]:
    """What seals this one stream, and what tells a wrong key from a damaged stream. The key is a long random text."""
    made = HKDF(SHA256(), 32 + _CHECK, salt, b"balai backup").derive(key.encode())
    return AESGCM(made[:32]), made[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size, the last of them smaller."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)
