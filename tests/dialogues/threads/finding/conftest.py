"""The same talks as beside."""

from tests.dialogues.threads.conftest import house, sealed_talk, talk

__all__ = ["house", "sealed_talk", "talk"]
