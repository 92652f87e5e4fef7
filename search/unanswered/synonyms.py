"""From a search without results to a synonym of a concept: from the next search on it finds what the concept finds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from portal.audit import log as audit
from portal.glossary.groups import ConceptGroup
from portal.glossary.models import Concept, Synonym
from portal.languages import LANGUAGES
from portal.translated import label_in
from search.concepts import expanded
from search.query import plan_of_text
from search.unanswered.models import UnansweredQuestion


class SynonymForm(forms.Form):
    """Which concept it is another word for, and in which language."""

    text = forms.CharField(label=_("Term"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language of the term"),
        choices=[(language.code, f"{language.english_name} ({language.own_name})") for language in LANGUAGES],
        help_text=_("Suggested: the language of the readers who searched for it. Say which it really is."),
    )
    concept = forms.ModelChoiceField(
        label=_("Another way to write"),
        queryset=Concept.objects.all(),
        help_text=_("Only what means the same, never something wider. Search takes the two for one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concept"].choices = _by_group()  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """The term in one line; refused where it names a concept already, which would then mean two things."""
        text = " ".join(self.cleaned_data["text"].split())
        plan = expanded(plan_of_text(text, "en"))
        number = sum(len(chunk.words) for chunk in plan.wanted)
        named = [one.concept for one in plan.expansions if (one.start, one.end) == (0, number)]
        concept = Concept.objects.filter(slug__in=named).first()
        if concept is not None:
            raise forms.ValidationError(gettext("This is a way to write the concept “%s” already.") % concept)
        if not plan.wanted:
            raise forms.ValidationError(gettext("Write words to search for."))
        return text


def _by_group() -> list[tuple[str, list[tuple[int, str]]]]:
    """The concepts under their groups, each by its English term."""
    rows: dict[str, list[tuple[int, str]]] = {}
    for concept in Concept.objects.all():
        rows.setdefault(concept.group, []).append((concept.pk, str(label_in(concept.term, "en").text or concept.slug)))
    by_term = {group: sorted(found, key=lambda row: row[1].casefold()) for group, found in rows.items()}
    return [("", [("", "—")]), *((str(group.label), by_term[group]) for group in ConceptGroup if group in by_term)]  # type: ignore[list-item]


@transaction.atomic
def add_synonym(*, concept: Concept, language: str, text: str, by: Any) -> None:
    """Add a synonym, tell both logs, and mark the concept as changed, so that the next search knows it."""
    synonym, is_new = Synonym.objects.get_or_create(concept=concept, language=language, text=text)
    if is_new:
        concept.save(update_fields=["changed_at"])
        log(instance=concept, action="wagtail.edit", user=by)
        audit.write("glossary.synonym.added", by=by, on=concept, synonym=synonym.pk, language=language)


@require_http_methods(["GET", "POST"])
def synonym_view(request: HttpRequest, question_id: int) -> HttpResponse:
    """The screen that makes a search without results a synonym."""
    if not (request.user.has_perm("glossary.change_concept") and request.user.has_perm(_VIEW)):
        raise PermissionDenied
    question = get_object_or_404(UnansweredQuestion.objects.exclude(text=""), pk=question_id)
    form = SynonymForm(request.POST or None, initial={"text": question.text, "language": question.language})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        add_synonym(concept=told["concept"], language=told["language"], text=told["text"], by=request.user)
        edit = messages.button(concept_address(told["concept"]), gettext("Open the concept"))
        said = gettext("“%(text)s” now finds what “%(concept)s” finds.") % told
        messages.success(request, said, buttons=[edit])
        return redirect("unanswered_report")
    return render(request, "staff/unanswered_synonym.html", {"form": form, "question": question})


def concept_address(concept: Concept) -> str:
    """Where the concept is edited."""
    return reverse("wagtailsnippets_glossary_concept:edit", args=[concept.pk])


_VIEW = "unanswered.view_unansweredquestion"
