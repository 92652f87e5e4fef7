"""``manage.py remove_demo``: takes out what the demo made, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page

from portal.demo.country_facts import clear_country_pages
from portal.demo.leaving import close_what_stays, remove_seats
from portal.demo.models import DemoObject
from portal.demo.papers.choice import DOCUMENT
from portal.demo.spaces import remove_spaces
from portal.demo.threads import remove_threads
from portal.demo.watches import remove_watches
from portal.demo.watching import remove_choices
from portal.files.models import PortalDocument
from portal.markings.models import Marking
from portal.members.models import Body, Delegation, User
from portal.pages.models import Authority, NationalLaw, Service
from portal.progress import Progress


class Command(BaseCommand):
    """Removes demo pages, papers, spaces, people, bodies and facts, and their mark; what others made stays."""

    help = "Takes the demo content and its mark out; what others made stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove everything marked, in one transaction."""
        marked: dict[str, list[str]] = defaultdict(list)
        for kind, key in DemoObject.objects.values_list("kind", "key"):
            marked[kind].append(key)
        stands = "Nothing was removed. Start remove_demo again."
        with Progress("pages", stands=stands, verbosity=options["verbosity"]) as progress, transaction.atomic():
            for page in progress.over(list(Page.objects.filter(pk__in=marked["page"]).order_by("-path"))):
                page.specific.delete()
            # A version that staff wrote of a demo text stays, and so does its label.
            left = Page.objects.filter(translation_key__in=marked["family"]).values("translation_key")
            Marking.objects.filter(group__in=marked["family"]).exclude(group__in=left).delete()
            clear_country_pages(marked["country_page"])
            for model, kind in ((NationalLaw, "law"), (Authority, "authority"), (Service, "service")):
                model._default_manager.filter(pk__in=marked[kind]).delete()
            remove_watches(marked)
            remove_threads(marked)
            remove_choices(marked)
            remove_spaces(marked)
            remove_seats(marked)
            kept = [
                *self._remove_unused(PortalDocument, "pk", marked[DOCUMENT]),
                *self._remove_unused(User, "email", marked["user"]),
                *self._remove_unused(Delegation, "slug", marked["delegation"]),
                *self._remove_unused(Body, "slug", marked["body"]),
            ]
            close_what_stays(marked["user"])
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
