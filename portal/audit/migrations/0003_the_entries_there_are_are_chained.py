"""The chain begins with the first entry there is."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from portal.audit.chain import FORM, START, hash_of

_AT_ONCE = 500


def chain_what_is_there(apps: Any, _editor: Any) -> None:
    """Give every entry without a place the next one, in the order in which they were written."""
    entries, links = apps.get_model("audit", "Entry"), apps.get_model("audit", "Link")
    number, previous = links.objects.order_by("-number").values_list("number", "hash").first() or (0, START)
    after = 0
    while some := list(entries.objects.filter(pk__gt=after, link__isnull=True).order_by("pk")[:_AT_ONCE]):
        made = []
        for entry in some:
            number += 1
            previous = hash_of(entry, number, previous, FORM)
            made.append(links(number=number, entry_id=entry.pk, form=FORM, hash=previous))
        links.objects.bulk_create(made)
        after = some[-1].pk


class Migration(migrations.Migration):
    """Chains the entries there are."""

    dependencies = [("audit", "0002_the_log_is_a_chain")]

    operations = [migrations.RunPython(chain_what_is_there, migrations.RunPython.noop)]
