"""What others are told of threads, sent within the transaction of the act; a listener that raises undoes it."""

from __future__ import annotations

from django.dispatch import Signal

#: ``thread``, ``former`` (the space it stood in): a thread stands in another space now.
moved = Signal()
#: ``thread``, ``begun`` (the new thread): some of its posts stand in a thread of their own now.
split = Signal()
#: ``thread``, ``into``: its posts stand in another thread now; it is deleted right after.
merged = Signal()
