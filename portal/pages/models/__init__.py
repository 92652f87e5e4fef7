"""Pages of the shell and the facts a country page shows."""

from portal.pages.models.base import PortalPage
from portal.pages.models.country import CountriesPage, CountryPage
from portal.pages.models.facts import Authority, NationalLaw, Service
from portal.pages.models.home import HomePage
from portal.pages.models.information import InformationPage
from portal.pages.models.stamp import PublishedStamp
from portal.pages.models.theme import ThemePage, ThemesPage

__all__ = [
    "Authority",
    "CountriesPage",
    "CountryPage",
    "HomePage",
    "InformationPage",
    "NationalLaw",
    "PortalPage",
    "PublishedStamp",
    "Service",
    "ThemePage",
    "ThemesPage",
]
