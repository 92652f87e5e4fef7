"""Saying no in the actions: without the right, and with a sentence where something cannot be done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError


def require(by: Any, allowed: bool) -> None:
    """Raise PermissionDenied unless the act is allowed, or the portal itself acts (``by`` is None)."""
    if by is not None and not allowed:
        raise PermissionDenied


def refuse_if(condition: bool, sentence: str) -> None:
    """Raise ValidationError with the sentence where the condition holds."""
    if condition:
        raise ValidationError(sentence)
