"""The types of publication: their codes, how they read, and the colour of their spine."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

GUIDELINE, BRIEF, TOOL, INSTRUMENT, INITIATIVE = (
    "guideline",
    "research-brief",
    "tool",
    "legal-instrument",
    "initiative",
)
TYPES = {
    GUIDELINE: _("Guideline"),
    BRIEF: _("Research brief"),
    TOOL: _("Tool"),
    INSTRUMENT: _("Legal instrument"),
    INITIATIVE: _("Initiative"),
}
PLURALS = {
    GUIDELINE: _("Guidelines"),
    BRIEF: _("Research briefs"),
    TOOL: _("Tools"),
    INSTRUMENT: _("Legal instruments"),
    INITIATIVE: _("Initiatives"),
}
#: A tool may be training material, and says so.
TRAINING = _("Training material")
#: The class in the style sheet that colours the spine.
SPINES = {GUIDELINE: "guideline", BRIEF: "brief", TOOL: "tool", INSTRUMENT: "instrument", INITIATIVE: "initiative"}


def type_labels(language: str) -> Mapping[str, str]:
    """Every type as it reads in a language."""
    with override(language):
        return {code: gettext(str(label)) for code, label in TYPES.items()}
