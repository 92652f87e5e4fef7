"""Somebody who writes: changes publications at a steady rate, each change a transaction of its own, as staff make them.

``python -m tests.drills.writing --seed 1 --per-second 25`` goes on until it has made ``--changes`` of them or is asked
to end by SIGTERM; its last line tells in JSON what it did. Most changes rewrite a text and publish it; some hide one,
or bring it back, tighten a label, make a new publication or delete one. With ``--plain`` most rewrite the row and tell
the registry, as a bulk change does, because two cores do not bear fifty publishings a second beside everything else.
"""

from __future__ import annotations

import json
import random
import signal
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resources.models import ToolPage

#: Of a hundred changes.
SHARES = {"rewritten": 78, "hidden or back": 10, "relabelled": 4, "new": 4, "deleted": 4}
#: The words of writers begin above those of the library.
_FIRST_WORD = 100_000
#: Each writer has room for so many words and new publications.
_ROOM = 100_000


class Writer:
    """Makes changes by lot. Only the writer with seed 0 makes new publications and deletes them again."""

    def __init__(self, seed: int, *, plain: bool) -> None:
        from tests.drills.library import MOVING_YEAR, NEW_YEAR, number_of

        self._seed, self._plain = seed, plain
        self._chance = random.Random(seed)
        self._word = _FIRST_WORD + _ROOM * seed
        self._years = (MOVING_YEAR, NEW_YEAR)
        self._moving = list(self._pages().values_list("pk", flat=True).order_by("pk"))
        last = self._new().order_by("-reference").values_list("reference", flat=True).first()
        self._made = number_of(NEW_YEAR, last) if last else 0
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []

    def change(self) -> None:
        """Make one change; what it raises is noted."""
        from django.db import transaction

        kinds = dict(SHARES) if self._seed == 0 else {kind: SHARES[kind] for kind in list(SHARES)[:3]}
        (kind,) = self._chance.choices(list(kinds), list(kinds.values()))
        by_kind: dict[str, Callable[[], None]] = {
            "rewritten": self._rewrite,
            "hidden or back": self._hide_or_show,
            "relabelled": self._relabel,
            "new": self._make,
            "deleted": self._delete,
        }
        try:
            with transaction.atomic():
                by_kind[kind]()
        except Exception as error:
            self.failed.append(f"{kind}: {error!r}")
        else:
            self.done[kind] += 1

    def _next_word(self) -> str:
        from tests.drills.library import rare_word

        self._word += 1
        return rare_word(self._word)

    def _pages(self) -> Any:
        from resources.models import ToolPage

        return ToolPage.objects.filter(reference__gte=f"T-{self._years[0]}", reference__lt=f"T-{self._years[1]}")

    def _new(self) -> Any:
        from resources.models import ToolPage

        return ToolPage.objects.filter(reference__gte=f"T-{self._years[1]}")

    def _any(self) -> ToolPage:
        page: ToolPage = self._pages().get(pk=self._chance.choice(self._moving))
        return page

    def _rewrite(self) -> None:
        from tests.drills.library import said

        if self._plain:
            self._rewrite_row()
            return
        page = self._any()
        for name, value in said(page.language, self._next_word()).items():
            setattr(page, name, value)
        page.save_revision().publish()

    def _rewrite_row(self) -> None:
        from portal import indexing

        word, key = self._next_word(), self._chance.choice(self._moving)
        # In the order in which a page is saved: who locks rows of two tables the other way round waits in a circle.
        self._pages().filter(pk=key).update(title=f"Screening interview {word}", says=f"What it says. {word}")
        indexing.changed(f"page:{key}")

    def _hide_or_show(self) -> None:
        page = self._any()
        if page.live:
            page.unpublish()
        else:
            page.save_revision().publish()

    def _relabel(self) -> None:
        from portal.marking import Label
        from portal.markings.actions import set_marking

        set_marking(group=self._any().translation_key, label=Label.GREEN, by=None)

    def _make(self) -> None:
        from tests.drills.library import make

        self._made += 1
        make(self._years[1], self._made, self._chance.choice(["en", "th"]), self._next_word())

    def _delete(self) -> None:
        page = self._new().order_by("?").first()
        if page is not None:
            page.delete()


def write(writer: Writer, per_second: float, changes: int) -> dict[str, object]:
    """Write until so many changes are made (0: until asked to end); answers what was done, and how fast."""
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: ended.append(number))
    began, number = time.monotonic(), 0
    while not ended and not (changes and number >= changes):
        time.sleep(max(0.0, began + number / per_second - time.monotonic()))
        writer.change()
        number += 1
    took = time.monotonic() - began
    return {"done": dict(writer.done), "failed": writer.failed, "changes": number, "seconds": took}


if __name__ == "__main__":
    import django

    django.setup()
    parser = ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--per-second", type=float, required=True)
    parser.add_argument("--changes", type=int, default=0)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    writes = Writer(options.seed, plain=options.plain)
    print("writes", flush=True)
    print(json.dumps(write(writes, options.per_second, options.changes)), flush=True)
