"""No code in the pages of Wagtail's administration; what begins a field stands beside it as data."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
import wagtail
import wagtail_localize
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput, BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

from portal.pages.templatetags.staff import without_code

_CODE = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*json)|\son[a-z]+=\"|javascript:", re.DOTALL)
_MARK = re.compile(r'<template data-begin="(\w+)" data-id="([^"]+)"(?: data-options="([^"]+)")?></template>')
#: Of an app that is not installed.
_UNUSED = "wagtailsearchpromotions/"


def _all_choosers(kind: type[BaseChooser] = BaseChooser) -> list[type[BaseChooser]]:
    return [kind, *(found for below in kind.__subclasses__() for found in _all_choosers(below))]


class TemplatesTests:
    def test_every_template_of_wagtails_that_holds_code_has_one_of_ours_before_it(self) -> None:
        """A newer Wagtail that brings code in another place fails here, and not in front of an editor."""
        found = set()
        for package in (wagtail, wagtail_localize):
            for path in Path(str(package.__file__)).parent.rglob("templates/**/*.html"):
                name = path.as_posix().rpartition("/templates/")[2]
                if "/test" not in path.as_posix() and not name.startswith(_UNUSED) and _CODE.search(path.read_text()):
                    found.add(name)
        assert len(found) >= 7
        ours = str(settings.ROOT / "templates")
        assert [name for name in sorted(found) if not get_template(name).origin.name.startswith(ours)] == []  # type: ignore[attr-defined]

    def test_code_is_taken_out_of_a_block_and_scripts_with_an_address_and_data_stay(self) -> None:
        kept = '<script src="/a.js"></script><script id="b" type="application/json">{}</script>'
        assert (
            without_code(mark_safe(f'<script type="text/javascript">one(</script>{kept}<SCRIPT>two()</SCRIPT >'))
            == kept
        )


class FieldsTests:
    @pytest.mark.parametrize(
        ("field", "name"),
        [
            (AdminDateInput, "initDateChooser"),
            (AdminTimeInput, "initTimeChooser"),
            (AdminDateTimeInput, "initDateTimeChooser"),
            (AdminPageChooser, "PageChooser"),
            (AdminTaskChooser, "createTaskChooser"),
        ],
    )
    @pytest.mark.django_db
    def test_a_field_says_what_begins_it_with_what_and_holds_no_code(self, field: type, name: str) -> None:
        html = field().render("posted", None, {"id": 'id_"posted"'})
        assert "<script" not in html
        begun = _MARK.search(html)
        assert begun, html
        assert (begun[1], unescape(begun[2])) == (name, 'id_"posted"')
        if begun[3]:
            assert isinstance(json.loads(unescape(begun[3])), dict)

    def test_the_script_of_ours_begins_every_chooser_there_is(self) -> None:
        script = Path(str(finders.find("portal/beginnings.js"))).read_text()
        for kind in _all_choosers():
            assert f'"{kind.js_constructor}"' in script, kind
        own_code = {kind for kind in _all_choosers() if "render_js_init" in vars(kind)}
        assert own_code == {BaseChooser, AdminTaskChooser}, "each of them needs a case in beginnings.py"
