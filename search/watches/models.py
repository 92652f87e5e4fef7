"""Who watches what, since when a text can be read, and who was told of it. Nothing here holds a title or a text."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.languages import LANGUAGES
from portal.members.models.tokens import LENGTH, new_token
from search.watches.limits import LONGEST_QUESTION
from search.watches.words import Cadence

_LANGUAGES = [(language.code, language.own_name) for language in LANGUAGES]


class Watcher(models.Model):
    """Who is told: somebody with an account, or an address of which nothing else is known. It goes with its watches."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="library_watcher"
    )
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=10, choices=_LANGUAGES, default="en")
    """What mails to an address are written in; people with an account have chosen theirs."""
    token = models.CharField(max_length=LENGTH, unique=True, default=new_token)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, address="") | (Q(user__isnull=True) & ~Q(address="")),
                name="a_watcher_is_a_person_or_an_address",
            ),
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""), name="one_watcher_an_address"),
        ]

    def __str__(self) -> str:
        return self.token


class Watch(models.Model):
    """A saved search, as its address says it, and the languages in which its reader is told of what is new."""

    watcher = models.ForeignKey(Watcher, on_delete=models.CASCADE, related_name="watches")
    token = models.CharField(max_length=LENGTH, unique=True, default=new_token)
    question = models.CharField(max_length=LONGEST_QUESTION, blank=True)
    languages = models.JSONField(default=list)
    cadence = models.CharField(max_length=10, choices=Cadence, default=Cadence.DAILY)
    asked_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    """When its reader confirmed it; until then nobody is told of anything."""
    looked_at = models.DateTimeField(null=True, db_index=True)
    """What could be read by then has been told, or was there before."""

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.token


class Arrival(models.Model):
    """Since when the readers of a partition can find a text. The first time counts, whatever became of it since."""

    key = models.CharField(max_length=200)
    family = models.CharField(max_length=200, db_index=True)
    partition = models.CharField(max_length=32)
    language = models.CharField(max_length=16)
    posted = models.DateField(null=True)
    at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "partition"], name="a_text_arrives_once"),
        ]

    def __str__(self) -> str:
        return self.key


class Told(models.Model):
    """That somebody was told of a family, and in which mail: nobody is told twice."""

    watcher = models.ForeignKey(Watcher, on_delete=models.CASCADE, related_name="told")
    watch = models.ForeignKey(Watch, on_delete=models.CASCADE)
    family = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    mail = models.CharField(max_length=32, db_index=True)
    """What the mail is known by, among all that were written here."""
    at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["watcher", "family"], name="nobody_is_told_twice"),
        ]

    def __str__(self) -> str:
        return self.mail
