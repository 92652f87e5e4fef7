"""The forms of spaces."""

from dialogues.spaces.forms.accepting import AcceptForm

__all__ = ["AcceptForm"]
