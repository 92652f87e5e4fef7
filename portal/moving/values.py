"""One value on its way: as SQLite keeps it, as PostgreSQL takes it, and as both are compared.

PostgreSQL's own types decide. What it would refuse is refused here first, with a reason that somebody can act on.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

_RANGES = {"smallint": 15, "integer": 31, "bigint": 63}


class UnfitError(ValueError):
    """A value that PostgreSQL cannot hold; the text ends a sentence that names the row."""


@dataclass(frozen=True)
class Column:
    """A column of PostgreSQL: its name, its type as information_schema calls it, and how long a text may be."""

    name: str
    type: str
    most: int | None = None

    @property
    def told(self) -> str:
        """The SQL expression under which PostgreSQL tells the value as a text."""
        name = f'"{self.name}"'
        if self.type == "bytea":
            return f"encode({name}, 'hex')"
        if self.type == "interval":
            return f"(extract(epoch FROM {name}) * 1000000)::bigint::text"
        return f"host({name})" if self.type == "inet" else f"{name}::text"

    def sent(self, value: Any) -> str | None:
        """What PostgreSQL is to read for a value of SQLite. Raises UnfitError."""
        if value is None:
            return None
        plain = self.plain(value)
        if self.type == "jsonb":
            return str(value)
        if self.type == "bytea":
            return f"\\x{plain}"
        return f"{plain} microseconds" if self.type == "interval" else plain

    def plain(self, value: Any) -> str:
        """The one form in which a value of either database is compared; never of None. Raises UnfitError."""
        try:
            return _FORMS.get(self.type, _text)(self, value)
        except UnfitError:
            raise
        except (ValueError, TypeError, ArithmeticError) as error:
            raise UnfitError(f"holds no {self.type}") from error


def _text(column: Column, value: Any) -> str:
    text = str(value)
    if "\x00" in text:
        raise UnfitError("holds the character NUL, which PostgreSQL refuses: take it out of the text")
    if column.most is not None and len(text) > column.most:
        raise UnfitError(f"holds {len(text)} characters, and {column.most} are allowed: shorten the text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnfitError("holds bytes that are no text: write the text anew") from error
    return text


def _number(column: Column, value: Any) -> str:
    number = int(value)
    if not -(1 << _RANGES[column.type]) <= number < 1 << _RANGES[column.type]:
        raise UnfitError(f"holds a number too large for {column.type}")
    return str(number)


def _flag(_column: Column, value: Any) -> str:
    return {"0": "false", "1": "true", "true": "true", "false": "false"}.get(str(value).lower()) or _fail("boolean")


def _fail(kind: str) -> str:
    raise UnfitError(f"holds no {kind}")


def _moment(_column: Column, value: Any) -> str:
    moment = datetime.fromisoformat(str(value))
    # SQLite keeps the time of Greenwich without saying so.
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.isoformat(" ", "microseconds")


def _json(_column: Column, value: Any) -> str:
    text = str(value)
    if "\\u0000" in text and "\x00" in _all_text(json.loads(text)):
        raise UnfitError("holds the character NUL, which PostgreSQL refuses: take it out of the text")
    parsed = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    plain = json.dumps(parsed, sort_keys=True, ensure_ascii=False, default=_decimal)
    try:
        plain.encode()
    except UnicodeEncodeError as error:
        raise UnfitError("holds half a character: write the text anew") from error
    return plain


def _all_text(value: Any) -> str:
    """Every text in a JSON value, names included, one after the other."""
    if isinstance(value, dict):
        return "".join(f"{name}{_all_text(part)}" for name, part in value.items())
    if isinstance(value, list):
        return "".join(map(_all_text, value))
    return value if isinstance(value, str) else ""


def _no_number(name: str) -> Any:
    raise UnfitError(f"holds {name}, which PostgreSQL does not take for a number")


def _decimal(number: Decimal) -> str:
    """A number of JSON, told apart from the same digits as a text."""
    return f"number {number.normalize():f}"


_FORMS: dict[str, Callable[[Column, Any], str]] = {
    **dict.fromkeys(_RANGES, _number),
    "boolean": _flag,
    "double precision": lambda _column, value: repr(float(value)),
    "real": lambda _column, value: repr(float(value)),
    "numeric": lambda _column, value: f"{Decimal(str(value)).normalize():f}",
    "timestamp with time zone": _moment,
    "date": lambda _column, value: date.fromisoformat(str(value)).isoformat(),
    "time without time zone": lambda _column, value: time.fromisoformat(str(value)).isoformat("microseconds"),
    "interval": lambda _column, value: str(int(value)),
    "uuid": lambda _column, value: str(UUID(str(value))),
    "jsonb": _json,
    "bytea": lambda _column, value: value if isinstance(value, str) else bytes(value).hex(),
}
