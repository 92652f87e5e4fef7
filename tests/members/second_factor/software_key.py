"""A passkey made of software: answers what a browser with an authenticator would, with and without its owner's PIN."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftwareKey:
    """One key pair for one site."""

    def __init__(self, host: str = "localhost", verifies: bool = True) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.host, self.identity = host, b"software key 001"
        self.flags = PRESENT | (VERIFIED if verifies else 0)

    def create(self, options: Any) -> str:
        """The answer to being set up."""
        data = AttestedCredentialData.create(
            b"\0" * 16, self.identity, ES256.from_cryptography_key(self.private.public_key())
        )
        seen = AuthenticatorData.create(self._site(), self.flags | ATTESTED, 0, data)
        attested = AttestationObject.create("none", seen, {})
        return self._told("webauthn.create", options, lambda _client: {"attestationObject": _text(bytes(attested))})

    def get(self, options: Any, user: Any = None) -> str:
        """The answer to being asked; ``user`` is who the key says it belongs to."""
        seen = bytes(AuthenticatorData.create(self._site(), self.flags, 1))
        handle = {"userHandle": _text(user_pk_to_url_str(user).encode())} if user else {}

        def answered(client: bytes) -> dict[str, str]:
            signature = self.private.sign(seen + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
            return {"authenticatorData": _text(seen), "signature": _text(signature), **handle}

        return self._told("webauthn.get", options, answered)

    def _told(self, kind: str, options: Any, more: Any) -> str:
        client = json.dumps(
            {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": f"https://{self.host}"}
        ).encode()
        return json.dumps(
            {
                "id": _text(self.identity),
                "rawId": _text(self.identity),
                "type": "public-key",
                "clientExtensionResults": {"credProps": {"rk": True}},
                "response": {"clientDataJSON": _text(client), **more(client)},
            }
        )

    def _site(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
