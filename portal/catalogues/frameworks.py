"""What the frameworks already say in a language, so that our catalogues need not repeat it."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path

import django
from babel.messages.catalog import Message
from django.apps import apps
from django.utils.translation import to_locale


def spoken_by_a_framework(message: Message, code: str) -> bool:
    """Whether Django or an installed app brings a translation of this message into this language."""
    return any(_holds(catalogue, message) for catalogue in _catalogues(code))


@lru_cache
def _catalogues(code: str) -> tuple[GNUTranslations, ...]:
    folders = [Path(django.__file__).parent / "conf" / "locale"]
    folders += [Path(config.path) / "locale" for config in apps.get_app_configs()]
    found = []
    for folder in folders:
        path = folder / to_locale(code) / "LC_MESSAGES" / "django.mo"
        if path.is_file():
            with path.open("rb") as file:
                found.append(GNUTranslations(file))
    return tuple(found)


def _holds(catalogue: GNUTranslations, message: Message) -> bool:
    if isinstance(message.id, str):
        if message.context:
            return catalogue.pgettext(message.context, message.id) != message.id
        return catalogue.gettext(message.id) != message.id
    one, many = message.id[0], message.id[1]
    if message.context:
        return catalogue.npgettext(message.context, one, many, 2) != many
    return catalogue.ngettext(one, many, 2) != many
