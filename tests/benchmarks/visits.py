"""Whom the load imitates: readers in thirteen languages who search, filter, read and look around."""

from __future__ import annotations

import random
import re
import urllib.request
from urllib.parse import quote

from portal.languages import LANGUAGES
from tests.benchmarks.load import Visit

#: How often each kind of page is asked for.
SHARES = {"home": 0.16, "results": 0.36, "publication": 0.28, "country": 0.1, "theme": 0.1}
#: So many of the readers read English, the others any of the languages alike.
_IN_ENGLISH = 0.4

_WORDS = {
    "en": ["non-punishment", "recruitment fees", "victim", "online scam", "the", "police interview", "ACTIP 14"],
    "th": ["ไม่ลงโทษ", "ผู้เสียหาย", "ค้ามนุษย์"],
    "lo": ["ຜູ້ເຄາະຮ້າຍ", "ການຄ້າມະນຸດ"],
    "km": ["ជនរងគ្រោះ", "ការជួញដូរមនុស្ស"],
    "my": ["လူကုန်ကူး", "ရဲ"],
    "vi": ["tuyển dụng", "nạn nhân", "mua bán người"],
    "id": ["korban", "perdagangan orang"],
    "ms": ["mangsa", "pemerdagangan orang"],
    "fil": ["biktima", "pangangalap"],
    "zh-hans": ["人口贩运", "被害人", "招聘"],
    "ta": ["ஆட்கடத்தல்", "காவல்துறை"],
    "tet": ["vítima", "polísia"],
    "pt": ["vítima", "recrutamento", "polícia"],
}
_FILTERS = (
    "",
    "",
    "",
    "&country=TH&country=KH",
    "&country=PH",
    "&type=guideline",
    "&theme=recruitment&type=research-brief",
    "&language=en",
    "&language={code}",
    "&version_in={code}",
    "&from=2015&to=2020",
    "&sort=newest",
    "&sort=title&page=2",
    "&country=-TH",
)
_LOCATION = re.compile(r"<loc>https?://[^/<]+(/[^<]*)</loc>")


def known_addresses(sitemap: str) -> dict[str, dict[str, list[str]]]:
    """The addresses of a sitemap by kind of page and language."""
    kinds = {"publications": "publication", "member-states": "country", "themes": "theme"}
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in kinds.values()}
    for path in _LOCATION.findall(sitemap):
        parts = path.strip("/").split("/")
        if len(parts) == 3 and parts[1] in kinds:
            found[kinds[parts[1]]].setdefault(parts[0], []).append(path)
    return found


def addresses_of(port: int) -> dict[str, dict[str, list[str]]]:
    """The addresses that a portal on this port tells in its sitemap."""
    with urllib.request.urlopen(f"http://localhost:{port}/sitemap.xml", timeout=120) as sitemap:
        return known_addresses(sitemap.read().decode("utf-8"))


def itinerary(number: int, addresses: dict[str, dict[str, list[str]]], seed: int) -> list[Visit]:
    """So many visits; the same seed makes the same ones."""
    chance = random.Random(seed)
    kinds = chance.choices([*SHARES], [*SHARES.values()], k=number)
    return [Visit(kind, _path(kind, addresses, chance)) for kind in kinds]


def _path(kind: str, addresses: dict[str, dict[str, list[str]]], chance: random.Random) -> str:
    code = "en" if chance.random() < _IN_ENGLISH else chance.choice(LANGUAGES).code
    if kind == "home":
        return f"/{code}/"
    if kind == "results":
        # One in eight looks at everything there is, newest first.
        words = "" if chance.random() < 0.125 else chance.choice(_WORDS[code])
        return f"/{code}/search/?q={quote(words)}{chance.choice(_FILTERS).format(code=code)}"
    return chance.choice(addresses[kind].get(code) or addresses[kind]["en"])
