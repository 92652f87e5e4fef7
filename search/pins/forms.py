"""What is asked of a pinned result before it is kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from search.pins.models import PinnedPhrase
from search.query.question import question_in


class PinningForm(WagtailAdminModelForm):
    """Every phrasing holds something to search for and is pinned in one place only; no page stands twice."""

    def is_valid(self) -> bool:
        """Judge the rows together, once each of them is good by itself."""
        if not super().is_valid():
            return False
        self._judge_phrases()
        self._judge_pages()
        return bool(super().is_valid())

    def _judge_phrases(self) -> None:
        taken = self._taken()
        for form in self._rows("phrases"):
            question = question_in(form.cleaned_data["text"])
            if not question:
                form.add_error("text", _("Write words to search for, without a minus and without a filter."))
            elif question in taken:
                form.add_error("text", _("The search takes this for the same as “%s”.") % taken[question])
            else:
                taken[question] = form.cleaned_data["text"]

    def _taken(self) -> dict[str, str]:
        """What is pinned elsewhere for readers of the same language."""
        others = PinnedPhrase.objects.exclude(pinning=self.instance.pk)
        same_readers = others.filter(pinning__language=self.cleaned_data["language"])
        return {question_in(text): text for text in same_readers.values_list("text", flat=True)}

    def _judge_pages(self) -> None:
        families = set()
        for form in self._rows("pages"):
            family = form.cleaned_data["page"].translation_key
            if family in families:
                form.add_error("page", _("This page is chosen already, perhaps in another language."))
            families.add(family)

    def _rows(self, name: str) -> list[Any]:
        formset = self.formsets[name]
        return [form for form in formset.forms if form.cleaned_data and form not in formset.deleted_forms]
