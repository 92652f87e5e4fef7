"""Locales, countries, themes, audiences, victim groups, instruments and provisions."""

from __future__ import annotations

from pathlib import Path

from wagtail.models import Locale

from portal.countries.models import Country
from portal.glossary.models import Audience, Instrument, Provision, Theme, VictimGroup
from portal.glossary.models.term import Term
from portal.languages import LANGUAGES
from portal.pages.setting_up.label_files import filled, joined

_PORTAL = Path(__file__).resolve().parent.parent.parent
COUNTRY_LABELS = _PORTAL / "countries" / "labels"
GLOSSARY_LABELS = _PORTAL / "glossary" / "labels"

#: ISO code, address, row and column in the tile grid.
MEMBER_STATES = (
    ("BN", "brunei-darussalam", 3, 3),
    ("KH", "cambodia", 2, 2),
    ("ID", "indonesia", 4, 2),
    ("LA", "lao-pdr", 1, 2),
    ("MY", "malaysia", 3, 1),
    ("MM", "myanmar", 1, 1),
    ("PH", "philippines", 2, 5),
    ("SG", "singapore", 4, 1),
    ("TH", "thailand", 2, 1),
    ("TL", "timor-leste", 4, 5),
    ("VN", "viet-nam", 1, 3),
)


def locales() -> None:
    """A locale for each language of the table."""
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language.code)


def countries() -> None:
    """The Member States with their names and their tiles."""
    names = joined(COUNTRY_LABELS, "countries", "*", "name")
    formal = joined(COUNTRY_LABELS, "countries", "*", "formal")
    for code, slug, row, column in MEMBER_STATES:
        country, _new = Country.objects.get_or_create(code=code, defaults={"slug": slug, "row": row, "column": column})
        country.name = filled(country.name, names.get(code, {}))
        country.formal_name = filled(country.formal_name, formal.get(code, {}))
        country.save()


def _terms(model: type[Term], labels: dict[str, dict[str, str]]) -> None:
    for place, (slug, label) in enumerate(labels.items()):
        term, _new = model._default_manager.get_or_create(slug=slug, defaults={"place": place})
        term.label = filled(term.label, label)
        term.save()


def terms() -> None:
    """Themes, audiences and victim groups."""
    _terms(Theme, joined(GLOSSARY_LABELS, "themes", "*", "label"))
    _terms(Audience, joined(GLOSSARY_LABELS, "audiences"))
    _terms(VictimGroup, joined(GLOSSARY_LABELS, "victim_groups"))


def provisions() -> None:
    """Instruments and the articles others point to."""
    shorts = joined(GLOSSARY_LABELS, "instruments", "*", "short")
    names = joined(GLOSSARY_LABELS, "instruments", "*", "label")
    for place, slug in enumerate(shorts):
        instrument, _new = Instrument.objects.get_or_create(slug=slug, defaults={"place": place})
        instrument.short = filled(instrument.short, shorts[slug])
        instrument.label = filled(instrument.label, names.get(slug, {}))
        instrument.save()
    subjects = joined(GLOSSARY_LABELS, "provisions", "*", "label")
    gists = joined(GLOSSARY_LABELS, "provisions", "*", "gist")
    for code, subject in subjects.items():
        slug, _dash, article = code.rpartition("-")
        instrument = Instrument.objects.get(slug=slug)
        provision, _new = Provision.objects.get_or_create(
            code=code, defaults={"instrument": instrument, "article": int(article)}
        )
        provision.label = filled(provision.label, subject)
        provision.gist = filled(provision.gist, gists.get(code, {}))
        provision.save()
