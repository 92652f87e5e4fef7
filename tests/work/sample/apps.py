"""The sample app, with a duty that is due once an hour."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings

from portal.work.duties import register_duty
from tests.work.sample.marks import mark


def strike() -> None:
    """Mark one stroke of the clock."""
    mark(str(settings.FOLDER / "strokes"), "stroke")


class SampleConfig(AppConfig):
    """Registers the duty as every app does."""

    name = "tests.work.sample"
    label = "work_sample"

    def ready(self) -> None:
        """Register the duty."""
        register_duty("sample.strike", timedelta(hours=1), strike)
