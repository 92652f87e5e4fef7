"""The language of a text by its script, its letters and the words every page uses; a guess, to be confirmed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from portal.files.text.frequent_words import SPACED, UNSPACED
from portal.languages import language_for

#: So much of a text tells its language, and so many letters are needed to tell any, in characters.
ENOUGH, FEWEST = 100_000, 20
#: Where the letters of a language lie that has a script of its own.
SCRIPTS = {
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "km": "\u1780-\u17ff\u19e0-\u19ff",
    "my": "\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff",
    "ta": "\u0b80-\u0bff",
    "zh-hans": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_OWN = {code: re.compile(f"[{span}]") for code, span in SCRIPTS.items()}
_LATIN = re.compile(f"[{LATIN}]")
_WORD = re.compile(f"[{LATIN}]+(?:['\u2019-][{LATIN}]+)*")
#: Letters that Vietnamese has and its neighbours lack.
_VIETNAMESE = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]", re.IGNORECASE)
_VIETNAMESE_SHARE = 0.03


@dataclass(frozen=True)
class Guess:
    """A language (empty when none can be told), and the share of the text's words that are its own."""

    code: str
    known: float


def guess(text: str) -> Guess:
    """The language most of a text is in."""
    sample = unicodedata.normalize("NFC", _sample(text))
    letters = Counter({code: len(pattern.findall(sample)) for code, pattern in _OWN.items()})
    letters["latin"] = len(_LATIN.findall(sample))
    script, count = letters.most_common(1)[0]
    if count < FEWEST:
        return Guess("", 0.0)
    if script != "latin":
        return Guess(script, known_share(sample, script))
    if len(_VIETNAMESE.findall(sample)) > count * _VIETNAMESE_SHARE:
        return Guess("vi", known_share(sample, "vi"))
    return _among_latin(_words(sample))


def guess_from_name(name: str) -> str:
    """The language a file's name ends with (``report_km.pdf``, ``report.zh-Hans.docx``); empty when it says none."""
    stem = name.rpartition(".")[0] if "." in name else name
    for end in (re.search(r"[ _.\-(\[]([A-Za-z]{2,3}[-_][A-Za-z]{2,4})[)\]]?$", stem), _last_word(stem)):
        language = language_for(end.group(1)) if end else None
        if language:
            return language.code
    return ""


def _last_word(stem: str) -> re.Match[str] | None:
    return re.search(r"[ _.\-(\[]([A-Za-z]{2,3})[)\]]?$", stem)


def known_share(text: str, code: str) -> float:
    """The share of a text that consists of words every page of this language uses, of its words or of its letters."""
    if code in SPACED:
        words = _words(text)
        return sum(word in SPACED[code] for word in words) / len(words) if words else 0.0
    letters = len(_OWN[code].findall(text))
    return sum(map(len, _pieces(code).findall(text))) / letters if letters else 0.0


def _sample(text: str) -> str:
    """The text, or its beginning, middle and end where it is long."""
    if len(text) <= ENOUGH:
        return text
    part = ENOUGH // 3
    middle = len(text) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))


def _words(text: str) -> list[str]:
    return [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]


def _among_latin(words: list[str]) -> Guess:
    """The language whose words are met most; a word that several share says less for each of them."""
    counted = Counter(words)
    scores = {
        code: sum(count * _weight(word) for word, count in counted.items() if word in known)
        for code, known in SPACED.items()
    }
    code = max(scores, key=lambda one: (scores[one], one))
    share = sum(counted[word] for word in SPACED[code]) / len(words) if words else 0.0
    return Guess(code if scores[code] else "", share)


@cache
def _weight(word: str) -> float:
    """What meeting a word says: the more languages have it, the less."""
    return 1.0 / max(1, sum(word in known for known in SPACED.values())) ** 2


@cache
def _pieces(code: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, UNSPACED[code])))
