"""Translations as the translation editor makes them, as far as a test wants them."""

from __future__ import annotations

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from portal.viewer import ANONYMOUS
from resources.models import PublicationPage


def submit(page: PublicationPage, language: str = "th") -> Translation:
    """Put a page into the translation editor; its version in the language is a draft."""
    source, _new = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code=language), enabled=True
    )
    translation.save_target(publish=False)
    return translation


def translate(translation: Translation, percent: int) -> None:
    """Translate the first so many in a hundred of the strings, and no others."""
    segments = list(StringSegment.objects.filter(source=translation.source).order_by("order"))
    StringTranslation.objects.filter(locale=translation.target_locale).delete()
    for segment in segments[: len(segments) * percent // 100]:
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"แปลแล้ว {segment.order}"},
        )


def target(translation: Translation) -> PublicationPage:
    """The version the editor writes."""
    page: PublicationPage = translation.get_target_instance().specific
    return page


def is_readable(translation: Translation) -> bool:
    """Whether a visitor may read the version."""
    pages = PublicationPage.objects.in_language(translation.target_locale.language_code)
    return pages.filter(translation_key=translation.source.object_id).visible_to(ANONYMOUS).exists()
