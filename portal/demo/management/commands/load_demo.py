"""``manage.py load_demo``: the content ``make run`` starts with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.demo import (
    accounts,
    country_facts,
    delegations,
    moderation,
    publishing,
    sources,
    spaces,
    threads,
    translations,
    watches,
    watching,
)
from portal.demo.papers import attaching
from portal.pages.references import one_rebuild_for_all
from portal.progress import Progress


class Command(BaseCommand):
    """Makes what is missing of the demo; what is there, and what others made, stays as it is."""

    help = "Loads the demo content; repeatable, and refused where demo content is not allowed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Accounts, bodies, countries, people, spaces, texts, papers; each family and paper in its own transaction."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("Demo content is for one's own machine; these settings do not allow it.")
        publishing.forget()
        stands = "What was made stays. Start load_demo again: it makes what is missing."
        with Progress("families", stands=stands, verbosity=options["verbosity"]) as progress, one_rebuild_for_all():
            made, papers = self._load(progress)
        self.stdout.write(f"{made} pages of demo publications made.")
        self.stdout.write(f"{papers} papers of demo publications made.")

    def _load(self, progress: Progress) -> tuple[int, int]:
        with transaction.atomic():
            accounts.make_accounts()
            country_facts.make_bodies()
            country_facts.make_country_facts()
            country_facts.write_country_pages()
            delegations.make_members()
            spaces.make_spaces()
            threads.make_threads()
            moderation.make_cases()
            watching.make_watches()
            watches.make_watches()
            translations.make_translations()
        made = 0
        families = sources.families()
        for family in progress.over(families):
            with transaction.atomic():
                made += publishing.publish(family)
        progress.of("papers")
        return made, attaching.attach(families, progress.at)
