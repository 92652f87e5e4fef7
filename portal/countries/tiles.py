"""The region as a grid of tiles: neighbours stand together, and no border is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from portal.countries.models import Country
from portal.translated import label_in

ROWS, COLUMNS = 4, 5


@dataclass(frozen=True)
class Tile:
    """One tile: a link to a Member State with the number of things a viewer may read about it."""

    code: str
    name: str
    url: str
    count: int
    current: bool


def grid(
    countries: Iterable[Country],
    *,
    url: Callable[[Country], str],
    counts: Mapping[str, int],
    current: str | None = None,
) -> list[list[Tile | None]]:
    """Rows of cells; a cell without a country is None (the sea)."""
    cells: list[list[Tile | None]] = [[None] * COLUMNS for _row in range(ROWS)]
    for country in countries:
        if country.row is None or country.column is None:
            continue
        cells[country.row - 1][country.column - 1] = Tile(
            code=country.code,
            name=label_in(country.name).text,
            url=url(country),
            count=counts.get(country.code, 0),
            current=country.code == current,
        )
    return cells
