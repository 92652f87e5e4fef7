"""Short labels that are data and exist in every language of the portal.

A :class:`TranslatedField` holds ``{"en": "Police", "th": "ตำรวจ", …}``. Labels are read through :func:`label_in`,
which falls back to English and says so, because a text must carry the language it is really in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.languages import BY_CODE, LANGUAGES


class Text(NamedTuple):
    """A text and the code of the language it is in."""

    text: str
    language: str


def label_in(labels: Mapping[str, str], language: str | None = None) -> Text:
    """The label in a language (the active one by default), else in English, else in whatever language there is."""
    wanted = language or get_language() or "en"
    for code in (wanted, "en", *labels):
        if labels.get(code):
            return Text(labels[code], code)
    return Text("", wanted)


class _LanguagesWidget(forms.MultiWidget):
    """One field a language, each with its ``lang``."""

    template_name = "staff/languages_widget.html"

    def __init__(self, long: bool = False) -> None:
        field: type[forms.Widget] = forms.Textarea if long else forms.TextInput
        size: dict[str, Any] = {"rows": 2} if long else {}
        super().__init__(
            {language.code: field(attrs={"lang": language.tag, **size}) for language in LANGUAGES},
        )

    def decompress(self, value: Any) -> list[str]:
        """The texts in the order of the language table."""
        return [(value or {}).get(language.code, "") for language in LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Adds each language's own name, for the label beside its field."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for subwidget, language in zip(context["widget"]["subwidgets"], LANGUAGES, strict=True):
            subwidget["language"] = language
        return context


class TranslatedFormField(forms.MultiValueField):
    """Thirteen text fields; English is required, the others are asked for."""

    def __init__(self, *, long: bool = False, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "max_length"):
            kwargs.pop(unused, None)
        super().__init__(
            fields=[forms.CharField(required=False) for _language in LANGUAGES],
            widget=_LanguagesWidget(long=long),
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[str]) -> dict[str, str]:
        """The labels by language code; raises ValidationError when the English one is missing."""
        if not data_list:
            # Django asks so where every field is empty and none has to be filled in.
            return {}
        labels = {language.code: text for language, text in zip(LANGUAGES, data_list, strict=True) if text}
        if self.required and "en" not in labels:
            raise ValidationError(_("Enter the English text: it is what readers see until theirs is there."))
        return labels


class TranslatedField(models.JSONField):
    """A label in the languages of the portal, by language code."""

    def __init__(self, *args: Any, long: bool = False, **kwargs: Any) -> None:
        self.long = long
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """How migrations write it."""
        name, path, args, kwargs = super().deconstruct()
        if self.long:
            kwargs["long"] = True
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Thirteen fields instead of a box of JSON."""
        kwargs.pop("form_class", None)
        return super(models.JSONField, self).formfield(
            **{"form_class": TranslatedFormField, "long": self.long, **kwargs}
        )

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuses anything but texts under codes of the portal's languages."""
        super().validate(value, model_instance)
        if not isinstance(value, dict) or any(
            code not in BY_CODE or not isinstance(text, str) for code, text in value.items()
        ):
            raise ValidationError(_("Labels are texts by language code."))
