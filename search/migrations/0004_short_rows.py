"""The rows that are searched become short: texts to a table of their own, facets to the codes that a row has anyway."""

import django.db.models.deletion
from django.db import migrations, models


def copy_texts(apps, schema_editor):
    """Bring every text over, and the day a row is sorted by into the row."""
    schema_editor.execute("INSERT INTO search_showntext (row_id, text) SELECT id, text FROM search_indexedtext")
    schema_editor.execute("UPDATE search_indexedtext SET day = COALESCE(issued, posted)")


def copy_back(apps, schema_editor):
    """Bring every text back; the facets come with the next ``check_index --fix``."""
    schema_editor.execute(
        "UPDATE search_indexedtext SET fingerprint = '',"
        " text = (SELECT s.text FROM search_showntext s WHERE s.row_id = search_indexedtext.id)"
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0003_gathered_words")]

    operations = [
        migrations.CreateModel(
            name="ShownText",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="shown",
                        serialize=False,
                        to="search.indexedtext",
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="indexedtext",
            name="day",
            field=models.DateField(help_text="When it was issued, or else posted: what it is sorted by.", null=True),
        ),
        migrations.AlterField(
            model_name="indexedtext", name="text", field=models.TextField(default="", blank=True)
        ),
        migrations.RunPython(copy_texts, copy_back),
        migrations.RemoveField(model_name="indexedtext", name="text"),
        migrations.AlterField(
            model_name="indexedtext",
            name="codes",
            field=models.TextField(
                help_text="Every facet but the language as facet=code lines, for filters and counting."
            ),
        ),
        migrations.RemoveIndex(model_name="indexedtext", name="search_text_partition"),
        migrations.AddIndex(
            model_name="indexedtext", index=models.Index(fields=["partition", "day"], name="search_text_day")
        ),
        migrations.AddIndex(
            model_name="indexedtext", index=models.Index(fields=["partition", "updated"], name="search_text_updated")
        ),
        migrations.AddIndex(
            model_name="indexedtext", index=models.Index(fields=["partition", "sort_title"], name="search_text_title")
        ),
        migrations.DeleteModel(name="IndexedFacet"),
    ]
