"""The forms of threads."""

from dialogues.threads.forms.changing import ClosingForm, EditForm
from dialogues.threads.forms.deciding import MotiveForm, ReturnForm
from dialogues.threads.forms.ordering import MergeForm, MoveForm, SplitForm
from dialogues.threads.forms.words import PostForm, ThreadForm

__all__ = [
    "ClosingForm",
    "EditForm",
    "MergeForm",
    "MotiveForm",
    "MoveForm",
    "PostForm",
    "ReturnForm",
    "SplitForm",
    "ThreadForm",
]
