"""The addresses of the import, below the administration."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path

from resources.staff.importing import views


def addresses() -> list[Any]:
    """Every address; the words come before the tokens, which look like words."""
    return [
        path("import/", views.imports, name="import_publications"),
        re_path(r"^import/example\.(?P<form>csv|xlsx)$", views.example_table, name="import_publications_example"),
        path("import/<str:token>/", views.one, name="import_publications_one"),
        path("import/<str:token>/decide/", views.decide, name="import_publications_decide"),
        path("import/<str:token>/refused.csv", views.report, name="import_publications_report"),
    ]
