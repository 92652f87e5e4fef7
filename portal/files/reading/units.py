"""What the parts of a file are called, by its kind: pages, slides, sections, or parts of a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from portal.files.kinds import kind_of


@dataclass(frozen=True)
class Unit:
    """The words for a part of a file. ``place`` is how it is cited; empty where readers of the file see no numbers."""

    one: str | Promise
    some: str | Promise
    go_to: str | Promise
    place: str | Promise

    def heading(self, number: int) -> str:
        """What stands above one of them."""
        return str(self.one) % {"number": number}

    def span(self, first: int, last: int, total: int) -> str:
        """Which of them are shown."""
        return str(self.some) % {"first": first, "last": last, "total": total}

    def cited(self, number: int) -> str:
        """How one of them is cited."""
        return str(self.place) % {"number": number} if self.place else ""


PAGE = Unit(
    _("Page %(number)d"),
    _("Pages %(first)d to %(last)d of %(total)d"),
    _("Go to page"),
    # Translators: a page in a citation, as in “Balai, p. 7”.
    pgettext_lazy("citation", "p. %(number)d"),
)
SLIDE = Unit(
    _("Slide %(number)d"),
    _("Slides %(first)d to %(last)d of %(total)d"),
    _("Go to slide"),
    pgettext_lazy("citation", "slide %(number)d"),
)
SECTION = Unit(_("Section %(number)d"), _("Sections %(first)d to %(last)d of %(total)d"), _("Go to section"), "")
PART = Unit(_("Part %(number)d"), _("Parts %(first)d to %(last)d of %(total)d"), _("Go to part"), "")


def unit_of(name: str) -> Unit:
    """What a part of a file of this name is called."""
    kind = kind_of(name)
    if kind is None or not kind.is_package:
        return PAGE
    return {"pptx": SLIDE, "xlsx": PART}.get(kind.name, SECTION)


def length_of(name: str, pages: int) -> str:
    """How long a file is, in words; empty where it has no pages or slides of its own."""
    unit = unit_of(name)
    if not pages or not unit.place:
        return ""
    if unit is SLIDE:
        return ngettext("%(count)d slide", "%(count)d slides", pages) % {"count": pages}
    return ngettext("%(count)d page", "%(count)d pages", pages) % {"count": pages}
