"""A world of papers under every label with every shape of named readers, for the tests of the rule."""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st

from portal.marking import Label
from portal.markings.models import Marking, NamedReader
from portal.viewer import Viewer
from tests.access.oracle import Facts
from tests.access.restricted.models import Paper

#: What a row may name, of the kinds that fit and of those that never do.
WHO = ("space:a", "space:b", "body:a", "body:b", "person:7", "person:None", "member", "public", "seat:a", "")
WITHIN = ("", "space:a", "space:b", "body:a", "member")
GRANTS = ("public", "member", "staff", "seat:a", "space:a", "space:b", "body:a", "body:b", "delegation:a", "person:7")

viewers = st.builds(
    Viewer,
    user_id=st.sampled_from([None, 7, 8]),
    principals=st.frozensets(st.sampled_from(GRANTS)).flatmap(
        # Most viewers are public and members, as in life; the others are what a mistake elsewhere would make.
        lambda some: st.sampled_from([some | {"public"}, some | {"public", "member"}, some])
    ),
)


def shapes() -> list[Facts]:
    """Every label live, expired and down; every label with every single row, and one with two."""
    labels = [*[label.value for label in Label], None]
    made = [
        Facts(label, published=published, expired=expired)
        for label, published, expired in itertools.product(labels, (True, False), (True, False))
    ]
    named = [label.value for label in Label]
    made += [Facts(label, ((who, only),)) for label, who, only in itertools.product(named, WHO, WITHIN)]
    made += [Facts(label, (("body:a", "space:a"), ("body:b", "space:b"))) for label in named]
    made += [Facts(label, (("body:a", ""), ("person:7", "")), expired=True) for label in named]
    return made


def make(shape: Facts) -> Paper:
    """A paper of that shape."""
    return make_all([shape])[0]


def make_all(wanted: list[Facts]) -> list[Paper]:
    """Papers of these shapes, in their order."""
    hour = timedelta(hours=1)
    groups = [uuid.uuid4() for _ in wanted]
    marked = Marking.objects.bulk_create(
        Marking(group=group, label=of.label) for group, of in zip(groups, wanted, strict=True) if of.label
    )
    of_group = {marking.group: marking for marking in marked}
    NamedReader.objects.bulk_create(
        NamedReader(marking=of_group[group], principal=who, within=only)
        for group, of in zip(groups, wanted, strict=True)
        for who, only in of.named
    )
    return Paper.objects.bulk_create(
        Paper(
            translation_key=group,
            title=str(number),
            live=of.published,
            expire_at=timezone.now() - hour if of.expired else None if number % 2 else timezone.now() + hour,
        )
        for number, (group, of) in enumerate(zip(groups, wanted, strict=True))
    )
