"""Some hundred small publications: those that stand still and are searched for, and those that writers change.

``python -m tests.drills.library NUMBER`` makes so many of the second kind, in the surroundings of a portal that is set
up; its last line tells in JSON how each of the first kind is asked for.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import date
from itertools import cycle, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resources.models import ToolPage

STANDING = 40
#: The year in the reference tells the kind.
STANDING_YEAR, MOVING_YEAR, NEW_YEAR = 2001, 2011, 2021
_PER_YEAR, _FIRST = 900, 100
#: Nine in ten of those that writers change are TLP:CLEAR to begin with.
_GREEN_EACH = 10
# No vowels, so that no stemmer takes one word for another.
_LETTERS = "bcdfghjklmnpqrtvwxz"

_TEXTS = {
    "en": ("Screening interview", "Victims of trafficking are not punished for what they were made to do.", "victims"),
    "th": ("แบบสัมภาษณ์คัดกรอง", "ผู้เสียหายจากการค้ามนุษย์ต้องไม่ถูกลงโทษสำหรับสิ่งที่ถูกบังคับให้ทำ", "ผู้เสียหาย"),
    "vi": ("Phỏng vấn sàng lọc", "Nạn nhân mua bán người không bị xử phạt vì việc họ bị ép buộc làm.", "nạn nhân"),
    "km": ("ការសម្ភាសន៍", "ជនរងគ្រោះនៃការជួញដូរមនុស្សមិនត្រូវបានដាក់ទោសទេ។", "ជនរងគ្រោះ"),
}


def rare_word(number: int) -> str:
    """A word that stands nowhere else; another for each number."""
    letters = []
    for _place in range(6):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "zq" + "".join(letters)


def reference(year: int, number: int) -> str:
    """The reference of one of the publications of a kind."""
    return f"T-{year + number // _PER_YEAR}-{_FIRST + number % _PER_YEAR}"


def number_of(year: int, name: str) -> int:
    """The number that a reference was made of."""
    _letter, there, number = name.split("-")
    return (int(there) - year) * _PER_YEAR + int(number) - _FIRST


def said(language: str, word: str) -> dict[str, object]:
    """What a publication says whose rare word is this one."""
    title, sentence, _asked = _TEXTS[language]
    return {
        "title": f"{title} {word}",
        "says": f"{sentence} {word}",
        "body": [("section", {"heading": title, "text": f"<p>{sentence}</p>" * 4 + f"<p>{word}</p>"})],
    }


def make(year: int, number: int, language: str, word: str, *, green: bool = False) -> ToolPage:
    """Publish one, as a form would."""
    from django.db import transaction
    from wagtail.models import Locale

    from portal.glossary.models import Audience, Theme
    from portal.marking import Label
    from portal.markings.actions import set_marking
    from resources.models import PublicationsPage, ToolPage

    name = reference(year, number)
    with transaction.atomic():
        page = ToolPage(
            locale=Locale.objects.get(language_code=language),
            translation_key=uuid.uuid4(),
            reference=name,
            slug=name.lower(),
            do="Ask first.",
            who="Front-line officers.",
            issued="2026-05-04",
            posted=date(2026, 5, 6),
            **said(language, word),
        )
        page.themes, page.audiences = list(Theme.objects.all()[:1]), list(Audience.objects.all()[:1])
        page.bodies = [_body()]
        set_marking(group=page.translation_key, label=Label.GREEN if green else Label.CLEAR, by=None, source="A drill")
        PublicationsPage.objects.get(locale=page.locale).add_child(instance=page)
    return page


def _body() -> object:
    from portal.members.models import Body

    return Body.objects.get_or_create(slug="a-body", defaults={"name": {"en": "A body"}, "kind": Body.Kind.SECTORAL})[0]


def fill(number: int) -> list[dict[str, str]]:
    """Make all of it; answers language, words and address for each one that stands still."""
    standing = []
    for place, language in enumerate(islice(cycle(_TEXTS), STANDING)):
        page = make(STANDING_YEAR, place, language, rare_word(place))
        asked = {"language": language, "words": f"{_TEXTS[language][2]} {rare_word(place)}"}
        standing.append({**asked, "address": f"/{language}/publications/{page.slug}/"})
    for place, language in enumerate(islice(cycle(_TEXTS), number)):
        make(MOVING_YEAR, place, language, rare_word(STANDING + place), green=place % _GREEN_EACH == 0)
    return standing


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(fill(int(sys.argv[1]))))
