"""What is asked of an index of very many made documents, kind by kind, as addresses of the results page.

Words of ranks are made words: their share of the documents is known beforehand and is the same in every language. All
others are words of the demo's paragraphs, so that concepts, stems and bigrams are those of real languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from tests.benchmarks.scale_words import made_word

#: Narrowing as a reader narrows: four countries, and what was issued in the last years.
FILTERS = "country=TH&country=KH&country=LA&country=VN&from=2015"
LONGEST, LONGEST_OF_ALL = "words of every text", "no words at all"
#: The only kind whose questions may find nothing.
NOWHERE = "found nowhere"


@dataclass(frozen=True)
class Kind:
    """Questions of one kind: what follows ``?`` in their addresses, the reader's language, the reader."""

    name: str
    addresses: tuple[str, ...]
    language: str = "en"
    member: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether its addresses name countries themselves."""
        return "country=" in self.addresses[0]


def _asked(texts: Iterable[str], rest: str = "") -> tuple[str, ...]:
    return tuple(f"q={quote_plus(text)}{rest}" for text in texts)


def _ranks(*ranks: int) -> tuple[str, ...]:
    return tuple(map(made_word, ranks))


_FREQUENT = _ranks(140, 150, 160, 170, 180)
_VERY_FREQUENT = _ranks(28, 30, 32, 34, 36)
_OF_EVERY_TEXT = _ranks(1, 2, 3, 4, 5)
_TOGETHER = [" ".join(_ranks(*ranks)) for ranks in ((40, 60), (50, 90), (70, 80), (45, 140), (60, 200))]
_THREE = [" ".join(_ranks(*ranks)) for ranks in ((20, 40, 60), (25, 50, 90), (30, 70, 80), (15, 45, 140))]
_PHRASES = (
    '"mutual legal assistance"',
    '"signs of trafficking"',
    '"the language of the home"',
    '"child protection"',
    '"labour inspectors"',
)
_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("interpreter", "passport", "river", "prosecutors", "compensation"),
    "vi": ("kiểm sát viên", "bờ sông", "người lao động", "hộ chiếu"),
    "id": ("penuntut", "perekrut", "sungai", "berkas perkara", "lowongan kerja"),
    "th": ("พนักงานสอบสวน", "แม่น้ำ", "ประกาศรับสมัครงาน", "หนี้", "ข้ามพรมแดน"),
    "lo": ("ແມ່ນ້ຳ", "ໜີ້ສິນ", "ການສຳພາດ", "ຂ້າມຊາຍແດນ", "ແຮງງານ"),
    "km": ("ព្រះរាជអាជ្ញា", "ទន្លេ", "បំណុល", "កម្មករ", "ការសម្ភាស"),
    "my": ("မြစ်", "အကြွေး", "အလုပ်သမား", "အစိုးရရှေ့နေ", "ကလေးသူငယ်"),
    "zh-hans": ("调查", "转介单", "债务", "工人", "起诉"),
}
_CONCEPTS = ("trafficking in persons", "victim of trafficking", "forced labour", "การค้ามนุษย์", "perdagangan orang")
_SENTENCES = (
    "what should an officer do when a victim has no passport",
    "who pays for the journey home of a worker",
    "how long may a child stay in a shelter",
    "when is a person not punished for what traffickers made them do",
)
_NOWHERE = ("xylqort", "qwertzuiop asdfghjkl", "วฬฆฌญฎฏ", "ztrv kqxp")

KINDS: tuple[Kind, ...] = (
    Kind("a rare word", _asked(_ranks(150_000, 120_000, 100_000, 80_000, 60_000))),
    Kind("a word of 1 text in 100", _asked(_ranks(1_300, 1_400, 1_500, 1_600, 1_700))),
    Kind("a word of 1 text in 10", _asked(_FREQUENT)),
    Kind("a word of 1 text in 3", _asked(_VERY_FREQUENT)),
    Kind(LONGEST, _asked(_OF_EVERY_TEXT)),
    Kind("two words", _asked(_TOGETHER)),
    Kind("three words", _asked(_THREE)),
    Kind("a phrase", _asked(_PHRASES)),
    *(Kind(f"words in {language}", _asked(words), language) for language, words in _WORDS.items()),
    Kind("the beginning of a word", _asked(("recrui", "interpre", "compensa", "immigr", "prosecu"))),
    Kind("a concept", _asked(_CONCEPTS)),
    Kind("a whole sentence", _asked(_SENTENCES)),
    Kind("country, type, year", _asked(_VERY_FREQUENT, "&country=TH&type=guideline&from=2018&to=2020")),
    Kind("without a country", _asked(_VERY_FREQUENT, "&country=-TH&version_in=th")),
    Kind("newest first", _asked(_VERY_FREQUENT, "&sort=newest")),
    Kind("newest first, words of every text", _asked(_OF_EVERY_TEXT, "&sort=newest")),
    Kind("by title", _asked(_FREQUENT, "&sort=title")),
    Kind("page 2", _asked(_FREQUENT, "&page=2")),
    Kind("the last page", _asked(_FREQUENT, "&page=999999")),
    Kind("a member", _asked(_FREQUENT), member=True),
    Kind("a member, words of every text", _asked(_OF_EVERY_TEXT), member=True),
    Kind(LONGEST_OF_ALL, ("sort=newest", "sort=updated", "sort=title")),
    Kind(NOWHERE, _asked(_NOWHERE)),
)
#: Kinds that may take longer: nothing narrows them.
SLOW = {kind.name for kind in KINDS if LONGEST in kind.name or kind.name == LONGEST_OF_ALL}
