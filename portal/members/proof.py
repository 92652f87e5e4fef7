"""Whether somebody has proven themselves by more than a password: asked here, answered by whoever keeps the factors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from portal.members.models import User

#: Answers an expression over users, so that it is asked within a query and costs none of its own.
Question = Callable[[], Any]


def _by_the_kept_factors() -> Any:
    """A code or a passkey; codes to recover with are no factor of their own."""
    from allauth.mfa.models import Authenticator

    kept = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return Exists(kept)


_question: Question = _by_the_kept_factors


def answer_with(question: Question) -> None:
    """Have another expression over users decide; called once at start by whoever keeps the factors."""
    global _question
    _question = question


def second_factor() -> Any:
    """An expression over users: whether they have a second factor."""
    return _question()


def has_second_factor(user: Any) -> bool:
    """Whether this user has one, as the database stands now."""
    return User.objects.filter(Q(pk=user.pk)).annotate(proven=second_factor()).filter(proven=True).exists()
