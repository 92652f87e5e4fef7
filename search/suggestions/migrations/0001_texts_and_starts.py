"""Public titles and terms, and every place in them where a reader may begin to type."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty at first: ``set_up`` brings the terms, ``check_index --fix`` the titles of what is there."""

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestible',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(help_text='The index key of a document, or concept:<number>.', max_length=200)),
                ('kind', models.CharField(choices=[('concept', 'Concept'), ('document', 'Document')], max_length=10)),
                ('family', models.CharField(help_text="What is suggested once only: a family, or a concept's slug.", max_length=200)),
                ('language', models.CharField(max_length=16)),
                ('text', models.TextField()),
                ('folded', models.TextField(help_text='The text as it is compared: see search.suggestions.keys.')),
                ('words', models.TextField(help_text='Its canonical words, accents still on, for the vocabulary.')),
                ('analysis', models.PositiveSmallIntegerField(default=0, help_text='The version of the analysis that made those two.')),
                ('weight', models.IntegerField(default=0)),
                ('expires', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['owner'], name='suggestions_owner')],
            },
        ),
        migrations.CreateModel(
            name='Start',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('kind', models.CharField(choices=[('concept', 'Concept'), ('document', 'Document')], max_length=10)),
                ('place', models.PositiveSmallIntegerField(help_text='0 at the beginning of the text, 1 anywhere else.')),
                ('key', models.CharField(max_length=32)),
                ('offset', models.PositiveSmallIntegerField(help_text='Where in the folded text this is.')),
                ('suggestible', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='starts', to='suggestions.suggestible')),
            ],
            options={
                'indexes': [models.Index(fields=['language', 'kind', 'place', 'key'], name='suggestions_start_key')],
            },
        ),
    ]
