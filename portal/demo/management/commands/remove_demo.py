"""``manage.py remove_demo``: takes out what the demo made, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page

from portal.demo.models import DemoObject
from portal.markings.models import Marking
from portal.members.models import Body, User
from portal.pages.models import Authority, CountryPage, NationalLaw, Service


class Command(BaseCommand):
    """Removes demo pages, accounts, bodies and facts, and their mark; what others made stays."""

    help = "Takes the demo content and its mark out; what others made stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove everything marked, in one transaction."""
        marked: dict[str, list[str]] = defaultdict(list)
        for kind, key in DemoObject.objects.values_list("kind", "key"):
            marked[kind].append(key)
        with transaction.atomic():
            for page in Page.objects.filter(translation_key__in=marked["family"]).order_by("-path"):
                page.specific.delete()
            Marking.objects.filter(group__in=marked["family"]).delete()
            for page in CountryPage.objects.filter(pk__in=marked["country_page"]):
                page.lead = page.context_notes = ""
                page.save()
            for model, kind in ((NationalLaw, "law"), (Authority, "authority"), (Service, "service")):
                model._default_manager.filter(pk__in=marked[kind]).delete()
            kept = [
                *self._remove_unused(User, "email", marked["user"]),
                *self._remove_unused(Body, "slug", marked["body"]),
            ]
            DemoObject.objects.all().delete()
        self.stdout.write("The demo content and its mark are gone.")
        for name in kept:
            self.stdout.write(f"Kept, because others' work points to it: {name}")

    def _remove_unused(self, model: Any, field: str, names: list[str]) -> list[str]:
        kept = []
        for item in model.objects.filter(**{f"{field}__in": names}):
            try:
                with transaction.atomic():
                    item.delete()
            except ProtectedError:
                kept.append(str(item))
        return kept
