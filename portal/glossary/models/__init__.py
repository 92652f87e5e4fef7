"""Concepts, instruments, provisions, themes, audiences and victim groups."""

from portal.glossary.models.concept import Concept, Synonym
from portal.glossary.models.instrument import Instrument, Provision
from portal.glossary.models.term import Audience, Theme, VictimGroup

__all__ = ["Audience", "Concept", "Instrument", "Provision", "Synonym", "Theme", "VictimGroup"]
