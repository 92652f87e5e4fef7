"""The words of titles and summaries, for the time an engine beside the database does not answer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_short_rows")]

    operations = [
        migrations.CreateModel(
            name="BriefText",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="brief",
                        serialize=False,
                        to="search.indexedtext",
                    ),
                ),
                ("words", models.TextField(help_text="See search.engines.brief.words.")),
            ],
        ),
    ]
