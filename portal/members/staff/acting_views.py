"""Views of the administration that act by way of ``portal.members.actions`` and never save a row themselves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet


class _SaysWhy:
    """Puts the sentence of a refusal above the form."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Act; what is refused comes back with what was typed."""
        try:
            return super().form_valid(form)  # type: ignore[misc,no-any-return]
        except ValidationError as refusal:
            form.add_error(None, refusal)
            # Wagtail says so where a form is found wrong before it is acted on, and asks for it here all the same.
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined,no-any-return]


class AddView(_SaysWhy, generic.CreateView):
    """A form that brings something about; ``act`` does it and answers the row."""

    def act(self, data: dict[str, Any]) -> Any:
        """What the form is for; raises ValidationError with one sentence where it cannot be done."""
        raise NotImplementedError

    def save_instance(self) -> Any:
        """Act on what was filled in."""
        return self.act(self.form.cleaned_data)

    def get_success_buttons(self) -> list[Any]:
        """None: not every row has a form to come back to."""
        return []


class ChangeView(_SaysWhy, generic.EditView):
    """A form that changes something; ``act`` does it and answers the row."""

    def act(self, data: dict[str, Any]) -> Any:
        """What the form is for; raises ValidationError with one sentence where it cannot be done."""
        raise NotImplementedError

    def save_instance(self) -> Any:
        """Act on what was filled in."""
        return self.act(self.form.cleaned_data)

    def get_success_buttons(self) -> list[Any]:
        """None: the list says what became of it."""
        return []


class EndView(generic.DeleteView):
    """Asks whether something is to end, and ends it; ``act`` does. Rows stay, because they say who did what."""

    success_message = _("Done, and written to the log.")
    #: The question, in words of the field.
    question = _("Are you sure?")

    def act(self) -> None:
        """What is to be done; raises ValidationError with one sentence where it cannot be."""
        raise NotImplementedError

    @property
    def confirmation_message(self) -> str:
        """The question."""
        return str(self.question)

    def get_usage_url(self) -> None:
        """None: nothing is deleted, so nothing that uses it stands in the way."""

    def delete_action(self) -> None:
        """Act."""
        self.act()

    def form_valid(self, form: Any) -> HttpResponse:
        """Act; a refusal is said above the list."""
        try:
            return super().form_valid(form)  # type: ignore[no-any-return]
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return HttpResponseRedirect(self.get_success_url())


class ActingViewSet(ModelViewSet):
    """A list with only those of the usual views that are named in ``offers``; the others have no address at all."""

    offers: tuple[str, ...] = ("add", "edit", "delete")
    add_to_reference_index = False
    copy_view_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No link to a view that is not there."""
        given: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        left_out = {"add", "edit", "delete", "history", "usage"} - set(self.offers)
        return given | {f"{name}_url_name": None for name in left_out}

    def get_urlpatterns(self) -> list[Any]:
        """The addresses of the list and of what is offered."""
        kept = {"index", "index_results", *self.offers}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]

    def register_admin_url_finder(self) -> None:
        """Only where there is a form to be found."""
        if "edit" in self.offers:
            super().register_admin_url_finder()
