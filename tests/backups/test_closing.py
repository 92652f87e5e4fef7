"""What is closed opens again as it was, and nothing else opens at all."""

from __future__ import annotations

import io

import pytest

from portal.backups.closing import PIECE, DamagedError, WrongKeyError, closed, opened

KEY, OTHER = "k" * 40, "o" * 40


def close(content: bytes, name: str = "one") -> bytes:
    return b"".join(closed([content[:7], content[7:]], KEY, name))


def open_again(content: bytes, key: str = KEY, name: str = "one") -> bytes:
    return b"".join(opened(io.BytesIO(content), key, name))


class ClosingTests:
    @pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 2 * PIECE])
    def test_a_stream_of_any_size_comes_back(self, size: int) -> None:
        content = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
        assert open_again(close(content[:size])) == content[:size]

    def test_nothing_of_it_can_be_read_and_no_two_are_alike(self) -> None:
        one, two = close(b"a name of a witness"), close(b"a name of a witness")
        assert b"witness" not in one
        assert one != two

    def test_another_key_is_told_apart_from_damage(self) -> None:
        with pytest.raises(WrongKeyError):
            open_again(close(b"text"), key=OTHER)

    def test_what_was_cut_off_at_a_piece_is_noticed(self) -> None:
        whole = close(b"x" * (2 * PIECE))
        with pytest.raises(DamagedError):
            open_again(whole[: -PIECE - 16])

    def test_pieces_in_another_order_are_noticed(self) -> None:
        whole = close(bytes(2 * PIECE) + b"end")
        head, piece = len(whole) - 2 * (PIECE + 16) - 19, PIECE + 16
        parts = whole[:head], whole[head : head + piece], whole[head + piece : head + 2 * piece], whole[-19:]
        assert open_again(b"".join(parts)) == bytes(2 * PIECE) + b"end"
        with pytest.raises(DamagedError):
            open_again(parts[0] + parts[2] + parts[1] + parts[3])

    def test_one_bit_more_or_less_is_noticed(self) -> None:
        whole = bytearray(close(b"text"))
        whole[-1] ^= 1
        with pytest.raises(DamagedError):
            open_again(bytes(whole))

    def test_a_stream_of_another_name_is_noticed(self) -> None:
        with pytest.raises(DamagedError):
            open_again(close(b"text", "one"), name="two")
