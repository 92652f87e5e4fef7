"""Figures for whoever watches the portal, in the text format of Prometheus at ``/metrics``.

Two kinds. What *stands* (a queue, a disk) is asked for at the moment of the question, by whoever registered it with
:func:`register`. What *happens* (a search that took so long, an error) is counted with :func:`count` and
:func:`observe`: a process sees only itself, and there are several on several machines, so counts gather in memory and
go every few seconds into one table of the database. The table, and not the cache: the file cache cannot add up, Redis
may be absent or emptied, and a figure that only ever grows should outlive a restart.
"""

from __future__ import annotations

from portal.metrics.figures import Figure, register
from portal.metrics.tally import count, describe, observe

__all__ = ["Figure", "count", "describe", "observe", "register"]
