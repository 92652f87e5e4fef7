"""Settings for worker processes of tests: background work and Wagtail alone, a database of their own.

Folder and database come from the environment because the process under test is started from outside. Migrations are
left out: tables made from the models cost a second instead of ten, and the migrations are run by the tests of the whole
site.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from portal.settings.databases import database
from portal.settings.keeping import periods

FOLDER = Path(os.environ.get("WORK_TEST_FOLDER") or tempfile.gettempdir())

SECRET_KEY = "only for tests of background work"
STATIC_URL = "/static/"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "tests.work.sample",
    "portal.work",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
MIGRATION_MODULES = dict.fromkeys(
    ["work", "wagtailcore", "taggit", "django_tasks_database", "auth", "contenttypes"],
)
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), FOLDER)}
if name := os.environ.get("WORK_TEST_DATABASE"):
    DATABASES["default"]["NAME"] = name
RETENTION = periods()
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": [], "OPTIONS": {}}}
