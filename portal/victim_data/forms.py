"""The guard before a form: it refuses, asks for a reason or warns, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.victim_data.actions import count_findings
from portal.victim_data.findings import Findings
from portal.victim_data.guard import look
from portal.victim_data.sentences import place, question, refusal

REASON = "victim_data_reason"


class GuardedForm(forms.Form):
    """To be mixed into a form, before it in the list of bases.

    ``guarded_fields`` are the fields that people write in. Where an identifier stands in one, the form is not valid and
    the error below that field shows the place masked. Where something takes a reason, the form is not valid until the
    field ``victim_data_reason`` is filled in; it is among the fields only then. ``findings`` is what was found, for the
    counts; ``warnings`` are lines to show beside the form.

    What was found is counted under ``guarded_surface``, but not again when the reason comes with it.
    """

    guarded_fields: Sequence[str] = ("text",)
    guarded_surface = "form"

    findings: Findings = Findings()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            return
        # Here for as long as the form is read; taken out again where nothing asks.
        self.fields[REASON] = forms.CharField(
            label=_("Why it has to stand here"),
            max_length=500,
            required=False,
            help_text=_("Name nobody here either."),
        )

    @property
    def warnings(self) -> list[str]:
        """What is pointed out and stands in the way of nothing."""
        return [place(one) for one in self.findings.warns]

    @property
    def asks_for_reason(self) -> bool:
        """Whether something was found that takes a reason."""
        return bool(self.findings.asks)

    def full_clean(self) -> None:
        """Clean, and take the field for the reason away where nobody is to be asked."""
        super().full_clean()
        if not self.asks_for_reason:
            self.fields.pop(REASON, None)

    def clean(self) -> dict[str, Any]:
        """Look at every guarded field, and at the reason itself."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        found = {name: look(str(data.get(name) or "")) for name in (*self.guarded_fields, REASON)}
        in_reason = found.pop(REASON)
        self.findings = sum(found.values(), Findings())
        reason = str(data.get(REASON) or "").strip()
        for name, findings in found.items():
            if findings.held:
                self.add_error(name, refusal(findings.held))
        if in_reason.held or in_reason.asks:
            self.add_error(REASON, refusal((*in_reason.held, *in_reason.asks)))
        elif self.findings.asks and not reason:
            for name, findings in found.items():
                if findings.asks:
                    self.add_error(name, question(findings.asks))
        if self.findings and not reason:
            count_findings(self.findings, surface=self.guarded_surface)
        return data
