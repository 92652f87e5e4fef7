"""The words of public titles and terms: all that a misspelt question is ever compared with.

Read once a process; after that only the texts that came since are read. Words of texts that went may stay in here, so
whoever shows one asks first whether a public text still holds it (``still_in_titles``, or a search that finds it).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from search.analysis.folding import fold
from search.analysis.scripts import is_unspaced
from search.suggestions.models import KEY_LENGTH, Kind, Start, Suggestible
from search.suggestions.nearness import SHORTEST, Groups, Letters

#: Words of a term that stand side by side are known together as well: a dictionary cuts what people take for one word.
MOST_TOGETHER = 4
#: A longer title is not what somebody meant to type.
LONGEST_PHRASE = 60
#: Titles beyond the newest so many bring few new words, and would make the first question of a process wait.
MOST_TEXTS = 30_000

#: A word of so many texts is rather meant than one of two.
MANY_TEXTS = 5

_LAST_SIGN = "\U0010ffff"
_CONFIRMING = 200
#: Kind, language, folded text, words: what is read of a row.
_Row = tuple[str, str, str, str]


@dataclass
class Known:
    """A word or phrase in the forms it is written in, the languages it was seen in, and whether in a title."""

    forms: dict[str, int]
    languages: tuple[str, ...]
    times: int = 1
    in_title: bool = False

    @property
    def written(self) -> str:
        """The form it is written in most often: without accents *nhân* and *nhận* are one word."""
        return max(self.forms, key=self.forms.__getitem__)

    def language_for(self, reader: str) -> str:
        """The language to say it is in: the reader's own if it may be that."""
        return reader if reader in self.languages else self.languages[0]

    def rank(self, distance: int, reader: str) -> tuple[int, ...]:
        """What speaks for it, the smaller the more: few changes, of which one is forgiven in the reader's own language
        and one where many texts hold it; then that many hold it, then how many."""
        is_common = self.times >= MANY_TEXTS
        return (distance - int(reader in self.languages) - int(is_common), int(not is_common), distance, -self.times)


class Vocabulary:
    """Public words by their folded form: of scripts with spaces, of those without, and whole phrases."""

    def __init__(self) -> None:
        self.words: dict[str, Known] = {}
        self.unspaced: dict[str, Known] = {}
        self.phrases: dict[str, Known] = {}
        self.letters, self.title_letters, self.wholes = Letters(), Letters(), Letters()
        self.groups, self.title_groups = Groups(), Groups()

    def add(self, kind: str, language: str, folded_text: str, words: str) -> None:
        """Take in the words of one text."""
        is_title = kind == Kind.DOCUMENT
        accented = words.split()
        for word in accented:
            self._add_word(fold(word), word, language, is_title)
        if not is_title:
            for together in _side_by_side(accented):
                self._add_word(fold(together), together, language, is_title)
        if len(folded_text) <= LONGEST_PHRASE and not is_unspaced(folded_text):
            is_new = folded_text not in self.phrases
            _count(self.phrases, folded_text, " ".join(accented), language, is_title)
            if is_new:
                # Only now: another thread may look for it by its letters at any moment, and then wants all of it.
                self.wholes.add(folded_text)

    def _add_word(self, folded: str, written: str, language: str, is_title: bool) -> None:
        unspaced = is_unspaced(folded)
        known = self.unspaced if unspaced else self.words
        if unspaced or (len(folded) >= SHORTEST and not folded.isdecimal()):
            before = known.get(folded)
            if before is None:
                (self.groups if unspaced else self.letters).add(folded)
            if is_title and (before is None or not before.in_title):
                (self.title_groups if unspaced else self.title_letters).add(folded)
        _count(known, folded, written, language, is_title)

    def known(self, folded: str) -> Known | None:
        """What is known of a folded word or phrase."""
        return self.words.get(folded) or self.unspaced.get(folded) or self.phrases.get(folded)


def _side_by_side(accented: list[str]) -> Iterator[str]:
    """Two to :data:`MOST_TOGETHER` words of a script without spaces that follow one another, as one."""
    for start, first in enumerate(accented):
        together = first
        for word in accented[start + 1 : start + MOST_TOGETHER]:
            if not is_unspaced(together) or not is_unspaced(word):
                break
            together += word
            yield together


def _count(known: dict[str, Known], folded: str, written: str, language: str, is_title: bool) -> None:
    before = known.get(folded)
    if before is None:
        known[folded] = Known({written: 1}, (language,), in_title=is_title)
        return
    before.forms[written] = before.forms.get(written, 0) + 1
    before.times += 1
    before.in_title = before.in_title or is_title
    if language not in before.languages:
        before.languages = (*before.languages, language)


class _Kept:
    """The vocabulary of this process, and the last text that is in it."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.last = 0


_kept = _Kept()
_lock = threading.Lock()


def vocabulary() -> Vocabulary:
    """The words of what anybody may read, with every text there is at this moment."""
    global _kept
    last = Suggestible.objects.aggregate(last=Max("pk"))["last"] or 0
    with _lock:
        if last < _kept.last:
            _kept = _Kept()
        if last > _kept.last:
            for row in _rows_after(_kept.last):
                _kept.vocabulary.add(*row)
            _kept.last = last
        return _kept.vocabulary


def warm() -> None:
    """Read and cut every word now, so that no reader waits for it."""
    known = vocabulary()
    known.groups.cut()
    known.title_groups.cut()


def forget() -> None:
    """Begin anew with the next question, as a new process would."""
    global _kept
    with _lock:
        _kept = _Kept()


def _rows_after(last: int) -> Iterable[_Row]:
    rows = Suggestible.objects.filter(_unexpired(), pk__gt=last).order_by("-pk")
    told = rows.values_list("kind", "language", "folded", "words")
    # The terms of the glossary are few and always wanted.
    return [*told.filter(kind=Kind.CONCEPT), *told.filter(kind=Kind.DOCUMENT)[:MOST_TEXTS]]


def _unexpired(prefix: str = "") -> Q:
    return Q(**{f"{prefix}expires__isnull": True}) | Q(**{f"{prefix}expires__gt": timezone.now()})


def still_in_titles(folded: str, languages: Iterable[str]) -> bool:
    """Whether a public title in one of these languages holds this folded word at this moment."""
    start = folded[:KEY_LENGTH]
    places = Start.objects.filter(
        _unexpired("suggestible__"),
        language__in=languages,
        kind=Kind.DOCUMENT,
        place__in=(0, 1),
        key__gte=start,
        key__lt=start + _LAST_SIGN,
    ).order_by("key")
    held = places.values_list("suggestible__folded", "suggestible__words")[:_CONFIRMING]
    if is_unspaced(folded):
        return any(folded in text for text, _words in held)
    return any(folded in map(fold, words.split()) for _text, words in held)
