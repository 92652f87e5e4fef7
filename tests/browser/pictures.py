"""The pictures of the README: what is in the window of a desk or a telephone, small enough for a repository."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DESK, TELEPHONE = (1280, 860), (390, 844)
#: Enough for paper, ink, the spines and the edges of letters; a picture of text gains nothing by more.
COLOURS = 128


@dataclass(frozen=True)
class Picture:
    """One picture: the name of its file, what it shows and in which window."""

    name: str
    address: str
    window: tuple[int, int] = DESK


PICTURES = (
    Picture("home", "/en/"),
    Picture("results-km", "/km/search/?q=ជនរងគ្រោះ&type=guideline"),
    Picture("publication-th", "/th/publications/g-2026-014/"),
    Picture("country-lo", "/lo/member-states/lao-pdr/"),
    Picture("phone-my", "/my/", TELEPHONE),
)


def take(page: Page, picture: Picture, folder: Path = FOLDER) -> Path:
    """Take a picture and write it below the folder; answers its path."""
    width, height = picture.window
    page.set_viewport_size({"width": width, "height": height})
    page.goto(picture.address, wait_until="networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{picture.name}.png"
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path
