"""What the tests of spaces share."""

from tests.dialogues.spaces.house import house

__all__ = ["house"]
