"""The choosers of Wagtail's administration without the inline code that they write beside each field.

Its other inline code stands in templates and is replaced there (``templates/wagtailadmin/``); a chooser writes its own
in Python. What it would have called is put down as data, which ``portal/static/portal/beginnings.js`` reads.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

_DATA = '{}<template data-begin="{}" data-id="{}"></template>'
_DATA_WITH_OPTIONS = '{}<template data-begin="{}" data-id="{}" data-options="{}"></template>'


def connect() -> None:
    """Let every chooser say by data how it begins; at start, as often as one likes."""
    BaseChooser.render = _rendered


def _rendered(
    chooser: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> SafeString:
    """The field of a chooser, and beside it what begins it."""
    id_ = (attrs or {})["id"]
    data = chooser.get_value_data(value)
    field = chooser.render_html(name, data, attrs)
    if isinstance(chooser, AdminTaskChooser):
        return format_html(_DATA, field, "createTaskChooser", id_)
    options = json.dumps(chooser.get_js_init_options(id_, name, data))
    return format_html(_DATA_WITH_OPTIONS, field, chooser.js_constructor, id_, options)
