"""Volumes in the embedded index: many rows that come, change and go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection, transaction
from django.db.models import CharField, Count, F, Func, QuerySet, Value
from django.db.models.functions import Concat, Substr

from portal.indexing import IndexRecord, Volume
from search.documents import COMMON_LENGTH, common_fingerprint
from search.engines.embedded.tables import standing_tables
from search.engines.embedded.writing import told_of
from search.models import IndexedText


def restate(prefix: str, volumes: Sequence[Volume]) -> dict[str, int]:
    """Bring what is held below a prefix in line with the volumes there should be, in one transaction, without analysis.

    What is of no volume any more, or of other readers, goes with its words; what has only other codes or dates is told
    anew. Answers by volume how many rows stand.
    """
    wanted = {volume.key: volume.common for volume in volumes}
    standing = dict.fromkeys(wanted, 0)
    with transaction.atomic():
        for volume, partition, language, fingerprint, number in _held(prefix):
            held = _below(f"{volume}:").filter(partition=partition, language=language)
            common = wanted.get(volume)
            if common is None or common.partition != partition:
                forget(held)
                continue
            if common_fingerprint(common) != fingerprint:
                _tell_anew(common, held)
            # Words of another language are found as before until they are written anew.
            standing[volume] += number if common.language == language else 0
    return standing


def forget(gone: QuerySet[IndexedText]) -> None:
    """Take rows out with their words, many at once, in the caller's transaction."""
    numbers, parameters = gone.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        for table in standing_tables():
            cursor.execute(f"DELETE FROM {table} WHERE rowid IN ({numbers})", parameters)
        # Django would fetch every row first, to look what else goes with it.
        cursor.execute(f"DELETE FROM search_showntext WHERE row_id IN ({numbers})", parameters)
        cursor.execute(f"DELETE FROM search_indexedtext WHERE id IN ({numbers})", parameters)


def fingerprints_of(keys: Sequence[str]) -> Mapping[str, str]:
    """The fingerprints held of these keys."""
    return dict(IndexedText.objects.filter(key__in=keys).values_list("key", "fingerprint"))


def keys_below(volume: str) -> list[str]:
    """The keys held of a volume, in no particular order."""
    return list(_below(f"{volume}:").values_list("key", flat=True))


def _below(prefix: str) -> QuerySet[IndexedText]:
    """The rows whose key begins so, found by the index over keys."""
    return IndexedText.objects.filter(key__gte=prefix, key__lt=prefix[:-1] + chr(ord(prefix[-1]) + 1))


def _held(prefix: str) -> list[tuple[str, str, str, str, int]]:
    """By volume, partition, language and what the rows have in common: how many rows there are."""
    volume = Func(F("key"), Value("0123456789"), function="RTRIM", output_field=CharField())
    told = _below(prefix).annotate(volume=volume, common=Substr("fingerprint", 1, COMMON_LENGTH))
    groups = told.values_list("volume", "partition", "language", "common").annotate(number=Count("pk")).order_by()
    return [(key.removesuffix(":"), *group) for key, *group in groups]


def _tell_anew(common: IndexRecord, held: QuerySet[IndexedText]) -> None:
    """Let rows tell what their volume has in common now; their words stay, and the half of the hash that is of them."""
    told = {name: value for name, value in told_of(common).items() if name != "language"}
    own_half = Substr(F("fingerprint"), COMMON_LENGTH + 1)
    held.update(**told, fingerprint=Concat(Value(common_fingerprint(common)), own_half))
