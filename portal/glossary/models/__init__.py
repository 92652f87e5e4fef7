"""Instruments, provisions, themes, audiences and victim groups."""

from portal.glossary.models.instrument import Instrument, Provision
from portal.glossary.models.term import Audience, Theme, VictimGroup

__all__ = ["Audience", "Instrument", "Provision", "Theme", "VictimGroup"]
