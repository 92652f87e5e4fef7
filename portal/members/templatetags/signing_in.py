"""What the page where one signs in asks."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sign_in_elsewhere() -> str:
    """The name of the identity provider of this portal; empty where there is none."""
    return str(settings.SIGN_IN_ELSEWHERE.get("name", ""))
