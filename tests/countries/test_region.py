"""The Member States in protocol order, and the region as tiles that draw no border."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.countries.models import Country
from portal.countries.queries import labels, member_states
from portal.countries.tiles import COLUMNS, ROWS, grid
from portal.languages import BY_CODE
from portal.marking import Label
from tests.conftest import MakePublication

PROTOCOL_ORDER = ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN"]
REGION = [
    ["MM", "LA", "VN", None, None],
    ["TH", "KH", None, None, "PH"],
    ["MY", None, "BN", None, None],
    ["SG", "ID", None, None, "TL"],
]


@pytest.mark.usefixtures("portal")
class RegionTests:
    def test_member_states_stand_in_english_alphabetical_order_in_every_language(self) -> None:
        assert [country.code for country in member_states()] == PROTOCOL_ORDER
        for code in BY_CODE:
            assert list(labels(code)) == PROTOCOL_ORDER
            assert all(labels(code).values())

    def test_partners_are_named_but_are_no_member_states(self) -> None:
        Country.objects.create(code="AU", slug="australia", kind=Country.Kind.PARTNER, name={"en": "Australia"})
        assert "AU" not in [country.code for country in member_states()]
        assert labels("th")["AU"] == "Australia"

    def test_each_has_its_tile_and_a_partner_has_none(self) -> None:
        Country.objects.create(code="AU", slug="australia", kind=Country.Kind.PARTNER, name={"en": "Australia"})
        rows = grid(Country.objects.all(), url=lambda country: f"/{country.slug}/", counts={"LA": 3}, current="LA")
        assert (len(rows), {len(row) for row in rows}) == (ROWS, {COLUMNS})
        assert [[tile.code if tile else None for tile in row] for row in rows] == REGION
        lao = rows[0][1]
        assert (lao.name, lao.url, lao.count, lao.current) == ("Lao PDR", "/lao-pdr/", 3, True)
        assert rows[0][0].count == 0

    def test_every_member_state_has_a_page_in_every_language(self, client: Client) -> None:
        for number, country in enumerate(member_states()):
            code = list(BY_CODE)[number]
            page = client.get(f"/{code}/member-states/{country.slug}/")
            assert page.status_code == 200
            assert country.formal_name[code] in page.content.decode()

    def test_a_tile_counts_families_once_and_only_what_the_visitor_may_read(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        lao = [Country.objects.get(code="LA")]
        make_publication("T-2026-101", countries=lao)
        make_publication("T-2026-101", "lo", countries=lao)
        make_publication("T-2026-102", countries=lao, label=Label.GREEN)
        tiles = client.get("/en/").context["tiles"]
        assert {tile.code: tile.count for row in tiles for tile in row if tile}["LA"] == 1
