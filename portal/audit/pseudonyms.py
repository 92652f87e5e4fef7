"""Telling one person from another where nobody may know who they are."""

from __future__ import annotations

from typing import Any

from django.utils.crypto import salted_hmac

_LENGTH = 20


def pseudonym(person: Any, kind: str, key: str) -> str:
    """The same for every act of a person on one thing, another on every other thing; it leads back to nobody.

    It is keyed with the secret of the portal: whoever has the table alone cannot try people against it.
    """
    return salted_hmac("portal.audit.pseudonym", f"{kind}\n{key}\n{person.pk}", algorithm="sha256").hexdigest()[
        :_LENGTH
    ]
