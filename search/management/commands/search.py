"""``manage.py search TEXT``: what somebody would find."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.html import strip_tags

from portal.languages import LANGUAGES, language_for
from portal.viewer import ANONYMOUS, Viewer, viewer_for
from search.breaker import breaker
from search.engines import ENGINES, engine_named
from search.explaining import explain
from search.management.engines import require_reachable
from search.management.explained import lines
from search.partitions import partitions_for
from search.pins.showing import with_pinned
from search.query import plan_of_text
from search.results import Results, ShownHit, find


class Command(BaseCommand):
    """Searches as the page does, as anybody or as a named user."""

    help = "Show what a viewer would find: manage.py search TEXT [--language th] [--as EMAIL] [--json] [--explain]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The text, and for whom."""
        parser.add_argument("text")
        parser.add_argument("--language", default="en", help="the reader's language, a code of the portal")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="search as this user instead of as anybody")
        parser.add_argument("--engine", choices=sorted(ENGINES), help="another engine than the site's")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="print how the text was understood, what was asked, and why each hit was found",
        )

    def handle(self, *, text: str, **options: Any) -> None:
        """Search and print."""
        language = language_for(options["language"])
        if language is None:
            codes = " ".join(known.code for known in LANGUAGES)
            raise CommandError(f"{options['language']!r} is no language of the portal. There are: {codes}.")
        viewer = _viewer(options["email"])
        require_reachable(options["engine"])
        engine = engine_named(options["engine"])
        with translation.override(language.code):
            found = find(plan_of_text(text, language.code, partitions_for(viewer)), viewer, engine)
            if found.is_fallback:
                self.stderr.write(f"{engine.name} does not answer, {found.engine} does: {breaker.reason}")
            for one in found.plan.ignored:
                self.stderr.write(f"left out: {one.parameter} = {one.value}")
            if options["json"]:
                self.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=2))
            page, pinned = with_pinned(found, viewer)
            if not options["json"]:
                self._print(page, pinned)
            if options["explain"]:
                # Beside JSON, which a program reads, the explanation goes to people.
                to = self.stderr if options["json"] else self.stdout
                for line in lines(explain(page, viewer, pinned=pinned, engine=engine)):
                    to.write(line)

    def _print(self, found: Results, pinned: Sequence[ShownHit]) -> None:
        self.stdout.write(
            f"{found.total}{'+' if found.is_floor else ''} found ({found.tier}, {found.engine}, {found.took_ms} ms)"
        )
        for hit in (*pinned, *found.hits):
            chosen = "  (chosen by the editors)" if hit in pinned else ""
            place = hit.page or (hit.in_file.page if hit.in_file else None)
            on = f" ({strip_tags(place.label)})" if place else ""
            self.stdout.write(f"{hit.language:8} {hit.reference:12} {hit.title}{on}  {hit.url}{chosen}")


def _viewer(email: str | None) -> Viewer:
    if not email:
        return ANONYMOUS
    user = get_user_model()._default_manager.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"There is no user {email}.")
    return viewer_for(user)


def as_json(found: Results) -> dict[str, object]:
    """The results as the contract of the command promises them."""
    return {
        "query": found.plan.text,
        "total": found.total,
        "tier": found.tier.value,
        "engine": found.engine,
        "took_ms": found.took_ms,
        "results": [_hit_as_json(hit) for hit in found.hits],
        "facets": {facet: dict(counts) for facet, counts in found.facets.items()},
    }


def _hit_as_json(hit: ShownHit) -> dict[str, object]:
    return {
        "key": hit.key,
        "title": hit.title,
        "url": hit.url,
        "type": hit.type,
        "language": hit.language,
        "languages": [code for code, _address in hit.languages],
        "snippet": str(hit.snippet or hit.version_snippet),
        "marking": str(hit.marking),
    }
