"""Publications, one type a module."""

from resources.models.brief import ResearchBriefPage
from resources.models.guideline import GuidelinePage, ImplementationRow
from resources.models.initiative import InitiativePage
from resources.models.instrument import LegalInstrumentPage
from resources.models.publication import PublicationFile, PublicationPage, PublicationsPage, PublicationVersion
from resources.models.table_import import ImportedRow, ImportState, TableImport
from resources.models.tool import ToolPage

__all__ = [
    "GuidelinePage",
    "ImplementationRow",
    "ImportState",
    "ImportedRow",
    "InitiativePage",
    "LegalInstrumentPage",
    "PublicationFile",
    "PublicationPage",
    "PublicationVersion",
    "PublicationsPage",
    "ResearchBriefPage",
    "TableImport",
    "ToolPage",
]
