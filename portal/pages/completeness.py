"""When a translation made in the translation editor may be published: when every string in it is translated.

wagtail-localize publishes whatever there is and fills the rest with the source's text. Here a partly translated page
stays a draft, whoever publishes it and by whatever way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

if TYPE_CHECKING:
    from portal.pages.models import PortalPage


def translation_of(page: PortalPage) -> Translation | None:
    """The translation editor's record for a page, or None for a version that is written on its own."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .exclude(source__locale_id=page.locale_id)
        .select_related("source")
        .first()
    )


def progress(page: PortalPage) -> tuple[int, int] | None:
    """(strings translated, strings in all) for a page in the translation editor, else None."""
    translation = translation_of(page)
    if translation is None:
        return None
    total, translated = translation.get_progress()
    return translated, total


def is_publishable(page: PortalPage) -> bool:
    """Whether nothing is left to translate."""
    state = progress(page)
    return state is None or state[0] >= state[1]


def require_complete(page: PortalPage) -> None:
    """Raise ValidationError when a page in the translation editor still has strings to translate."""
    state = progress(page)
    if state is not None and state[0] < state[1]:
        message = _(
            "%(done)d of %(all)d texts are translated. A translation is published when all are;"
            " until then it is kept as a draft."
        )
        # wagtail-localize looks for errors by field.
        raise ValidationError({NON_FIELD_ERRORS: [message % {"done": state[0], "all": state[1]}]})
