"""Posts that point to something in the portal show it to whoever may read it, and to nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from dialogues.threads import actions
from dialogues.threads.linking.pointing import Pointer, pointers_in
from portal.glossary.models import Provision
from portal.marking import Label
from portal.pages.models import ThemePage
from tests.dialogues.threads.conftest import Talk, words


class PointingTests:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("See G-2026-014.", Pointer("publication", "g-2026-014")),
            ("See https://balai.example/th/publications/g-2026-014/?page=2", Pointer("publication", "g-2026-014")),
            ("[the guide](/en/publications/g-2026-014/)", Pointer("publication", "g-2026-014")),
            ("under /en/provisions/actip-14/.", Pointer("provision", "actip-14")),
            ("at https://balai.example/zh-hans/member-states/thailand/,", Pointer("page", "member-states/thailand")),
        ],
    )
    def test_a_number_or_an_address_points_to_something(self, text: str, found: Pointer) -> None:
        assert pointers_in(text) == [found]

    @pytest.mark.parametrize("text", ["XG-2026-0145", "G-2026-01", "and/or", "a/en/b", "https://balai.example/xx/a/"])
    def test_what_only_looks_like_one_points_to_nothing(self, text: str) -> None:
        assert pointers_in(text) == []

    def test_what_is_pointed_to_twice_is_told_once_and_no_more_than_ten(self) -> None:
        assert len(pointers_in("G-2026-014 and /en/publications/g-2026-014/")) == 1
        assert len(pointers_in(" ".join(f"G-2026-{number:03d}" for number in range(30)))) == 10


class CardTests:
    def test_a_publication_is_shown_to_whoever_may_read_it(
        self, portal: None, talk: Talk, make_publication: Any
    ) -> None:
        open_one = make_publication(label=Label.GREEN, title="Asking for a rest")
        closed = make_publication("T-2026-102", label=None, title="Not yet for anybody")
        text = f"See {open_one.reference} and {closed.reference}."
        actions.reply(thread=talk.thread, words=words(text), by=talk.my)
        page = talk.house.browser(talk.th).get(talk.address).content.decode()
        assert "Asking for a rest" in page
        assert f"/publications/{open_one.slug}/" in page
        assert "Not yet for anybody" not in page

    def test_a_provision_a_country_and_a_theme_are_shown(self, portal: None, talk: Talk) -> None:
        provision = Provision.objects.order_by("pk")[0]
        theme = ThemePage.objects.order_by("pk")[0].slug
        text = f"See /en/provisions/{provision.code}/ and /th/member-states/thailand/ and /en/themes/{theme}/."
        actions.reply(thread=talk.thread, words=words(text), by=talk.my)
        page = talk.house.browser(talk.th).get(talk.address).content.decode()
        for where in (f"provisions/{provision.code}", "member-states/thailand", f"themes/{theme}"):
            assert f'href="/en/{where}/"' in page
        assert provision.cited("en") in page

    def test_an_address_of_nothing_shows_nothing(self, talk: Talk) -> None:
        actions.reply(thread=talk.thread, words=words("See /en/provisions/none-1/ and G-1999-001."), by=talk.my)
        page = talk.house.browser(talk.th).get(talk.address).content.decode()
        assert 'href="/en/provisions/none-1/"' not in page
