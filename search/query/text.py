"""Reading the words: quotes, minus and chunks.

Nothing typed here is ever a command to an engine. What an engine gets are canonical tokens, which hold letters, marks
and digits only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from search.analysis.bigrams import sought_bigrams
from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.scripts import HAN, is_unspaced, runs
from search.analysis.stems import possible_stems, stem
from search.analysis.words import canonical, words
from search.analysis.writing import compounds
from search.query.near_words import near_words
from search.query.plan import Chunk, Units, Word
from search.query.stop_words import stop_words_among

LONGEST_QUERY = 200
#: A syllable is a chunk in Vietnamese, and a question of its own has some thirty.
MOST_CHUNKS = 40

#: Quotation marks of every shape to the one that is read.
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))
#: The number of a document: letters, a year, a number in full, as G-2026-014. It means that document and nothing near.
REFERENCE = re.compile("[A-Za-z]{1,4}-(?:19|20)[0-9]{2}-[0-9]{3,4}")
# Marks that make no syllable of a letter: tones, killers, a silent letter's sign.
_NO_VOWELS = re.compile("[\u0e47-\u0e4e\u0ec8-\u0ecd\u17c8-\u17d1\u17dd\u1037-\u103a]")
_HAN = re.compile(f"[{HAN}]")
_CHUNK = re.compile(r'([-−])?(?:"([^"]*)"|([^\s"]+))')
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# They turn round the line they are shown in, and say nothing.
_DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class ReadText:
    """The chunks of a typed text, and what of it was read."""

    text: str
    wanted: tuple[Chunk, ...]
    unwanted: tuple[Chunk, ...]
    shortened: bool


def tidy(typed: str) -> tuple[str, bool]:
    """What was typed, in one line and at most :data:`LONGEST_QUERY` signs, and whether anything was cut off."""
    stripped = typed.strip()
    return one_line(stripped[:LONGEST_QUERY]), len(stripped) > LONGEST_QUERY


def one_line(text: str) -> str:
    """A text without controls, in one line that runs one way, as it may be shown."""
    return " ".join(_UNPRINTABLE.sub(" ", text.translate(_DIRECTIONS)).split())


def _units(text: str) -> Units | None:
    found, is_open = sought_bigrams(text)
    return Units(found, is_open) if found else None


def _word(token: str) -> Word:
    plain = fold(token)
    if is_unspaced(token):
        return Word(plain, units=_units(token))
    return Word(plain, accented=token if token != plain else None, stems=possible_stems(token))


def _chunk(text: str, quoted: bool) -> Chunk | None:
    """A chunk of normalised text, or None when there is nothing in it to look for."""
    found = tuple(_word(token) for token in words(text))
    if not found:
        return None
    # Bigrams may stand for the whole only where they hold the whole: they know nothing of Latin words and numbers.
    wholly = all(is_unspaced(run) or not any(map(str.isalnum, run)) for run in runs(text))
    return Chunk(text, quoted, found, units=_units(text) if wholly else None, joined=_joined(text, found))


def _is_lone(word: Word) -> bool:
    """Whether a word is one letter of a script without spaces that its dictionary left over. In Chinese that is a word,
    as is a letter with a vowel in the others."""
    return word.units is not None and len(_NO_VOWELS.sub("", word.plain)) == 1 and not _HAN.match(word.plain)


def _joined(text: str, found: tuple[Word, ...]) -> str | None:
    """What the chunk is as one word, where it may be one: a word of an alphabet, or a compound and nothing else."""
    if len(found) == 1:
        return None if found[0].units else found[0].plain
    alone = tuple(compounds(text))
    whole = "".join(word.plain for word in found)
    return whole if len(alone) == 1 and fold(canonical(alone[0])) == whole else None


def phrase(text: str) -> Chunk | None:
    """A text that has to stand as it is, as a chunk; None when there is nothing in it to look for."""
    return _chunk(normalise(text), quoted=True)


def read_text(typed: str, language: str = "") -> ReadText:
    """The chunks of what a reader of ``language`` typed. Fast for any input, however long or strange."""
    text, wanted, unwanted, shortened = _read(typed)
    return ReadText(text, tuple(_with_stop_words(wanted, language)), tuple(unwanted), shortened)


def _with_stop_words(chunks: list[Chunk], language: str) -> list[Chunk]:
    """The chunks with their stop-words marked, unless there is nothing else in them, and the others with what is near
    to them. Quotes mean every word, and no other."""
    open_words = [word for chunk in chunks if not chunk.quoted for word in chunk.words]
    tokens = [word.accented or word.plain for word in open_words]
    lone = _lone_among(chunks)
    told, languages = stop_words_among(tokens, language)
    stops = told | lone
    if len(stops) == len(open_words) and not any(chunk.quoted for chunk in chunks):
        stops = lone if len(lone) < len(open_words) else frozenset()
    marked = iter(
        [
            replace(word, stop=True) if place in stops else _with_near(word, _near(tokens, place, languages))
            for place, word in enumerate(open_words)
        ]
    )
    return [chunk if chunk.quoted else _with_words(chunk, tuple(islice(marked, len(chunk.words)))) for chunk in chunks]


def _with_near(word: Word, near: tuple[Chunk, ...]) -> Word:
    return replace(word, near=near) if near else word


def _with_words(chunk: Chunk, words: tuple[Word, ...]) -> Chunk:
    return replace(chunk, words=words) if words != chunk.words else chunk


def _lone_among(chunks: list[Chunk]) -> frozenset[int]:
    """The places, among all words outside quotes, of single letters beside words of the same chunk."""
    places: set[int] = set()
    place = 0
    for chunk in chunks:
        if not chunk.quoted:
            beside = len(chunk.words) > 1
            places.update(place + number for number, word in enumerate(chunk.words) if beside and _is_lone(word))
            place += len(chunk.words)
    return frozenset(places)


def _near(tokens: list[str], place: int, languages: tuple[str, ...]) -> tuple[Chunk, ...]:
    told = [(entry, language) for language in languages for entry in near_words(tokens, place, language)]
    chunks = (_near_chunk(entry, language) for entry, language in told)
    return tuple(dict.fromkeys(chunk for chunk in chunks if chunk is not None))


@lru_cache(maxsize=8192)
def _near_chunk(entry: str, language: str) -> Chunk | None:
    chunk = phrase(entry)
    return chunk and in_language(chunk, language)


def in_language(chunk: Chunk, language: str) -> Chunk:
    """A chunk whose language is known: with the stems of that language alone."""
    own = (stem(word.accented or word.plain, language) for word in chunk.words)
    words = (replace(word, stems=(one,) if one else ()) for one, word in zip(own, chunk.words, strict=True))
    return replace(chunk, words=tuple(words))


def _read(typed: str) -> tuple[str, list[Chunk], list[Chunk], bool]:
    """What was typed in one line, the chunks that are wanted, those that are not, and whether some were left out."""
    text, shortened = tidy(typed)
    wanted: list[Chunk] = []
    unwanted: list[Chunk] = []
    for minus, quoted, bare in _CHUNK.findall(normalise(text).translate(QUOTES)):
        # Unquoted, words that merely touch (ACTIPมาตรา14) are words apart; what is excluded is excluded as typed.
        is_number = REFERENCE.fullmatch(bare) is not None
        parts = [quoted or bare] if quoted or minus or is_number else runs(bare)
        for part in parts:
            chunk = _chunk(part, quoted=bool(quoted) or is_number)
            if chunk is None:
                continue
            if len(wanted) + len(unwanted) == MOST_CHUNKS:
                return text, wanted, unwanted, True
            (unwanted if minus else wanted).append(chunk)
    return text, wanted, unwanted, shortened
