"""Who takes home what is said in a space."""

from __future__ import annotations

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import delegations_managed
from portal.viewer import Viewer


def may_export(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer acts for an owner of the space; also where it is closed, for it stays readable."""
    return delegations_managed(viewer, space).exists()
