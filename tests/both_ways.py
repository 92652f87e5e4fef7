"""Run by ``test_migrations`` in a process and a database of its own: every migration forwards, and ours back again."""

from __future__ import annotations

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

#: What Wagtail's own tables lead to, and its migrations do not go back: these return to their first migration.
BELOW_WAGTAIL = {"members", "countries"}
FIRST = [("members", "0001_initial")]


def ours() -> list[str]:
    """The labels of our apps that have migrations."""
    modules = ("portal.", "resources", "search")
    loaded = MigrationExecutor(connection).loader.migrated_apps
    found = {app.label for app in apps.get_app_configs() if app.name.startswith(modules)}
    return sorted(found & loaded - BELOW_WAGTAIL)


call_command("migrate", verbosity=0)
# All in one plan: making the states of the models once for each app takes far longer than the migrations.
MigrationExecutor(connection).migrate([*((label, None) for label in ours()), *FIRST])
kept = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in ours()}
print("left:", sorted(kept & set(connection.introspection.table_names())))
call_command("migrate", verbosity=0)
print("missing:", sorted(kept - set(connection.introspection.table_names())))
