"""Messages are gathered from what visitors see, and from nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from portal.catalogues.extraction import UnreadableSourceError, extracted


def write(root: Path, name: str, text: str) -> None:
    """Put a file into a made-up tree."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def ids(catalogue: Catalog) -> set[object]:
    """The English texts of a catalogue."""
    return {message.id for message in catalogue if message.id}


class TemplateMessageTests:
    """What ``templatize`` and Babel make of templates together."""

    def test_every_way_to_say_something_in_a_template_is_found(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            "templates/home.html",
            """
            <h1 title="{% translate "A title" %}">{% trans 'A heading' %}</h1>
                {{ value|default:_("nothing yet") }} {{ _("shouted")|upper }}
              {% include "a.html" with label=_("a label") %}
            {% blocktranslate trimmed count number=n with name=page.title %}
                {{ number }} page about {{ name }}
            {% plural %}
                {{ number }} pages about {{ name }}
            {% endblocktranslate %}
         {% translate "May" context "a permission" %}
            """,
        )
        found = extracted(tmp_path)
        assert ids(found) == {
            "A title",
            "A heading",
            "nothing yet",
            "shouted",
            "a label",
            ("%(number)s page about %(name)s", "%(number)s pages about %(name)s"),
            "May",
        }
        assert found.get("May", "a permission")

    def test_a_template_may_hold_any_script_and_any_indentation(self, tmp_path: Path) -> None:
        write(tmp_path, "templates/th.html", "<p>ไทย 'ລາວ\" (</p>\n        <b>\n   {% translate 'found' %}\n  </b>]\n")
        assert ids(extracted(tmp_path)) == {"found"}

    def test_templates_for_staff_are_left_out(self, tmp_path: Path) -> None:
        for folder in ("wagtailadmin", "wagtailadmin_extra", "staff", "resources/staff"):
            write(tmp_path, f"templates/{folder}/page.html", "{% translate 'for staff' %}")
        assert ids(extracted(tmp_path)) == set()

    def test_a_broken_template_is_named(self, tmp_path: Path) -> None:
        write(tmp_path, "templates/broken.html", "{% blocktranslate %}a {% if b %}{% endblocktranslate %}")
        with pytest.raises(UnreadableSourceError, match=r"broken\.html"):
            extracted(tmp_path)


class ModuleMessageTests:
    """What is gathered from Python."""

    def test_every_call_is_found_with_the_file_it_stands_in(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            "search/views.py",
            "a = _('one')\nb = gettext_lazy('two ' 'and a half')\nc = pgettext('month', 'May')\n"
            "d = ngettext('%(n)s hit', '%(n)s hits', n)\ne = gettext_noop('noop')\nf = other('not this')\n",
        )
        found = extracted(tmp_path)
        assert ids(found) == {"one", "two and a half", "May", ("%(n)s hit", "%(n)s hits"), "noop"}
        message = found.get("one")
        assert message is not None
        assert [place for place, _line in message.locations] == ["search/views.py"]

    def test_modules_for_staff_and_for_nobody_are_left_out(self, tmp_path: Path) -> None:
        for name in (
            "portal/pages/models.py",
            "portal/members/models/user.py",
            "resources/wagtail_hooks.py",
            "resources/panels.py",
            "resources/admin_views.py",
            "resources/migrations/0001_initial.py",
            "portal/work/management/commands/work.py",
            "portal/demo/loading.py",
            "docs/example.py",
        ):
            write(tmp_path, name, "_('for staff')")
        assert ids(extracted(tmp_path)) == set()

    def test_a_broken_module_is_named(self, tmp_path: Path) -> None:
        write(tmp_path, "portal/broken.py", "a = _('never closed\n  (")
        with pytest.raises(UnreadableSourceError, match=r"broken\.py"):
            extracted(tmp_path)
