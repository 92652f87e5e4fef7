"""A library of thousands of publications, multiplied from the demo's texts.

Run as ``python -m tests.benchmarks.library NUMBER`` with the settings and the data folder to fill. Every publication is
saved as the demo's own are, page by page with its marking and its row in the index; what is there already stays. The
texts are shuffled: each new one has the answer of one publication, sections of others in the same language, and the
subjects of others again, so that searches and filters do not find the same few things a hundred times over.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portal.demo.sources import Family

#: How many families go into one transaction.
BATCH = 20
#: Every so many families is marked GREEN, so that the rule has something to leave out.
_GREEN_EACH = 25
#: In how many languages a family stands that could be had in all of them.
_SPREADS = (1, 1, 1, 2, 2, 3, 5)
_FIRST_YEAR, _YEARS = 2001, 25
_SUBJECTS = ("countries", "themes", "provisions", "audiences", "victim_groups", "bodies")


class Multiplier:
    """Makes families out of those there are; the same number makes the same family each time."""

    def __init__(self, families: list[Family]) -> None:
        self._families = families
        self._translated = [family for family in families if len(family.texts) > 3]
        self._sections: dict[str, list[str]] = {}
        for family in families:
            for code, (_front, body) in family.texts.items():
                self._sections.setdefault(code, []).extend(_sections(body))

    def family(self, number: int) -> Family:
        """The family of a number, from 0 to 22,499; none has the reference of another or of the demo."""
        # Seeded, so that two machines measure the same library.
        chance = random.Random(number)
        source = chance.choice(self._translated if chance.random() < 0.55 else self._families)
        year = _FIRST_YEAR + number % _YEARS
        issued = date(year, 1, 1) + timedelta(days=chance.randrange(360))
        facts = {
            **source.facts,
            **{name: chance.choice(self._families).facts.get(name) or [] for name in _SUBJECTS},
            "issued": issued,
            "posted": issued + timedelta(days=chance.randrange(1, 30)),
            "marking": "CLEAR" if number % _GREEN_EACH else "GREEN",
        }
        for name in ("themes", "audiences", "bodies"):
            facts[name] = facts[name] or source.facts[name]
        codes = sorted(chance.sample(sorted(source.texts), min(len(source.texts), chance.choice(_SPREADS))))
        texts = {code: self._text(chance, code, *source.texts[code]) for code in codes}
        reference = f"{source.reference[0]}-{year}-{100 + number // _YEARS}"
        return type(source)(reference=reference, facts=facts, texts=texts)

    def _text(self, chance: random.Random, code: str, front: dict[str, Any], body: str) -> tuple[dict[str, Any], str]:
        pool = self._sections[code]
        chosen = chance.sample(pool, min(len(pool), max(2, len(_sections(body)))))
        heading = chosen[0].partition("\n")[0]
        return {**front, "title": f"{front['title']}: {heading}"[:250]}, "".join(f"## {each}" for each in chosen)


def _sections(body: str) -> list[str]:
    return [f"{section.strip()}\n\n" for section in f"\n{body}".split("\n## ")[1:]]


def fill(number: int) -> int:
    """Publish families until there are ``number``; answers how many were made."""
    from django.db import transaction
    from wagtail.signal_handlers import disable_reference_index_auto_update

    from portal.demo import publishing, sources
    from resources.models import PublicationPage

    def present() -> int:
        return int(PublicationPage.objects.values("translation_key").distinct().count())

    multiplier = Multiplier(sources.families())
    before, began = present(), time.monotonic()
    missing = number - before
    taken = set(PublicationPage.objects.values_list("reference", flat=True))
    candidates = (family for family in map(multiplier.family, range(22_500)) if family.reference not in taken)
    # Who refers to whom is told to staff alone, and keeping it up would be left to the worker for minutes.
    with disable_reference_index_auto_update():
        for start in range(0, missing, BATCH):
            with transaction.atomic():
                for _each in range(min(BATCH, missing - start)):
                    publishing.publish(next(candidates))
            if start % 500 == 0:
                print(f"  {before + start:,} of {number:,} publications, {time.monotonic() - began:.0f} s", flush=True)
    return max(0, missing)


if __name__ == "__main__":
    import django

    django.setup()
    print(f"  {fill(int(sys.argv[1])):,} publications made", flush=True)
