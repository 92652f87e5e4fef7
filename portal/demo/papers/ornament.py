"""What a paper shows beside its words: the spine of its type, the woven band, its label."""

from __future__ import annotations

import pydyf

from portal.demo.papers.layout import HEIGHT, WIDTH
from portal.marking import Label

Colour = tuple[float, float, float]


def colour(written: str) -> Colour:
    """A colour of the style sheet, for example ``#0A5657``, as a PDF wants it."""
    return (int(written[1:3], 16) / 255, int(written[3:5], 16) / 255, int(written[5:7], 16) / 255)


INK, SOFT = colour("#17232E"), colour("#4A5763")
RIVER, SAFFRON = colour("#0A5657"), colour("#F2B84B")
#: The colours of the spines, as the style sheet of the portal has them.
SPINES = {
    "guideline": RIVER,
    "research-brief": colour("#9A4A06"),
    "tool": colour("#2F4A8A"),
    "legal-instrument": colour("#7A2230"),
    "initiative": colour("#6E2F63"),
}
#: The labels' own colours, on black, as FIRST prescribes them.
LABELS = {
    Label.CLEAR: colour("#FFFFFF"),
    Label.GREEN: colour("#33FF00"),
    Label.AMBER: colour("#FFC000"),
    Label.AMBER_STRICT: colour("#FFC000"),
    Label.RED: colour("#FF2B2B"),
}

#: In points: the band and the line below it, half the width of a diamond; and how many strips cross one.
_BAND, _LINE, _CELL = 11.25, 2.25, 9.0
_STRIPS = 4


def draw_cover(page: pydyf.Stream, kind: str) -> None:
    """The spine down the left edge, and the woven band along the head."""
    page.begin_marked_content("Artifact", "<</Type /Layout>>")
    page.push_state()
    page.set_color_rgb(*SPINES[kind])
    page.rectangle(0, 0, 14, HEIGHT - _BAND - _LINE)
    page.fill()
    page.set_color_rgb(*SAFFRON)
    page.rectangle(0, HEIGHT - _BAND - _LINE, WIDTH, _LINE)
    page.fill()
    page.set_color_rgb(*RIVER, stroke=True)
    page.set_line_width(_CELL * 0.94 / _STRIPS)
    _weave(page, is_over=True)
    _weave(page, is_over=False)
    page.pop_state()
    page.end_marked_content()


def _weave(page: pydyf.Stream, is_over: bool) -> None:
    """One family of strips, seen only where the other goes under: in every second diamond."""
    low, high = HEIGHT - _BAND, HEIGHT
    middle = low + _BAND / 2
    page.push_state()
    page.rectangle(0, low, WIDTH, _BAND)
    page.clip()
    page.end()
    across = range(-1, int(WIDTH / _CELL / 2) + 2)
    if is_over:
        _diamonds(page, [(at * _CELL * 2, middle) for at in across])
    else:
        _diamonds(page, [(at * _CELL * 2 + _CELL, middle + side * _CELL) for at in across for side in (-1, 1)])
    slope = _BAND if is_over else -_BAND
    step = _CELL * 2 / _STRIPS
    for at in range(-8, int(WIDTH / step) + 8):
        page.move_to(round(at * step, 3), low)
        page.line_to(round(at * step + slope, 3), high)
    page.stroke()
    page.pop_state()


def _diamonds(page: pydyf.Stream, centres: list[tuple[float, float]]) -> None:
    """Let what is drawn from now on be seen inside these only."""
    for x, y in centres:
        page.move_to(x - _CELL, y)
        page.line_to(x, y + _CELL)
        page.line_to(x + _CELL, y)
        page.line_to(x, y - _CELL)
        page.close()
    page.clip()
    page.end()


def draw_label_box(page: pydyf.Stream, x: float, y: float, width: float, height: float) -> None:
    """The black ground a label stands on."""
    page.push_state()
    page.set_color_rgb(0, 0, 0)
    page.rectangle(x, y, width, height)
    page.fill()
    page.pop_state()
