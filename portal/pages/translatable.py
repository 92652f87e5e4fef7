"""What a translator meets of a page: texts. Numbers, dates, statuses and subjects are the family's, not a language's.

Whatever is not named here wagtail-localize derives from the kind of field: texts are translated, the rest follows the
source.
"""

from __future__ import annotations

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


def facts(*names: str) -> list[BaseTranslatableField]:
    """Fields that follow the source in every language, and that no translator can change."""
    return [SynchronizedField(name, overridable=False) for name in names]


def own(*names: str) -> list[BaseTranslatableField]:
    """Fields that each language has for itself: neither translated nor copied."""
    return [BaseTranslatableField(name) for name in names]
