"""Under the Chatham House rule a moderator decides without learning on whom."""

from __future__ import annotations

import json
import re

from django.core.serializers import serialize

from dialogues.moderation import actions
from dialogues.moderation.models import Case, Decision
from portal.audit.models import Entry
from portal.members import own_data
from tests.dialogues.moderation.conftest import below, decided, waiting
from tests.dialogues.threads.conftest import Talk
from tests.dialogues.threads.test_chatham_house import traces


def under(sealed_talk: Talk) -> tuple[Case, Case]:
    """What a voice from Malaysia wrote, kept back, and the appeal against that."""
    case = waiting(sealed_talk)
    hidden = decided(case, Decision.Act.HIDE, sealed_talk.moderator)
    return case, actions.appeal(decision=hidden, text="I named nobody.", language="en", by=sealed_talk.my)


class SealedVoicesTests:
    def test_no_page_of_a_moderator_tells_who_spoke_or_when(self, sealed_talk: Talk) -> None:
        case, appeal = under(sealed_talk)
        browser = sealed_talk.house.browser(sealed_talk.moderator)
        for address in ("", "log/", "log.csv", f"cases/{case.token}/", f"cases/{appeal.token}/"):
            answer = browser.get(below(sealed_talk, address))
            page = b"".join(answer).decode()  # type: ignore[arg-type]
            told = page[page.index('class="text"') :] if 'class="text"' in page else page
            told = told.replace("Thailand and Malaysia", "")
            for trace in traces(sealed_talk):
                assert trace not in told, address
            if "cases/" in address:
                assert "Voice 2" in told
                plain = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", told[: told.index("</main>")])
                assert not re.search(r"\d{1,2}:\d{2}|202\d", plain)

    def test_no_table_of_moderation_joins_a_person_and_what_they_wrote(self, sealed_talk: Talk) -> None:
        case, _appeal = under(sealed_talk)
        for rows in (Case.objects.all(), Decision.objects.all()):
            told = json.loads(serialize("json", rows))
            assert sealed_talk.my.pk not in [row["fields"].get(name) for row in told for name in ("by", "claimed_by")]
        acts = Entry.objects.filter(object_key__in={str(case.post.pk)}, action__startswith="moderation")
        assert {"moderation.hide", "moderation.appealed"} <= set(acts.values_list("action", flat=True))
        assert not acts.filter(actor_id__isnull=False).exists()

    def test_what_somebody_is_handed_of_themselves_has_no_appeal_in_it(self, sealed_talk: Talk) -> None:
        under(sealed_talk)
        told = own_data.told(sealed_talk.my)["moderation"]
        assert told == {"reports": [], "decisions": [], "looks at sealed texts": []}
        assert len(own_data.told(sealed_talk.moderator)["moderation"]["decisions"]) == 1
