"""What a confined job says of a file that is not taken in. No sentence stands here: the portal words it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class RefusedError(Exception):
    """A file is refused, for a reason of ``portal.files.pipeline.refusals`` and with what its sentence needs."""

    def __init__(self, reason: str, **details: Any) -> None:
        """Keep both apart from any wording."""
        super().__init__(reason)
        self.reason, self.details = reason, details


def told(clean: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
    """The record of a job: what it answers, or why the file is refused."""
    try:
        return clean() or {}
    except RefusedError as refused:
        return {"refusal": refused.reason, **refused.details}
