"""An administrator goes into a space they are no member of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from dialogues.spaces import actions
from dialogues.spaces.models import BreakGlassEntry
from dialogues.spaces.partitions import principal_of
from dialogues.spaces.permissions import Right, rights_of
from portal.audit.models import Entry
from portal.members.models import User
from portal.notices.models import Mail
from tests.dialogues.spaces.house import PASSWORD, House, person
from tests.second_proofs import prove

REASON = "A court has asked what was said here in May."


@pytest.fixture
def administrator(db: None) -> User:
    return prove(User.objects.create_superuser("root@balai.example", PASSWORD))


class BreakingGlassTests:
    def test_an_administrator_knows_nothing_of_a_hidden_space_before(self, house: House, administrator: User) -> None:
        assert rights_of(house.viewer(administrator), house.space) == frozenset()
        page = reverse("spaces:space", args=[house.space.slug])
        assert house.browser(administrator).get(page).status_code == 404

    def test_with_a_reason_they_read_and_write_nothing(self, house: House, administrator: User) -> None:
        actions.break_glass(space=house.space, reason=REASON, by=administrator)
        assert rights_of(house.viewer(administrator), house.space) == {Right.SEE, Right.OPEN}
        assert principal_of(house.space) in house.viewer(administrator).principals

    def test_after_an_hour_they_are_out(self, house: House, administrator: User) -> None:
        actions.break_glass(space=house.space, reason=REASON, by=administrator)
        BreakGlassEntry.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert rights_of(house.viewer(administrator), house.space) == frozenset()
        assert principal_of(house.space) not in house.viewer(administrator).principals

    def test_every_owner_is_told_and_the_page_shows_it(self, house: House, administrator: User) -> None:
        space = house.bilateral()
        actions.break_glass(space=space, reason=REASON, by=administrator)
        assert set(Mail.objects.filter(kind="space.glass").values_list("user", flat=True)) == {
            house.th.head.pk,
            house.my.head.pk,
        }
        assert Entry.objects.filter(action="spaces.glass_broken", actor_id=administrator.pk).count() == 1
        house.accept(house.my.head, space=space)
        answer = house.browser(house.my.head).get(reverse("spaces:space", args=[space.slug]))
        assert REASON in answer.content.decode()

    def test_without_a_reason_nobody_goes_in(self, house: House, administrator: User) -> None:
        with pytest.raises(ValidationError):
            actions.break_glass(space=house.space, reason=" because ", by=administrator)
        assert not BreakGlassEntry.objects.exists()

    def test_nobody_else_breaks_it(self, house: House) -> None:
        clerk = person("clerk@balai.example")
        for user in (clerk, house.my.head, house.th.desk):
            with pytest.raises(PermissionDenied):
                actions.break_glass(space=house.space, reason=REASON, by=user)
            assert house.browser(user).get(reverse("spaces_staff_enter", args=[house.space.slug])).status_code != 200


class AdministrationTests:
    def test_the_list_tells_whose_spaces_there_are_and_not_their_names(self, house: House, administrator: User) -> None:
        answer = house.browser(administrator).get(reverse("spaces_staff"))
        assert "Thailand" in answer.content.decode()
        assert "Siam" not in answer.content.decode()

    def test_the_form_leads_in(self, house: House, administrator: User) -> None:
        address = reverse("spaces_staff_enter", args=[house.space.slug])
        browser = house.browser(administrator)
        assert browser.post(address, {"reason": "short"}).status_code == 422
        answer = browser.post(address, {"reason": REASON}, follow=True)
        assert "Siam" in answer.content.decode()

    def test_a_space_is_opened_for_its_owners(self, house: House, administrator: User) -> None:
        sent = {"kind": "thematic", "title_en": "Fair work", "owners": [house.th.delegation.pk], "label": "AMBER"}
        sent |= {"attribution": "chatham_house", "rules_en": "Be brief.", "hidden": "on"}
        answer = house.browser(administrator).post(reverse("spaces_staff_open"), sent)
        assert answer.status_code == 302, answer.content.decode()
        space = house.th.delegation.owned_spaces.get(space__kind="thematic").space
        assert (space.hidden, space.attribution_rule, space.rules_version) == (True, "chatham_house", 1)
