"""The forms of spaces."""

from dialogues.spaces.forms.accepting import AcceptForm
from dialogues.spaces.forms.changing import NameForm, TightenForm
from dialogues.spaces.forms.letting_in import AdmitForm
from dialogues.spaces.forms.rules import RulesForm

__all__ = ["AcceptForm", "AdmitForm", "NameForm", "RulesForm", "TightenForm"]
