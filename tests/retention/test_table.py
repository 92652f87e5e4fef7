"""Every model has a row in the table or a written reason, and the table is in the documentation."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from portal.retention.registry import kinds
from portal.retention.staying import STAYS, reason
from portal.settings.keeping import DAYS, periods
from tests.architecture.test_layers import ROOT

RUN = (ROOT / "docs" / "run.md").read_text(encoding="utf-8")


class TableTests:
    def test_every_model_is_looked_after_or_has_a_reason_to_stay(self) -> None:
        looked_after = {label for kind in kinds() for label in kind.models}
        models = apps.get_models(include_auto_created=True)
        ours = [model for model in models if not model.__module__.startswith("tests.")]
        forgotten = [model._meta.label for model in ours if model._meta.label not in looked_after and not reason(model)]
        assert forgotten == [], "say how long they are kept, or why they stay (portal/retention/staying.py)"
        assert looked_after.isdisjoint(STAYS)

    def test_every_kind_stands_in_the_documentation_with_its_setting_and_what_becomes_of_it(self) -> None:
        for kind in kinds():
            row = rf"\| {re.escape(kind.name)} \| `{kind.period_setting}` \| {kind.action.value} \|"
            assert re.search(row, RUN), f"docs/run.md lacks the row of {kind.name}"

    def test_every_period_is_used_and_stands_in_the_documentation_as_it_is(self) -> None:
        assert {kind.period_setting for kind in kinds()} == set(DAYS)
        for name, days in DAYS.items():
            assert f"| `{name}` | {days} |" in RUN

    def test_less_than_a_day_stops_the_start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PORTAL_KEEP_MAILS", "0")
        with pytest.raises(ImproperlyConfigured, match="PORTAL_KEEP_MAILS"):
            periods()
