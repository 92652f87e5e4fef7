"""How indices and their aliases are called, so that a name alone says what an index holds and what it is for.

An index is ``<prefix>-<partition>-v<version>-<stamp>``. Nobody reads or writes it by that name but by its aliases:
``<prefix>-<partition>-v<version>`` is what is searched, ``…-next`` what a running rebuild fills, ``…-aside-<stamp>``
what was searched until that moment and goes a day later. The version stands in the alias as well: code of another
version does not find it, so no index is ever half understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.partitions import is_partition

NEXT, ASIDE = "-next", "-aside-"
_STAMP = "%Y%m%d%H%M%S%f"
_TAIL = re.compile(r"(?P<partition>.+)-v(?P<version>[0-9a-f]{8})-(?P<stamp>\d{20})")


@dataclass(frozen=True)
class IndexName:
    """What the name of an index tells: its partition, the version of mapping and analysis, when it was made."""

    prefix: str
    partition: str
    version: str
    stamp: str

    def __str__(self) -> str:
        return f"{live_alias(self.prefix, self.partition, self.version)}-{self.stamp}"

    @property
    def made(self) -> datetime:
        """When the index was made."""
        return moment(self.stamp)


def live_alias(prefix: str, partition: str, version: str) -> str:
    """The name under which a partition is searched by code of this version."""
    return f"{prefix}-{partition}-v{version}"


def searched_as(alias: str, partition: str) -> str:
    """The same for a question that finds nothing, instead of failing, where the partition has no index: it holds
    nothing. No other name of ours is matched, since all partitions of a kind have names of one length."""
    return alias.replace(partition, f"{partition}*")


def stamp(now: datetime | None = None) -> str:
    """A moment as it stands in names; without one, this moment."""
    return (now or datetime.now(UTC)).strftime(_STAMP)


def moment(stamped: str) -> datetime:
    """The moment a stamp names."""
    return datetime.strptime(stamped, _STAMP).replace(tzinfo=UTC)


def read_name(prefix: str, name: str) -> IndexName | None:
    """What a name tells, or None when it is no index of this prefix and of a partition that there is."""
    if not name.startswith(f"{prefix}-"):
        return None
    told = _TAIL.fullmatch(name[len(prefix) + 1 :])
    if told is None or not is_partition(told["partition"]):
        return None
    return IndexName(prefix, told["partition"], told["version"], told["stamp"])


def put_aside(alias: str) -> datetime | None:
    """When an index was put aside, as one of its aliases tells; None for an alias that tells something else."""
    _before, found, stamped = alias.rpartition(ASIDE)
    return moment(stamped) if found and stamped.isdecimal() and len(stamped) == 20 else None
