"""What was taken away in spaces is taken away once more after a restore."""

from __future__ import annotations

from typing import Any

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, rights_of
from portal.backups.revoking_spaces import close_space, deny_right, hide_space, put_out
from tests.dialogues.spaces.house import House, house

__all__ = ["house"]


def entry(house: House, **details: Any) -> dict[str, Any]:
    return {"object_key": str(house.space.pk), "details": details}


class AgainTests:
    def test_a_seat_that_left_is_put_out(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        told = entry(house, seat=house.th.desk_seat.token)
        assert put_out(told)
        assert rights_of(house.viewer(house.th.desk), house.space) == frozenset()
        assert not put_out(told)

    def test_a_right_that_was_denied_is_denied(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        told = entry(house, seat=house.th.desk_seat.token, right="reply")
        assert deny_right(told)
        assert Right.REPLY not in rights_of(house.viewer(house.th.desk), house.space)
        assert not deny_right(told)

    def test_a_space_is_hidden_and_closed(self, house: House) -> None:
        Space.objects.update(hidden=False)
        assert hide_space(entry(house))
        assert close_space(entry(house))
        space = Space.objects.get()
        assert space.hidden
        assert space.is_archived
        assert not hide_space(entry(house))
        assert not close_space(entry(house))
