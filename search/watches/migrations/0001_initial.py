"""Watches of the library, when texts arrived, and who was told."""

import django.db.models.deletion
import portal.members.models.tokens
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('family', models.CharField(db_index=True, max_length=200)),
                ('partition', models.CharField(max_length=32)),
                ('language', models.CharField(max_length=16)),
                ('posted', models.DateField(null=True)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('key', 'partition'), name='a_text_arrives_once')],
            },
        ),
        migrations.CreateModel(
            name='Watcher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(choices=[('en', 'English'), ('th', 'ไทย'), ('lo', 'ລາວ'), ('km', 'ខ្មែរ'), ('my', 'မြန်မာ'), ('vi', 'Tiếng Việt'), ('id', 'Bahasa Indonesia'), ('ms', 'Bahasa Melayu'), ('fil', 'Filipino'), ('zh-hans', '简体中文'), ('ta', 'தமிழ்'), ('tet', 'Tetun'), ('pt', 'Português')], default='en', max_length=10)),
                ('token', models.CharField(default=portal.members.models.tokens.new_token, max_length=12, unique=True)),
                ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='library_watcher', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=portal.members.models.tokens.new_token, max_length=12, unique=True)),
                ('question', models.CharField(blank=True, max_length=1000)),
                ('languages', models.JSONField(default=list)),
                ('cadence', models.CharField(choices=[('at-once', 'At once'), ('daily', 'Once a day'), ('weekly', 'Once a week, on Monday')], default='daily', max_length=10)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('begun_at', models.DateTimeField(null=True)),
                ('looked_at', models.DateTimeField(db_index=True, null=True)),
                ('watcher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='watches.watcher')),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', models.CharField(max_length=200)),
                ('key', models.CharField(max_length=200)),
                ('mail', models.CharField(db_index=True, max_length=32)),
                ('at', models.DateTimeField(db_index=True)),
                ('watch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='watches.watch')),
                ('watcher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='watches.watcher')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='watcher',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('user__isnull', False)), models.Q(('user__isnull', True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='a_watcher_is_a_person_or_an_address'),
        ),
        migrations.AddConstraint(
            model_name='watcher',
            constraint=models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('address',), name='one_watcher_an_address'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.UniqueConstraint(fields=('watcher', 'family'), name='nobody_is_told_twice'),
        ),
    ]
