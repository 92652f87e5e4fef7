"""The kinds of what is looked for, in their order, and what follows from each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """A kind; its label is what a person is told."""

    IDENTIFIER = "identifier", _("number of an identity document")
    CARD = "card", _("number of a card or an account")
    PHONE = "phone", _("telephone number")
    EMAIL = "email", _("e-mail address")
    COORDINATES = "coordinates", _("coordinates of a place")
    BIRTH = "birth", _("date of birth")
    AGE = "age", _("age of a child beside a word for victims")
    CASE = "case", _("case number")
    SMALL_COUNT = "small_count", _("count below 11")


#: Nothing with one of these is stored or shown, unless staff decide that a publication may hold it.
HELD = frozenset({Kind.IDENTIFIER})
#: What may be told to people who know of it already: nobody is asked for anything.
WARNED = frozenset({Kind.SMALL_COUNT})
#: The rest takes a reason.
ASKED = frozenset(Kind) - HELD - WARNED
