"""The forms of moderation."""

from dialogues.moderation.forms.deciding import DecideForm, FirstReadingForm, UnsealForm
from dialogues.moderation.forms.saying import AppealForm, FlagForm

__all__ = ["AppealForm", "DecideForm", "FirstReadingForm", "FlagForm", "UnsealForm"]
