"""The facts a country page shows: the law, the authorities by function, the services.

A telephone number is shown only when somebody confirmed it, with the day and the function of whoever did.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.countries.models import Country
from portal.glossary.models import Provision, VictimGroup
from portal.languages import BY_CODE, LANGUAGES
from portal.pages.states import LawStatus, ServiceHours
from portal.translated import TranslatedField, label_in

_LANGUAGE_CHOICES = [(language.code, language.own_name) for language in LANGUAGES]


def validate_languages(value: Any) -> None:
    """Refuse anything but a list of codes of the portal's languages."""
    if not isinstance(value, list) or not set(map(str, value)) <= set(BY_CODE):
        raise ValidationError(_("Give codes of the portal’s languages."))


class NationalLaw(models.Model):
    """A law of a Member State, under its own name and translated ones."""

    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="laws")
    code = models.SlugField(_("code"), unique=True)
    name = TranslatedField(_("name"))
    own_name = models.CharField(_("official name"), max_length=300)
    own_language = models.CharField(_("language of the official name"), max_length=10, choices=_LANGUAGE_CHOICES)
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(_("status"), max_length=20, choices=LawStatus, default=LawStatus.IN_FORCE)
    provisions = models.ManyToManyField(Provision, verbose_name=_("answers to"), blank=True, related_name="laws")
    place = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        verbose_name = _("national law")
        verbose_name_plural = _("national laws")
        ordering: ClassVar[list[str]] = ["country", "place", "year"]

    def __str__(self) -> str:
        return label_in(self.name).text or self.own_name


class Authority(models.Model):
    """A competent authority of a Member State, by function."""

    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.CASCADE, related_name="authorities"
    )
    function = models.SlugField(_("function"))
    label = TranslatedField(_("label"))
    place = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        verbose_name = _("competent authority")
        verbose_name_plural = _("competent authorities")
        ordering: ClassVar[list[str]] = ["country", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["country", "function"], name="one_authority_a_function")
        ]

    def __str__(self) -> str:
        return label_in(self.label).text or self.function


class Service(models.Model):
    """A service for people who were trafficked, by function."""

    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.CASCADE, related_name="services")
    function = models.SlugField(_("function"))
    label = TranslatedField(_("label"))
    hours = models.CharField(_("hours"), max_length=15, choices=ServiceHours, default=ServiceHours.ALWAYS)
    languages = models.JSONField(
        _("languages"),
        default=list,
        validators=[validate_languages],
        help_text=_("Codes of the languages spoken."),
    )
    groups = models.ManyToManyField(VictimGroup, verbose_name=_("for whom"), blank=True, related_name="services")
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    confirmed_on = models.DateField(_("number confirmed on"), null=True, blank=True)
    confirmed_by = models.CharField(
        _("number confirmed by"), max_length=120, blank=True, help_text=_("A function, never a person’s name.")
    )
    place = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering: ClassVar[list[str]] = ["country", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["country", "function"], name="one_service_a_function")
        ]

    def __str__(self) -> str:
        return label_in(self.label).text or self.function

    @property
    def shown_number(self) -> str:
        """The number if somebody confirmed it, else nothing."""
        return self.number if self.confirmed_on and self.confirmed_by else ""
