"""Provisions and terms: data that others point to, cited in the words of each language."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.glossary import queries
from portal.glossary.models import Audience, Instrument, Provision, Theme, VictimGroup
from portal.languages import BY_CODE
from portal.marking import Label
from portal.members.models import User
from tests.conftest import MakePublication


@pytest.mark.usefixtures("portal")
class ProvisionTests:
    def test_an_article_is_cited_in_each_language(self) -> None:
        article = Provision.objects.get(code="actip-14")
        with translation.override("en"):
            assert str(article) == "ACTIP Article 14"
        cited = {code: article.cited(code) for code in BY_CODE}
        assert all("14" in text for text in cited.values())
        assert len(set(cited.values())) > 8
        with translation.override("th"):
            assert article.cited() == cited["th"]
            assert article.get_absolute_url() == "/th/provisions/actip-14/"

    def test_its_page_says_what_it_asks_and_what_cites_it(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        bare = client.get("/en/provisions/actip-14/").content.decode()
        article = Provision.objects.select_related("instrument").get(code="actip-14")
        assert article.gist["en"][:30] in bare
        open_page, closed = make_publication("T-2026-101"), make_publication("T-2026-102", label=Label.GREEN)
        for page in (open_page, closed):
            page.provisions = [article]
            page.save()
        text = client.get("/en/provisions/actip-14/").content.decode()
        assert "T-2026-101" in text
        assert "T-2026-102" not in text
        assert "T-2026-101" not in client.get("/en/provisions/actip-5/").content.decode()
        assert "T-2026-101" in client.get("/en/search/?provision=actip-14").content.decode()

    def test_every_article_has_a_page_and_an_unknown_one_has_none(self, client: Client) -> None:
        for article in Provision.objects.all():
            assert client.get(f"/km/provisions/{article.code}/").status_code == 200
        assert client.get("/km/provisions/actip-999/").status_code == 404


@pytest.mark.usefixtures("portal")
class TermTests:
    @pytest.mark.parametrize("code", BY_CODE)
    def test_every_label_of_every_filter_is_there_in_every_language_in_order(self, code: str) -> None:
        for model, labels in (
            (Theme, queries.theme_labels),
            (Audience, queries.audience_labels),
            (VictimGroup, queries.victim_group_labels),
        ):
            found = labels(code)
            assert list(found) == list(model.objects.values_list("slug", flat=True))
            assert all(found.values())
        assert list(queries.provision_labels(code)) == list(Provision.objects.values_list("code", flat=True))
        assert all(code in instrument.label for instrument in Instrument.objects.all())

    def test_publishers_edit_a_label_in_thirteen_fields(self, client: Client, publisher: User) -> None:
        theme = Theme.objects.get(slug="non-punishment")
        client.force_login(publisher)
        url = reverse("wagtailsnippets_glossary_theme:edit", args=[theme.pk])
        form = client.get(url).content.decode()
        for language in BY_CODE.values():
            assert f'lang="{language.tag}"' in form
        texts = {f"label_{code}": theme.label[code] for code in BY_CODE}
        client.post(url, {**texts, "label_lo": "ຄຳໃໝ່", "slug": theme.slug, "place": theme.place})
        theme.refresh_from_db()
        assert theme.label["lo"] == "ຄຳໃໝ່"
        assert theme.label["km"] == texts["label_km"]
        assert "ຄຳໃໝ່" in client.get("/lo/").content.decode()
