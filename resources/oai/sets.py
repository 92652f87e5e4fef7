"""The sets a harvester may ask for: by type, by country, by theme."""

from __future__ import annotations

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.translated import label_in
from resources.oai.models import HarvestedSet
from resources.types import type_labels

TYPE, COUNTRY, THEME = "type", "country", "theme"
_TOPS = {TYPE: "By type", COUNTRY: "By country", THEME: "By theme"}


def all_sets() -> list[tuple[str, str]]:
    """Every set in which something is or was public, with its English name, below the three ways of division."""
    told = set(HarvestedSet.objects.values_list("spec", flat=True).distinct())
    names = {f"{TYPE}:{code}": name for code, name in type_labels("en").items()}
    names |= {f"{COUNTRY}:{country.code}": label_in(country.name, "en").text for country in Country.objects.all()}
    names |= {f"{THEME}:{theme.slug}": label_in(theme.label, "en").text for theme in Theme.objects.all()}
    # A set whose word has since gone keeps its code for a name: records that ended are still told to be in it.
    below = sorted((spec, names.get(spec, spec)) for spec in told)
    return [found for top, name in _TOPS.items() for found in ((top, name), *_below(top, below))]


def _below(top: str, sets: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [found for found in sets if found[0].startswith(f"{top}:")]
