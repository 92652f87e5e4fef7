"""Labels that are data: read in the reader's language, falling back in the open, written in thirteen fields."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from portal.glossary.models import Theme
from portal.languages import LANGUAGES
from portal.translated import TranslatedField, TranslatedFormField, label_in


class LabelTests:
    def test_the_readers_language_comes_first_then_english_then_any(self) -> None:
        labels = {"th": "ตำรวจ", "en": "Police", "lo": ""}
        assert label_in(labels, "th") == ("ตำรวจ", "th")
        assert label_in(labels, "lo") == ("Police", "en")
        assert label_in({"km": "ប៉ូលិស"}, "lo") == ("ប៉ូលិស", "km")
        assert label_in({}, "lo") == ("", "lo")

    def test_the_active_language_is_meant_when_none_is_named(self) -> None:
        with translation.override("th"):
            assert label_in({"th": "ตำรวจ", "en": "Police"}).text == "ตำรวจ"

    def test_a_label_in_another_language_says_which_and_is_escaped(self) -> None:
        with translation.override("zh-hans"):
            shown = Template("{{ labels|label }}").render(Context({"labels": {"en": "Police & <b>courts</b>"}}))
        assert shown == '<span lang="en">Police &amp; &lt;b&gt;courts&lt;/b&gt;</span>'


class FieldTests:
    def form(self, **texts: str) -> forms.Form:
        class LabelForm(forms.Form):
            label = TranslatedFormField()

        data = {f"label_{language.code}": texts.get(language.code.replace("-", "_"), "") for language in LANGUAGES}
        return LabelForm(data)

    def test_thirteen_fields_make_one_label(self) -> None:
        form = self.form(en="Police", zh_hans=" 警察 ", th="")
        assert form.is_valid()
        assert form.cleaned_data["label"] == {"en": "Police", "zh-hans": "警察"}

    def test_english_is_asked_for_and_what_was_typed_stays(self) -> None:
        form = self.form(th="ตำรวจ")
        assert not form.is_valid()
        assert "Enter the English text" in str(form.errors)
        assert 'value="ตำรวจ"' in str(form["label"])

    def test_each_field_says_its_language(self) -> None:
        shown = str(self.form()["label"])
        for language in LANGUAGES:
            assert f'lang="{language.tag}"' in shown
            assert language.own_name in shown

    @pytest.mark.parametrize("value", [[], "Police", {"de": "Polizei"}, {"en": 7}, {"en": None}])
    def test_a_model_refuses_what_is_no_label(self, value: object) -> None:
        field = TranslatedField("label", blank=True)
        with pytest.raises(ValidationError):
            field.clean(value, Theme())

    def test_a_migration_remembers_a_long_field(self) -> None:
        _name, _path, _args, kwargs = TranslatedField("gist", long=True).deconstruct()
        assert kwargs["long"] is True
