"""``analysis``: how many texts of 4,000 characters one core reads into tokens, and into the index, in a second."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.figures import table
from tests.benchmarks.machine import Circumstances, await_quiet
from tests.benchmarks.scale_portal import set_up
from tests.benchmarks.scale_words import strewn

if TYPE_CHECKING:
    from portal.indexing import IndexRecord

TITLE = "Reading texts into the index"
#: Texts a second by one core, at least: of the scripts without spaces that are named, and of the Latin ones.
LATIN = ("en", "id", "ms", "fil", "vi", "pt", "tet")
WANTED = {**dict.fromkeys(("th", "km", "my"), 50), **dict.fromkeys(LATIN, 200)}
LENGTH, TEXTS, BEFORE = 4_000, 120, 300
WHAT = f"""
{TEXTS} made texts of {LENGTH:,} characters in each language, after {BEFORE} others, because words come again and are
remembered: paragraphs of the demo in another order each time, in Latin script with as many made words between them.
Each is analysed, and then written with its tokens ready into an empty index of the embedded engine in a transaction of
its own. Counted are the seconds a processor worked on it. What is asked for is asked of the analysis.
"""


def measure() -> tuple[Circumstances, str]:
    """Analyse and write; answers the circumstances and the result in Markdown."""
    with set_up():
        idle = await_quiet(most=20.0)
        from search.documents import analyse_record
        from search.evaluation.scratch import scratch_engine
        from tests.benchmarks.scale_texts import MIX

        paces = {}
        with scratch_engine() as engine:
            for language in MIX:
                seconds(analyse_record, records(language, BEFORE))
                texts = list(records(language, TEXTS, seed=1))
                analysing = seconds(analyse_record, texts)
                ready = {each.key: analyse_record(each) for each in texts}
                writing = seconds(lambda each, ready=ready: engine.write(each, ready[each.key]), texts)
                paces[language] = (TEXTS / analysing, TEXTS / writing, TEXTS / (analysing + writing))
    return Circumstances(idle), _result(paces)


def records(language: str, number: int, seed: int = 0) -> Iterator[IndexRecord]:
    """So many records in a language, each of the same length."""
    from tests.benchmarks.scale_texts import document, source

    pool = [passage.text for passage in source().paragraphs[language]]
    is_latin = language in LATIN
    template = document(1).record
    for each in range(number):
        chance, chosen = random.Random(f"{language} {seed} {each}"), [str(each)]
        while sum(map(len, chosen)) < LENGTH:
            paragraph = chance.choice(pool)
            chosen += [paragraph, *(strewn(chance, len(paragraph.split())) if is_latin else ())]
        body, key = " ".join(chosen)[:LENGTH], f"{language}:{seed}:{each}"
        yield replace(template, key=key, family=key, language=language, body=body)


def seconds(work: Callable[[IndexRecord], object], records: Iterable[IndexRecord]) -> float:
    """How long a processor worked on these."""
    took = 0.0
    for record in records:
        began = time.process_time()
        work(record)
        took += time.process_time() - began
    return max(took, 1e-9)


def _result(paces: dict[str, tuple[float, float, float]]) -> str:
    rows, missed = [], []
    for language, (analysing, writing, both) in paces.items():
        least = WANTED.get(language)
        held = least is None or analysing >= least
        if not held:
            missed.append(language)
        told = f"{analysing:,.0f}" if held else f"**{analysing:,.0f}**"
        rows.append([language, f"≥ {least}" if least else "", told, f"{writing:,.0f}", f"{both:,.0f}"])
    verdict = f"Not held in {', '.join(missed)}." if missed else "Every figure is held."
    heads = ["language", "asked for, a second", "analysed", "written", "analysed and written"]
    return f"{verdict}\n\n{table(heads, rows)}"
