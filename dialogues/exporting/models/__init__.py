"""Wishes to take something home, and the consent of the owners."""

from dialogues.exporting.models.export import Export, ExportConsent

__all__ = ["Export", "ExportConsent"]
