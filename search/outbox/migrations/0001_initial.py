"""The rows of the outbox, and the counter that versions are drawn from."""

from django.db import migrations, models


def begin_counter(apps, schema_editor):
    """Put the one row of the counter there."""
    apps.get_model("outbox", "Counter").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "a text"),
                            ("family", "the files of a text"),
                            ("volume", "the pages of a file"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Of a text or a volume; of a family what its keys begin with.",
                        max_length=200,
                        verbose_name="key",
                    ),
                ),
                (
                    "reached",
                    models.CharField(
                        blank=True, help_text="The last part of a volume that is done.", max_length=200
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("next_try", models.DateTimeField(help_text="Nobody takes it before.")),
                ("held_by", models.CharField(blank=True, max_length=32)),
                ("held_until", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("given_up", models.DateTimeField(null=True, verbose_name="given up")),
            ],
            options={
                "verbose_name": "change for the search engine",
                "verbose_name_plural": "changes for the search engine",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_up__isnull", True)), fields=["next_try"], name="outbox_next_try"
                    ),
                    models.Index(fields=["key"], name="outbox_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("keys", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunPython(begin_counter, migrations.RunPython.noop),
    ]
