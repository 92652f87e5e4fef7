"""When a translation made in the translation editor may be published: when every string in it is translated.

wagtail-localize publishes whatever there is and fills the rest with the source's text. Here a partly translated page
stays a draft, whoever publishes it and by whatever way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

if TYPE_CHECKING:
    from portal.pages.models import PortalPage


def translation_of(page: PortalPage) -> Translation | None:
    """The translation editor's record for a page, or None for a version that is written on its own."""
    return (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
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
    """Refuse to put a page of the translation editor before readers while its words are not all translated.

    Raises ValidationError when strings are left to translate, and when a page that was not live would become so with a
    draft from before its last string was translated.
    """
    translation = translation_of(page)
    if translation is None:
        return
    total, done = translation.get_progress()
    if done < total:
        raise _refusal(done, total)
    if _is_behind(translation, page.live_revision) and not Page.objects.filter(pk=page.pk, live=True).exists():
        message = _("This draft is older than its translation. Publish the page, and the draft is renewed first.")
        raise ValidationError({NON_FIELD_ERRORS: [message]})


def brought_up(page: PortalPage, revision: Revision, user: Any = None) -> Revision:
    """The revision to publish: the given one, or one made anew where strings were translated after it was written.

    The drafts of the translation editor hold the source's words where there was no translation yet.
    """
    translation = translation_of(page)
    if translation is None or not _is_behind(translation, revision) or not is_publishable(page):
        return revision
    go_live_at = revision.as_object().go_live_at
    if go_live_at is not None and go_live_at > timezone.now():
        return revision
    renewed, _made = translation.source.create_or_update_translation(
        translation.target_locale, user=user, publish=False, fallback=True
    )
    return renewed.get_latest_revision()


def _is_behind(translation: Translation, revision: Revision | None) -> bool:
    """Whether a revision was not made by the translation editor, or before its last string.

    A page that was taken out of the editor is written by hand from then on, and behind nothing.
    """
    if not translation.enabled:
        return False
    if revision is None or translation.source.last_updated_at > revision.created_at:
        return True
    made = TranslationLog.objects.filter(source=translation.source, locale_id=translation.target_locale_id)
    if not made.filter(revision=revision).exists():
        return True
    strings = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    return bool(strings.filter(updated_at__gt=revision.created_at).exists())


def hold_back() -> None:
    """Have the translation editor publish inside its transaction, and only what is whole; called once at start.

    wagtail-localize publishes when its transaction is over, where a refusal could neither be told nor keep the other
    languages of the same update from being lost. What may not be published is kept as a draft.
    """
    original = Translation.save_target
    if getattr(original, "holds_back", False):
        return

    def save_target(translation: Any, user: Any = None, publish: bool = True) -> None:
        original(translation, user=user, publish=False)
        if not publish:
            return
        total, done = translation.get_progress()
        if done < total:
            raise _refusal(done, total)
        page = translation.get_target_instance()
        if user is not None and not page.permissions_for_user(user).can_publish():
            raise ValidationError({NON_FIELD_ERRORS: [_("Publishing takes a publisher. The translation is a draft.")]})
        page.get_latest_revision().publish(user=user)

    save_target.holds_back = True  # type: ignore[attr-defined]
    Translation.save_target = save_target


def _refusal(done: int, total: int) -> ValidationError:
    message = _(
        "%(done)d of %(all)d texts are translated. A translation is published when all are;"
        " until then it is kept as a draft."
    )
    # wagtail-localize looks for errors by field.
    return ValidationError({NON_FIELD_ERRORS: [message % {"done": done, "all": total}]})
