"""Values of SQLite as PostgreSQL takes them, and the same values however a database tells them."""

from __future__ import annotations

from typing import Any

import pytest

from portal.moving.digests import Digest
from portal.moving.values import Column, UnfitError


def column(kind: str, most: int | None = None) -> Column:
    return Column("it", kind, most)


class ValueTests:
    @pytest.mark.parametrize(
        ("kind", "in_sqlite", "in_postgresql"),
        [
            ("boolean", 1, "true"),
            ("timestamp with time zone", "2026-05-04 06:07:08", "2026-05-04 06:07:08+00"),
            ("timestamp with time zone", "2026-05-04 06:07:08.120000", "2026-05-04 13:07:08.12+07"),
            ("uuid", "0123456789abcdef0123456789abcdef", "01234567-89ab-cdef-0123-456789abcdef"),
            ("bytea", b"\x00\xff", "00ff"),
            ("jsonb", '{"b": 1.0, "a": ["\\u1780", 1e2]}', '{"a": ["ក", 100], "b": 1.0}'),
            ("numeric", 0.5, "0.50"),
            ("double precision", 0.1, "0.1"),
            ("interval", 90_000_000, "90000000"),
            ("time without time zone", "06:07:00", "06:07:00"),
            ("character varying", "ລາວ", "ລາວ"),
        ],
    )
    def test_both_databases_tell_the_same_value_alike(self, kind: str, in_sqlite: Any, in_postgresql: str) -> None:
        assert column(kind).plain(in_sqlite) == column(kind).plain(in_postgresql)

    @pytest.mark.parametrize(
        ("kind", "one", "other"),
        [("jsonb", '{"a": 1}', '{"a": "1"}'), ("jsonb", "null", '"null"'), ("text", "a ", "a"), ("bytea", b"a", b"A")],
    )
    def test_different_values_are_told_apart(self, kind: str, one: Any, other: Any) -> None:
        assert column(kind).plain(one) != column(kind).plain(other)

    @pytest.mark.parametrize(
        ("kind", "value", "reason"),
        [
            ("text", "one\x00two", "the character NUL"),
            ("jsonb", '{"a": ["\\u0000"]}', "the character NUL"),
            ("jsonb", '{"a": "\\ud800"}', "half a character"),
            ("jsonb", "NaN", "NaN"),
            ("jsonb", "{", "no jsonb"),
            ("integer", 1 << 31, "too large for integer"),
            ("boolean", 7, "no boolean"),
            ("timestamp with time zone", "yesterday", "no timestamp"),
            ("text", "\udcff", "no text"),
        ],
    )
    def test_what_postgresql_would_refuse_is_refused_with_a_reason(self, kind: str, value: Any, reason: str) -> None:
        with pytest.raises(UnfitError, match=reason):
            column(kind).sent(value)

    def test_a_text_longer_than_its_column_is_refused(self) -> None:
        assert column("character varying", 3).sent("ລາວ") == "ລາວ"
        with pytest.raises(UnfitError, match="holds 4 characters, and 3 are allowed"):
            column("character varying", 3).sent("four")


class DigestTests:
    def test_the_order_of_rows_does_not_matter_and_that_of_values_does(self) -> None:
        def of(*rows: list[str | None]) -> Digest:
            digest = Digest()
            for row in rows:
                digest.add(row)
            return digest

        assert of(["1", "a"], ["2", None]) == of(["2", None], ["1", "a"])
        assert of(["1", "a"]) != of(["a", "1"])
        assert of(["1", None]) != of(["1", ""])
        assert of(["ab", "c"]) != of(["a", "bc"])
        assert of(["1"], ["1"]) != of(["1"])
