"""Catalogue files keep translations, and change only when something was said."""

from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

from portal.catalogues.compilation import compile_newer
from portal.catalogues.writing import TRANSLATED, BrokenCatalogueError, catalogue_path, read, renewed, written


def source(*messages: str) -> Catalog:
    """Messages as the sources hold them."""
    catalogue = Catalog()
    for message in messages:
        catalogue.add(message, locations=[("portal/a.py", 7), ("portal/a.py", 9)])
    return catalogue


def again(text: str) -> Catalog:
    """A catalogue read back from its text."""
    return read_po(io.BytesIO(text.encode()), charset="utf-8")


class RenewalTests:
    """What happens to translations when the sources change."""

    def test_a_file_is_the_same_every_time_and_has_no_dates_and_no_line_numbers(self) -> None:
        once = written(renewed(source("b", "a"), Catalog(), "th"), "th")
        assert once == written(renewed(source("a", "b"), again(once), "th"), "th")
        assert once.index('msgid "a"') < once.index('msgid "b"')
        assert "#: portal/a.py\n" in once
        assert "Date" not in once

    def test_translations_are_kept(self) -> None:
        known = again('msgid "a"\nmsgstr "ก"\n')
        assert 'msgid "a"\nmsgstr "ก"' in written(renewed(source("a", "b"), known, "th"), "th")

    def test_what_is_gone_is_put_aside_and_comes_back(self) -> None:
        without = written(renewed(source("b"), again('msgid "a"\nmsgstr "ก"\n'), "th"), "th")
        assert '#~ msgid "a"' in without
        assert 'msgid "a"\nmsgstr "ก"' in written(renewed(source("a"), again(without), "th"), "th")

    def test_each_language_gets_its_own_number_of_forms(self) -> None:
        plural = Catalog()
        plural.add(("one", "many"))
        assert written(renewed(plural, Catalog(), "km"), "km").count("msgstr[") == 1
        assert written(renewed(plural, Catalog(), "tet"), "tet").count("msgstr[") == 2

    def test_the_folders_are_named_as_django_names_them(self) -> None:
        assert catalogue_path(Path("x"), "zh-hans") == Path("x/zh_Hans/LC_MESSAGES/django.po")
        assert len(TRANSLATED) == 12


class CompilationTests:
    """Compiling needs no tools, and is done when a catalogue is newer."""

    def catalogue(self, root: Path, text: str) -> Path:
        """A catalogue file in a made-up folder."""
        path = catalogue_path(root, "lo")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def test_what_is_compiled_can_be_looked_up(self, tmp_path: Path) -> None:
        made = renewed(source("a"), again('msgid "a"\nmsgstr "ກ"\n'), "lo")
        path = self.catalogue(tmp_path, written(made, "lo"))
        assert compile_newer(tmp_path) == [path]
        with path.with_suffix(".mo").open("rb") as file:
            assert gettext.GNUTranslations(file).gettext("a") == "ກ"

    def test_an_unchanged_catalogue_is_left_alone(self, tmp_path: Path) -> None:
        path = self.catalogue(tmp_path, written(Catalog(), "lo"))
        os.utime(path, (1, 1))
        assert compile_newer(tmp_path) == [path]
        assert compile_newer(tmp_path) == []

    def test_a_broken_catalogue_is_named(self, tmp_path: Path) -> None:
        path = self.catalogue(tmp_path, 'msgid "a"\nmsgstr "ກ"\nthis is no line of a catalogue\n')
        with pytest.raises(BrokenCatalogueError, match=r"django\.po"):
            compile_newer(tmp_path)
        with pytest.raises(BrokenCatalogueError):
            read(path)


class CommandTests:
    """``manage.py catalogues`` over a made-up checkout."""

    def test_an_update_writes_twelve_catalogues_and_the_check_names_what_they_lack(self, tmp_path: Path) -> None:
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates" / "home.html").write_text("{% translate 'Search' %}")
        call_command("catalogues", update=True, root=tmp_path, stdout=io.StringIO())
        assert len(list(tmp_path.glob("portal/locale/*/LC_MESSAGES/django.po"))) == 12
        told = io.StringIO()
        with pytest.raises(CommandError, match=r"Not complete: th, lo, km"):
            call_command("catalogues", check=True, root=tmp_path, stdout=told)
        assert "lo: 1 not translated" in told.getvalue()

    def test_the_check_is_content_when_every_language_is_complete(self, tmp_path: Path) -> None:
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates" / "home.html").write_text("{% translate 'Search' %}")
        for code in TRANSLATED:
            path = catalogue_path(tmp_path / "portal" / "locale", code)
            path.parent.mkdir(parents=True)
            path.write_text(f'msgid "Search"\nmsgstr "{code}"\n')
        told = io.StringIO()
        call_command("catalogues", update=True, root=tmp_path, stdout=io.StringIO())
        call_command("catalogues", check=True, root=tmp_path, stdout=told)
        assert "12 languages hold all 1 messages" in told.getvalue()
