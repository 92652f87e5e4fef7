"""What may be suggested: public titles and terms, and every place in them where a reader may begin to type."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

#: So much of a text is compared in the index; the rest of a longer question is compared with the text itself.
KEY_LENGTH = 32


class Kind(models.TextChoices):
    """What a suggestion is: a concept leads to a search for its term, a document to its page."""

    CONCEPT = "concept"
    DOCUMENT = "document"


class Suggestible(models.Model):
    """One public text in one language."""

    owner = models.CharField(max_length=200, help_text="The index key of a document, or concept:<number>.")
    kind = models.CharField(max_length=10, choices=Kind)
    family = models.CharField(max_length=200, help_text="What is suggested once only: a family, or a concept's slug.")
    language = models.CharField(max_length=16)
    text = models.TextField()
    folded = models.TextField(help_text="The text as it is compared: see search.suggestions.keys.")
    words = models.TextField(help_text="Its canonical words, accents still on, for the vocabulary.")
    analysis = models.PositiveSmallIntegerField(default=0, help_text="The version of the analysis that made those two.")
    weight = models.IntegerField(default=0)
    expires = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["owner"], name="suggestions_owner")]

    def __str__(self) -> str:
        return self.text


class Start(models.Model):
    """A place in a text where a word, or in a script without spaces a letter group, begins."""

    suggestible = models.ForeignKey(Suggestible, on_delete=models.CASCADE, related_name="starts")
    language = models.CharField(max_length=16)
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.PositiveSmallIntegerField(help_text="0 at the beginning of the text, 1 anywhere else.")
    key = models.CharField(max_length=KEY_LENGTH)
    offset = models.PositiveSmallIntegerField(help_text="Where in the folded text this is.")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["language", "kind", "place", "key"], name="suggestions_start_key")
        ]

    def __str__(self) -> str:
        return self.key
