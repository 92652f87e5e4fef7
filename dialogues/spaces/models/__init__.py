"""Spaces, their owners and members, the rules of the house, and what takes more than one to decide."""

from dialogues.spaces.models.denial import SpaceDenial
from dialogues.spaces.models.entry import BreakGlassEntry
from dialogues.spaces.models.membership import Role, SpaceMembership
from dialogues.spaces.models.proposal import Consent, Proposal
from dialogues.spaces.models.rules import HouseRules, RulesAcceptance
from dialogues.spaces.models.space import Space, SpaceOwner

__all__ = [
    "BreakGlassEntry",
    "Consent",
    "HouseRules",
    "Proposal",
    "Role",
    "RulesAcceptance",
    "Space",
    "SpaceDenial",
    "SpaceMembership",
    "SpaceOwner",
]
