"""Setting up: everything a portal needs, as often as one likes, and nothing of what staff changed."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.serializers import serialize
from django.test import Client
from wagtail.models import GroupPagePermission, Locale, Page, Workflow, WorkflowPage

from portal.access import marking_of
from portal.countries.models import Country
from portal.glossary.models import Provision, Theme
from portal.languages import BY_CODE
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import User
from portal.pages.models import CountryPage, HomePage, InformationPage, ThemePage
from portal.pages.setting_up import steps
from portal.pages.setting_up.roles import EDITORS, PUBLISHERS

APPS = ("countries", "glossary", "pages", "markings", "resources", "wagtailcore", "auth", "members", "audit", "search")


def everything() -> dict[str, str]:
    """Every row of what setting up could touch."""
    models = (model for label in APPS for model in apps.get_app_config(label).get_models())
    return {
        model._meta.label: serialize("json", model._default_manager.order_by("pk"))
        for model in models
        if model._meta.label not in {"wagtailcore.ReferenceIndex", "pages.PublishedStamp"}
    }


def set_up(*arguments: str) -> str:
    out = StringIO()
    call_command("set_up", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("portal")
class SetUpTests:
    def test_it_makes_every_language_country_theme_and_page(self) -> None:
        assert set(Locale.objects.values_list("language_code", flat=True)) == set(BY_CODE)
        assert Country.objects.filter(kind="member").count() == 11
        assert HomePage.objects.count() == 13
        assert CountryPage.objects.count() == 13 * 11
        assert ThemePage.objects.count() == 13 * Theme.objects.count()
        assert InformationPage.objects.count() == 13 * 5
        assert Provision.objects.filter(code="actip-14").exists()
        assert {marking_of(page) for page in Page.objects.filter(depth__gte=2)} == {Label.CLEAR}

    def test_every_label_is_there_in_every_language(self) -> None:
        for model in (Country, Theme, Provision):
            for item in model.objects.all():
                label = item.name if model is Country else item.label
                assert set(label) == set(BY_CODE), item

    def test_a_second_time_changes_nothing(self) -> None:
        before = everything()
        set_up()
        after = everything()
        assert [name for name in before if before[name] != after[name]] == []

    def test_what_staff_changed_stays_and_what_is_missing_comes_back(self) -> None:
        theme = Theme.objects.get(slug="non-punishment")
        theme.label = {**theme.label, "en": "Our own word", "lo": ""}
        theme.save()
        page = InformationPage.objects.get(slug="about", locale__language_code="en")
        page.title = "About us"
        page.save()
        withdrawn = InformationPage.objects.get(slug="terms", locale__language_code="en")
        withdrawn.unpublish()
        closed = InformationPage.objects.get(slug="contact", locale__language_code="en")
        set_marking(group=closed.translation_key, label=Label.GREEN, by=None)
        InformationPage.objects.get(slug="contact", locale__language_code="th").delete()
        editors, publishers = Group.objects.get(name=EDITORS), Group.objects.get(name=PUBLISHERS)
        GroupPagePermission.objects.filter(group=publishers, permission__codename="lock_page").delete()
        editors.permissions.add(Permission.objects.get(codename="submit_translation"))
        Workflow.objects.filter(name="Review").update(name="Our review")

        set_up()

        theme.refresh_from_db()
        assert theme.label["en"] == "Our own word"
        assert theme.label["lo"], "an empty label is filled in"
        page.refresh_from_db()
        withdrawn.refresh_from_db()
        assert page.title == "About us"
        assert not withdrawn.live
        assert InformationPage.objects.filter(slug="contact", locale__language_code="th").exists()
        assert marking_of(closed) == Label.GREEN
        assert not GroupPagePermission.objects.filter(group=publishers, permission__codename="lock_page").exists()
        assert editors.permissions.filter(codename="submit_translation").exists()
        assert [flow.name for flow in Workflow.objects.filter(active=True, workflow_pages__isnull=False)] == [
            "Our review"
        ]
        assert WorkflowPage.objects.count() == 1

    def test_steps_run_in_order_and_are_told(self) -> None:
        told: list[str] = []
        steps.run_all(told.append)
        assert told.index("languages") < told.index("pages") < told.index("shelves of publications")
        with pytest.raises(ImproperlyConfigured, match="registered twice"):
            steps.register("pages", 1, lambda: None)


@pytest.mark.usefixtures("portal")
class AdministratorTests:
    EMAIL = "Head@Office.example"

    def test_a_link_to_choose_a_password_works_once(self, client: Client) -> None:
        said = set_up("--administrator", self.EMAIL)
        user = User.objects.get(email="head@office.example")
        assert user.is_superuser
        assert not user.has_usable_password()
        path = re.search(r"https?://[^/]+(/\S+)", said)[1]
        form = client.get(path, follow=True)
        assert form.status_code == 200
        chosen = {"password1": "quiet river stones", "password2": "quiet river stones"}
        client.post(form.redirect_chain[-1][0], chosen)
        user.refresh_from_db()
        assert user.check_password("quiet river stones")
        again = Client().get(path, follow=True).content.decode()
        assert 'name="password1"' not in again

    def test_asking_again_makes_no_second_person(self) -> None:
        set_up("--administrator", self.EMAIL)
        set_up("--administrator", self.EMAIL.upper())
        assert User.objects.filter(email__iexact=self.EMAIL).count() == 1
