"""The field in which somebody chooses a language to be written to in."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.languages import BY_CODE, LANGUAGES

#: Every language under its own name.
OWN_NAMES = [(one.code, one.own_name) for one in LANGUAGES]


class LanguageSelect(forms.Select):
    """A list of languages whose every name is marked as being in that language, so that it is read out rightly."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One language of the list, with its mark."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if (language := BY_CODE.get(str(value))) is not None:
            option["attrs"]["lang"] = language.tag
        return option
