"""The full-text tables are told to join any two of the pieces they are in."""

from django.db import migrations

PARTITIONS = ("clear", "green")


def set_pieces(pieces):
    """A step that sets how many pieces of one size there may be before they are joined."""

    def step(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for partition in PARTITIONS:
                table = f"search_words_{partition}"
                schema_editor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('usermerge', {pieces})")

    return step


class Migration(migrations.Migration):
    dependencies = [("search", "0002_expiry")]

    operations = [migrations.RunPython(set_pieces(2), set_pieces(4))]
