"""What the portal keeps of a person in translations, for that person."""

from __future__ import annotations

from typing import Any

from dialogues.translations.models import Translator
from portal.attribution import Attribution
from portal.members import own_data


def register_own() -> None:
    """Join the register, at start."""
    own_data.register("translations of posts", _told)


def _told(user: Any) -> dict[str, Any]:
    """Those of posts on record with their text; of all others only how many, so that no file gives a voice away."""
    made = Translator.objects.filter(user=user)
    on_record = made.filter(translation__post__attribution_rule=Attribution.ON_RECORD.value).order_by("pk")
    fields = ("translation__post__token", "translation__language", "translation__text", "at")
    return {"on record": list(on_record.values(*fields)), "others": made.count() - on_record.count()}
