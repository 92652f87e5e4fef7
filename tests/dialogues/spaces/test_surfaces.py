"""The audit asks the addresses of spaces, of those in them and of everybody else."""

from __future__ import annotations

import pytest

from dialogues.spaces import queries
from dialogues.spaces.models import Space
from portal.surfaces.auditing import audit
from portal.surfaces.roles import Role, role, roles
from portal.surfaces.samples import KINDS
from portal.surfaces.table import TABLE
from portal.viewer import MEMBER
from tests.dialogues.spaces.house import RULES, House

SPACES = tuple(kind for kind in KINDS if kind.name == "space")
ROWS = tuple(row for row in TABLE if row.pattern.startswith("*/members/spaces/"))


@pytest.fixture
def everybody(house: House) -> tuple[Role, ...]:
    """Whoever the rule tells apart, and somebody whose seat is in both spaces: one hidden, one not."""
    from dialogues.spaces import actions

    more = {"title": {"en": "Known"}, "owners": [house.th.delegation], "rules": RULES, "by": None}
    known = actions.open_space(kind="thematic", hidden=False, **more)
    for space in (house.space, known):
        house.admit(house.th.desk_seat, space=space)
    inside = role("somebody in the space", (MEMBER, f"seat:{house.th.desk_seat.token}"), house.th.desk.pk)
    return (*roles(), inside)


class AuditTests:
    def test_nobody_learns_of_a_hidden_space_but_those_in_it(self, portal: None, everybody: tuple[Role, ...]) -> None:
        findings = audit(table=ROWS, kinds=SPACES, who=everybody)
        wrong = [said for said in findings.differences if "no row speaks" not in said]
        assert not wrong, "\n".join(wrong)
        assert len(findings.samples) == 2

    def test_a_rule_that_forgets_who_is_inside_is_found(
        self, portal: None, everybody: tuple[Role, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from dialogues.spaces.views import reading

        monkeypatch.setattr(reading, "spaces_for", lambda viewer: Space.objects.all())
        findings = audit(table=ROWS, kinds=SPACES, who=everybody)
        assert any("members/spaces/" in said and "a member got 200" in said for said in findings.differences)
        assert queries.spaces_for is not reading.spaces_for
