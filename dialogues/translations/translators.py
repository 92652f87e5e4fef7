"""The sealed table of translators, which is asked whether a text is mine, and how fast I send."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from dialogues.threads.limits import MOST_POSTS, WITHIN, TooManyError
from dialogues.translations.models import Translation, Translator


def seal(translation: Translation, user: Any) -> None:
    """Keep who wrote the text that a translation has now, in the transaction in which it is sent."""
    Translator.objects.update_or_create(translation=translation, defaults={"user": user, "at": timezone.now()})


def mine(user_id: int | None, translations: Iterable[Translation]) -> frozenset[int]:
    """The numbers of those of some translations whose text this person wrote."""
    if user_id is None:
        return frozenset()
    wanted = [translation.pk for translation in translations]
    return frozenset(
        Translator.objects.filter(user=user_id, translation__in=wanted).values_list("translation", flat=True)
    )


def refuse_haste(user: Any) -> None:
    """Raise TooManyError for who has sent as many translations as may be sent for now."""
    since = timezone.now() - WITHIN
    times = Translator.objects.filter(user=user, at__gt=since).order_by("-at").values_list("at", flat=True)
    newest = list(times[:MOST_POSTS])
    if len(newest) == MOST_POSTS:
        raise TooManyError(max(1, math.ceil((newest[-1] - since).total_seconds())))
