"""The analysis of text, done once, in Python, for every engine.

Pure: no Django, no database. Texts and queries go through the same functions, and whoever changes what they answer
raises :data:`ANALYSIS_VERSION`, which makes every row of the index stale.
"""

from __future__ import annotations

from search.analysis.analysed import Analysed, analyse
from search.analysis.normalise import normalise, normalise_together

#: Written beside every row of the index; a row of another version is rebuilt by ``check_index --fix``.
ANALYSIS_VERSION = 2

__all__ = ["ANALYSIS_VERSION", "Analysed", "analyse", "normalise", "normalise_together"]
