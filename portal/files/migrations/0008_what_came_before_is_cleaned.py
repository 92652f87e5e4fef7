"""What was stored before files were cleaned goes through quarantine: served to nobody until the worker has been there.

Former versions and images are in quarantine by the default of their new column.
"""

from typing import Any

from django.db import migrations


def into_quarantine(apps: Any, schema_editor: Any) -> None:
    """Let the worker begin anew with every document that was not refused; the text that was taken stays."""
    documents = apps.get_model("files", "PortalDocument").objects.using(schema_editor.connection.alias)
    documents.exclude(state="refused").update(state="received", attempts=0)


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0007_files_wait_in_quarantine"),
    ]

    operations = [
        migrations.RunPython(into_quarantine, migrations.RunPython.noop),
    ]
