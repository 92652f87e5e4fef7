"""Translations of posts, and who made them."""

from dialogues.translations.models.translation import Translation
from dialogues.translations.models.translator import Translator

__all__ = ["Translation", "Translator"]
