"""The audit asks the addresses of moderation."""

from __future__ import annotations

import pytest

from dialogues.moderation.models import Flag
from dialogues.spaces.models import RulesAcceptance
from portal.surfaces.auditing import audit
from portal.surfaces.roles import roles
from portal.surfaces.samples import KINDS
from portal.surfaces.table import TABLE
from tests.dialogues.moderation.conftest import reported, waiting
from tests.dialogues.threads.conftest import Talk

CASES = tuple(kind for kind in KINDS if kind.name == "case")
ROWS = tuple(row for row in TABLE if "/moderation/" in row.pattern)


class AuditTests:
    def test_no_member_of_the_portal_learns_of_a_case(self, portal: None, talk: Talk) -> None:
        waiting(talk)
        reported(talk, Flag.Reason.IDENTIFIES)
        assert RulesAcceptance.objects.exists()
        findings = audit(table=ROWS, kinds=CASES, who=roles())
        wrong = [said for said in findings.differences if "no row speaks" not in said]
        assert not wrong, "\n".join(wrong)
        assert findings.samples

    def test_a_rule_that_forgets_who_moderates_is_found(
        self, portal: None, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from dialogues.moderation import queries

        waiting(talk)
        monkeypatch.setattr("dialogues.spaces.entering.space_or_404", lambda viewer, slug: talk.space)
        monkeypatch.setattr("dialogues.spaces.entering.has_accepted", lambda viewer, space: True)
        monkeypatch.setattr(queries, "may_look_after", lambda viewer, space: True)
        monkeypatch.setattr(queries, "would_read", lambda viewer, post: True)
        findings = audit(table=ROWS, kinds=CASES, who=roles())
        assert any("/cases/" in said for said in findings.differences)
