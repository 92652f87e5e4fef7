"""Addresses of search, below ``/<language>/search/``."""

from __future__ import annotations

from django.urls import path

from search.exporting import export
from search.help.views import help_page
from search.suggestions.views import suggestions
from search.views import results

app_name = "search"

urlpatterns = [
    path("", results, name="results"),
    path("help/", help_page, name="help"),
    path("table.<str:form>", export, name="export"),
    path("suggestions", suggestions, name="suggestions"),
]
