"""Looks at the start whether pages stay under the labels that pages may carry."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from portal import access


@register()
def no_page_holds_restricted(app_configs: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """``pages.E001`` for a type of page that says it may open under a label stricter than GREEN."""
    from wagtail.models import get_page_models

    return [
        Error(
            f"{model.__name__} is a page and says that it holds what is stricter than TLP:GREEN.",
            hint="Everybody in the administration may read pages. Keep such texts in a model of their own.",
            obj=model,
            id="pages.E001",
        )
        for model in get_page_models()
        if access.holds_restricted(model)
    ]


@register(Tags.database)
def pages_keep_to_their_labels(app_configs: Any = None, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """``pages.W001`` where pages lie under a stricter label: closed to readers, but not to editors."""
    if "default" not in (databases or ()):
        return []
    from portal.pages.labels import pages_beyond

    try:
        number = pages_beyond()
    except DatabaseError:
        return []
    if not number:
        return []
    return [
        Warning(
            f"{number} pages are marked stricter than TLP:GREEN. Nobody reads them, but whoever edits pages could.",
            hint="Move what they say to where such texts are kept, and delete the pages with their revisions.",
            id="pages.W001",
        )
    ]
