"""The rows of the embedded index and, on SQLite, its two full-text tables."""

import django.db.models.deletion
from django.db import migrations, models

PARTITIONS = ("clear", "green")
TOKENS = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"


def create_words(apps, schema_editor):
    """Create one full-text table a partition; other databases have an engine of their own elsewhere."""
    if schema_editor.connection.vendor == "sqlite":
        for partition in PARTITIONS:
            schema_editor.execute(
                f'CREATE VIRTUAL TABLE search_words_{partition} USING fts5(title, w, x, s, g, tokenize="{TOKENS}")'
            )


def drop_words(apps, schema_editor):
    """Take the full-text tables away again."""
    if schema_editor.connection.vendor == "sqlite":
        for partition in PARTITIONS:
            schema_editor.execute(f"DROP TABLE IF EXISTS search_words_{partition}")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("family", models.CharField(max_length=200)),
                ("partition", models.CharField(max_length=32)),
                ("language", models.CharField(max_length=16)),
                ("sort_title", models.CharField(max_length=200)),
                ("issued", models.DateField(null=True)),
                ("posted", models.DateField(null=True)),
                ("updated", models.DateTimeField(null=True)),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "codes",
                    models.TextField(help_text="Every facet but the language as facet=code lines, for counting."),
                ),
                ("text", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["family", "language"], name="search_text_family"),
                    models.Index(fields=["partition", "issued"], name="search_text_partition"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexedFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facet", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=100)),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facets",
                        to="search.indexedtext",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["facet", "code", "text"], name="search_facet_code")],
                "constraints": [
                    models.UniqueConstraint(fields=("text", "facet", "code"), name="search_facet_once"),
                ],
            },
        ),
        migrations.RunPython(create_words, drop_words),
    ]
