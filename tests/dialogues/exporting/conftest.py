"""What the tests of exports share: the talk of the tests of threads."""

from tests.dialogues.spaces.house import house
from tests.dialogues.threads.conftest import sealed_talk, talk

__all__ = ["house", "sealed_talk", "talk"]
