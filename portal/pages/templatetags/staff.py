"""Filters of the administration's own templates."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from portal.marking import Label
from portal.markings.models import Marking
from portal.pages.staff.translating import Standing, standing, with_publishing

register = template.Library()

#: Code that stands in a page itself; a script with an address, and data such as JSON, are none.
_CODE = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>.*?</script\s*>", re.DOTALL | re.IGNORECASE)

_READERS = {
    Label.CLEAR: _("Once published, anyone may read this."),
    Label.GREEN: _("Once published, members may read this."),
}


@register.filter
def marked(page: Any) -> Label | None:
    """The label of a page's family, or None while nobody chose one."""
    found = Marking.objects.filter(group=page.translation_key).values_list("label", flat=True).first()
    return Label(found) if found else None


@register.filter
def readers(label: Label | None) -> str:
    """Who may read what carries a label."""
    return str(_READERS[label]) if label in _READERS else str(_("Nobody but staff may read this."))


@register.simple_tag(takes_context=True)
def translation_standing(context: Any) -> Standing | None:
    """Where the translation stands that the translation editor shows."""
    return standing(context["instance"], context["request"].user) if context.get("is_page") else None


@register.filter
def editor_props(state: Standing, props: str) -> str:
    """The properties of the translation editor for this user."""
    return with_publishing(props) if state.publishes else props


@register.filter
def without_code(html: SafeString) -> SafeString:
    """What a template of Wagtail's says, without its inline code, which the policy refuses."""
    return mark_safe(_CODE.sub("", html))  # noqa: S308 - as safe as it was
