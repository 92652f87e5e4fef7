"""``guard``: how many numbers of persons the guard finds, how often it is wrong, and how long it takes."""

from __future__ import annotations

import time
from collections import Counter

from tests.benchmarks.figures import percentile, table
from tests.benchmarks.machine import Circumstances, idle_now

TITLE = "The guard before every text"
#: What the issue asks for.
RECALL, WRONGLY = 0.95, 0.02
WHAT = """
Numbers of nobody, made in the forms of each Member State, in sentences such as people write, in the languages of the
country and in English, each third in the digits of its own script where it has some: the share that is held. In Brunei
Darussalam, Indonesia, Malaysia, Myanmar, the Philippines, Singapore, Thailand and Viet Nam a third or more of the
sentences say nothing of a document, so that the number alone must tell. In Cambodia, Lao PDR and Timor-Leste numbers
are plain digits: all of their sentences name the document, and a number without such a word is not found. Whoever wrote
the guard wrote the corpus; sentences of others will do worse. Beside it, paragraphs in which nothing is to be held: the
demo's publications and the information pages in thirteen languages, and lines of laws, references, hotlines, years and
sums: the share that is held all the same. The time is that for one paragraph.
"""


def measure() -> tuple[Circumstances, str]:
    """Look at the whole corpus; answers the circumstances and the result in Markdown."""
    from portal.victim_data.guard import look
    from tests.victim_data.corpus import PER_COUNTRY, TRAPS, clean, positives

    idle = idle_now()
    held = Counter(one.country for one in positives() if look(one.text).held)
    texts, wrongly = list(clean()), Counter[str]()
    waits: list[float] = []
    for code, text in texts:
        began = time.perf_counter()
        wrongly[code] += bool(look(text).held)
        waits.append((time.perf_counter() - began) * 1000)
    all_of = Counter(code for code, _text in texts)
    countries = table(
        ["country", "numbers", "held", f"share (≥ {RECALL})"],
        [[code, PER_COUNTRY, held[code], f"{held[code] / PER_COUNTRY:.3f}"] for code in sorted(held)],
    )
    languages = table(
        ["language", "clean paragraphs", "held all the same"],
        [[code, count, wrongly[code]] for code, count in sorted(all_of.items())],
    )
    share = sum(wrongly.values()) / len(texts)
    kept = share <= WRONGLY and len(held) == 11 and min(held.values()) / PER_COUNTRY >= RECALL
    told = (
        f"Of {len(texts):,} clean paragraphs ({len(TRAPS)} of them lines made to mislead) {sum(wrongly.values())}"
        f" were held, {share:.2%} (at most {WRONGLY:.0%} were asked for). One took {percentile(waits, 0.5):.2f} ms,"
        f" 95 of 100 at most {percentile(waits, 0.95):.2f} ms."
    )
    verdict = "Every figure is held." if kept else "Not every figure is held."
    return Circumstances(idle), f"{verdict}\n\n{countries}\n\n{told}\n\n{languages}"
