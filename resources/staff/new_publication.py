"""Where writing begins: in which language, and what kind of publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from portal.languages import BY_CODE
from resources.models import PublicationPage, PublicationsPage


def _types() -> dict[str, type[PublicationPage]]:
    """The types that can be written, by their code."""
    shelf = PublicationsPage.creatable_subpage_models()
    return {model.type_code: model for model in shelf if issubclass(model, PublicationPage)}


class NewPublicationForm(forms.Form):
    """The two questions."""

    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_(
            "The language the text is written in. A version of a publication that is here already is not a new"
            " publication: open the one that is here and choose “Translate this page”."
        ),
    )
    type = forms.ChoiceField(
        label=_("Type"), widget=forms.RadioSelect, error_messages={"required": _("Choose what you wish to write.")}
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, f"{BY_CODE[code].own_name} – {BY_CODE[code].english_name}") for code in languages]
        types = [(code, model._meta.verbose_name.capitalize()) for code, model in _types().items()]
        self.fields["language"].choices = named  # type: ignore[attr-defined]
        self.fields["type"].choices = types  # type: ignore[attr-defined]


class NewPublicationView(View):
    """Asks both questions on one screen and leads to the form of that type."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for whoever may write on some shelf."""
        shelves = PublicationsPage._default_manager.select_related("locale")
        self.shelves = {
            shelf.language: shelf for shelf in shelves if shelf.permissions_for_user(request.user).can_add_subpage()
        }
        if not self.shelves:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask, with the language of the list one comes from."""
        return self._ask(request, self._form(initial={"language": request.GET.get("locale", "en")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Lead on, or ask again."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._ask(request, form)
        model = _types()[form.cleaned_data["type"]]
        shelf = self.shelves[form.cleaned_data["language"]]
        return redirect(
            reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, shelf.pk])
        )

    def _form(self, *args: Any, **kwargs: Any) -> NewPublicationForm:
        return NewPublicationForm(*args, languages=[code for code in BY_CODE if code in self.shelves], **kwargs)

    def _ask(self, request: HttpRequest, form: NewPublicationForm) -> HttpResponse:
        return render(request, "staff/new_publication.html", {"form": form}, status=422 if form.errors else 200)
