"""What a publication may lack that came in by a table: the form asks for more than an import can know.

A paper from elsewhere has a title and a label and often nothing else. It is better found than kept back. Whoever opens
it in the form later is asked for what is missing before they can publish it again.
"""

from __future__ import annotations

from typing import Any

#: The texts of any publication that may be left open, and those that a type adds.
OF_ALL = ("says", "do", "who", "issued")


def gaps(page: Any) -> set[str]:
    """The names of the texts that are still empty among those that may be."""
    return {name for name in (*OF_ALL, *page.own_texts) if not str(getattr(page, name) or "").strip()}
