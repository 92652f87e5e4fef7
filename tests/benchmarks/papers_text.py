"""Text taken from PDFs in thirteen languages against what was put in, and words of page 3 found by search."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from portal.languages import BY_CODE
from tests.benchmarks.figures import table
from tests.benchmarks.papers_sheet import Sheet

#: What is asked for: the share of the characters that come out in the order in which they were put in.
PRINTED, MADE = 0.99, 0.96
#: The paper of the demo that has a third page in every language; so many letters at least make words of a page.
PAPER, PAGE, ENOUGH = "G-2026-014", 3, 12


@dataclass(frozen=True)
class Taken:
    """Of a paper of the demo's maker: the share of the letters, and of all characters with white space as one."""

    letters: float
    spaced: float


def measure(sheet: Sheet, folder: Path, port: int) -> None:
    """Print, make, take and search; the figures of each language stand below the table."""
    printed, made = _printed(folder), {code: _made(folder, code) for code in BY_CODE}
    asked = {code: words_of(code) for code in BY_CODE}
    found = {code: bool(words) and _leads_there(port, code, *words) for code, words in asked.items()}
    _lowest(sheet, "printed by Chromium", printed, PRINTED)
    _lowest(sheet, "made by the demo's maker", {code: taken.letters for code, taken in made.items()}, MADE)
    _lowest(sheet, "made by it, spaces and all", {code: taken.spaced for code, taken in made.items()}, MADE)
    number, names = sum(found.values()), [code for code, is_found in found.items() if not is_found]
    told = f"{number} of {len(BY_CODE)} languages{f' (not {chr(44).join(names)})' if names else ''}"
    sheet.row(f"words of page {PAGE} found, the hit leads to page {PAGE}", told, str(len(BY_CODE)), not names)
    rows = [
        [
            code,
            f"{printed[code]:.4f}",
            f"{made[code].letters:.4f}",
            f"{made[code].spaced:.4f}",
            "yes" if found[code] else "**no**",
        ]
        for code in BY_CODE
    ]
    heads = ["language", "Chromium", "demo's maker", "spaces and all", f"page {PAGE} found"]
    sheet.below.append(table(heads, rows))


def _lowest(sheet: Sheet, what: str, shares: dict[str, float], wanted: float) -> None:
    code = min(shares, key=lambda each: shares[each])
    told = f"{shares[code]:.4f} ({code})"
    sheet.row(f"text taken, {what}, lowest of {len(shares)}", told, f"≥ {wanted}", shares[code] >= wanted)


def _printed(folder: Path) -> dict[str, float]:
    """The share of the letters of each paper that Chromium printed."""
    from tests.browser.chromium import installed, launched
    from tests.files.printed.printing import letters, likeness, plain_paragraphs, print_paper, text_of

    with launched(installed()) as browser:
        for code in BY_CODE:
            print_paper(browser, code, folder / f"printed-{code}.pdf")
    return {
        code: likeness(
            letters("".join(plain_paragraphs(code))), letters("".join(text_of(folder / f"printed-{code}.pdf")))
        )
        for code in BY_CODE
    }


def _made(folder: Path, code: str) -> Taken:
    from portal.demo.papers.writing import pdf_of
    from tests.demo.reading_back import likeness, of, paper_in, put_in, without_feet
    from tests.files.printed.printing import letters, text_of

    paper, path = of(paper_in(code)), folder / f"made-{code}.pdf"
    path.write_bytes(pdf_of(paper))
    pages = text_of(path)
    written, read = put_in(paper), without_feet(paper, "\n".join(pages), len(pages))
    return Taken(likeness(letters(written), letters(read), ""), likeness(written, read, " "))


def words_of(code: str) -> tuple[str, str] | None:
    """The token of the demo's paper in a language, and a line of its page that no other page of it has."""
    from portal.files.models import FilePage, PortalDocument

    name = f"{PAPER.lower()}-{code}.pdf"
    (document,) = (one for one in PortalDocument.objects.filter(language=code) if one.filename == name)
    texts = dict(FilePage.objects.filter(document=document).values_list("number", "text"))
    lines = only_here(texts.pop(PAGE, ""), list(texts.values()))
    return (document.token, lines[0]) if lines else None


def only_here(page: str, others: list[str]) -> list[str]:
    """The lines of a page that have enough letters and stand on none of the others."""
    lines = (" ".join(line.split()) for line in page.splitlines())
    elsewhere = " ".join(" ".join(others).split())
    return [line for line in lines if sum(map(str.isalpha, line)) >= ENOUGH and line not in elsewhere]


def _leads_there(port: int, code: str, token: str, words: str) -> bool:
    """Whether the first page of results leads a visitor to that page of that file."""
    from tests.drills.searching import fetch

    status, page = fetch(port, f"/{code}/search/?q={quote(words)}")
    return status == 200 and f"/{token}/pages/{PAGE}/" in page
