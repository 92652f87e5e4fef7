"""What a portal holds, told without any of the portal's own counting: rows, files, and what searches find.

``python -m tests.drills.inventory`` tells in JSON the sum over the rows of each table as Django reads them, the hash of
each stored file, and the results of every example of the help pages and of each publication that stands still.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

#: What a restore itself writes: sessions end, the log says that it was, waiting mails wait for somebody.
_TOUCHED = {
    "audit.entry",
    "members.user",
    "members.invitation",
    "members.proofreset",
    "notices.mail",
    "backups.backup",
    "audit.link",
    "audit.origin",
    "sessions.session",
    "usersessions.usersession",
    "caching.entry",
    "work.worker",
}
#: The index is built anew, and says when; tasks and changes that wait for the index come of that.
_MADE_ANEW = ("search.", "outbox.", "wagtailsearch.", "django_tasks_database.", "metrics.", "suggestions.", "work.")


def tables() -> dict[str, list[Any]]:
    """For each model how many rows, and a sum of all they say."""
    from django.apps import apps

    told = {}
    for model in apps.get_models(include_auto_created=True):
        name = model._meta.label_lower
        if model._meta.proxy or not model._meta.managed or name in _TOUCHED or name.startswith(_MADE_ANEW):
            continue
        rows = sorted(repr([_plain(value) for value in row]) for row in model._base_manager.order_by().values_list())
        told[name] = [len(rows), hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()]
    return told


def _plain(value: Any) -> Any:
    """A value whose words are the same in every process; those of a page's body are not."""
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def files() -> dict[str, str]:
    """The hash of each file below the folder of uploads."""
    from pathlib import Path

    from django.conf import settings

    folder = Path(settings.MEDIA_ROOT)
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def searches(standing: list[dict[str, str]]) -> dict[str, list[Any]]:
    """For each question how many results there are, and the first of them in order."""
    from django.utils import translation

    from portal.languages import LANGUAGES
    from portal.viewer import ANONYMOUS
    from search.engines import engine_named
    from search.help.reading import help_in
    from search.partitions import partitions_for
    from search.query import plan_of_text
    from search.results import find

    asked = [(one["words"], one["language"]) for one in standing]
    for language in LANGUAGES:
        asked += [(one.query, one.language) for part in help_in(language.code).sections for one in part.examples]
    told = {}
    for words, language in sorted(set(asked)):
        with translation.override(language):
            found = find(plan_of_text(words, language, partitions_for(ANONYMOUS)), ANONYMOUS, engine_named())
        told[f"{language}: {words}"] = [found.engine, found.total, [str(hit.key) for hit in found.hits]]
    return told


if __name__ == "__main__":
    import django

    django.setup()
    given = json.loads(sys.argv[1])
    print(json.dumps({"tables": tables(), "files": files(), "searches": searches(given)}))
