"""What is kept of moderation: cases, reports, decisions, and what was sealed."""

from dialogues.moderation.models.case import Case
from dialogues.moderation.models.decision import Decision
from dialogues.moderation.models.flag import Flag
from dialogues.moderation.models.sealed import Sealed, Unsealing

__all__ = ["Case", "Decision", "Flag", "Sealed", "Unsealing"]
