"""The last word against deleting what is held, by whatever way: screens, commands, code, the daily round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import pre_delete
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from portal.retention.holds import HeldError, refuse_if_held


def watch(model: type[Model], held_with: str = "") -> None:
    """Refuse that rows of a model are deleted while they are held, or while what the named field leads to is."""

    def refuse(sender: Any, instance: Any, **_told: Any) -> None:
        thing = getattr(instance, held_with, None) if held_with else instance
        if thing is None:
            return
        if transaction.get_connection().in_atomic_block:
            # The deletion takes this row next; whoever is about to hold the thing waits for it, or has come first.
            list(thing._meta.model._base_manager.select_for_update().filter(pk=thing.pk).values_list("pk", flat=True))
        refuse_if_held(thing)

    pre_delete.connect(refuse, sender=model, weak=False, dispatch_uid=f"retention.{model._meta.label_lower}")


class HeldThingsMiddleware:
    """Tells whoever wanted to delete a held thing why that is not done; nothing has changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Back to where the deletion was asked for, with the sentence; every other exception goes its way."""
        if not isinstance(exception, HeldError):
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": str(exception)}, status=409)
        messages.error(request, str(exception))
        return redirect(request.get_full_path())
