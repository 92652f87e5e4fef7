"""The editor's screens. A label is set when somebody presses a button, never by the saving that goes on by itself.

Wagtail keeps a draft half a second after each change. A label takes effect at once and can be lowered by two people
only, so a slip of the finger in that list must not reach readers.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet


class _ByHand:
    """Tells the form whether somebody pressed a button."""

    expects_json_response: bool

    def form_valid(self, form: Any) -> Any:
        form.is_by_hand = not self.expects_json_response
        return super().form_valid(form)  # type: ignore[misc]


class StaffCreateView(_ByHand, CreateView):
    """The form of a new page."""

    form: Any

    def publish_action(self) -> Any:
        """Begin as a draft: only publishing puts a page before readers, and that asks whether it may."""
        self.form.instance.live = False
        return super().publish_action()


class StaffEditView(_ByHand, EditView):
    """The form of a page that is there."""


class StaffPageViewSet(PageViewSet):
    """The screens of every type of page."""

    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
