"""The register of those who are told when the text of a file has come, has changed or has gone.

It imports no models, so that any ``apps.py`` may name it at its top. Whoever makes files findable listens here and
calls ``portal.indexing.changed`` for what carries the file.
"""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call ``listener(document_id)`` inside the transaction in which the text of a document changes for readers."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(document_id: int) -> None:
    """Tell every listener: ``portal.files.queries.pages_of`` answers something else than before."""
    for listener in _listeners:
        listener(document_id)
