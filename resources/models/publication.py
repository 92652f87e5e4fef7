"""What every publication has: a number, the answer in a hundred words, its subjects, its files and versions."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from portal.countries.models import Country
from portal.dates import PartialDate
from portal.glossary.models import Audience, Provision, Theme, VictimGroup
from portal.indexing import Hit, IndexRecord
from portal.languages import LANGUAGES
from portal.members.models import Body
from portal.pages.models import PortalPage
from portal.pages.translatable import facts, own
from portal.viewer import Viewer
from resources.blocks import BodyBlock, give_anchors
from resources.forms import PublicationPageForm
from resources.gaps import gaps
from resources.numbering import next_reference, validate_references
from resources.types import PLURALS, SPINES, TYPES

#: The answer has at most a hundred words in English. Other languages may need more for the same, and Vietnamese writes
#: each syllable apart.
ANSWER_WORDS, TRANSLATED_WORDS = 100, 170


def validate_partial_date(text: str) -> None:
    """Refuse what is neither a day nor a month nor a year."""
    try:
        PartialDate.parse(text)
    except ValueError as error:
        raise ValidationError(_("Write 2025, 2025-03 or 2025-03-14.")) from error


class PublicationsPage(PortalPage):
    """The shelf of a language. Readers are led to the search, which lists everything newest first."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    max_count_per_parent = 1
    asks_for_marking = False

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To the list of publications."""
        return redirect(reverse("search:results"))


class PublicationPage(PortalPage):
    """A publication in one language. Its versions in other languages share reference, address and marking."""

    type_code: ClassVar[str] = ""
    #: The texts a type adds that the form requires.
    own_texts: ClassVar[tuple[str, ...]] = ()
    base_form_class = PublicationPageForm
    override_translatable_fields: ClassVar[list[Any]] = [
        *facts("slug", "reference", "version", "issued", "posted", "related", "source_url"),
        *facts("countries", "themes", "provisions", "audiences", "victim_groups", "bodies"),
        # The answer is the description; this one has no place on the form.
        *own("search_description"),
    ]
    #: Only its types can be written.
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["resources.PublicationsPage"]
    subpage_types: ClassVar[list[str]] = []

    reference = models.CharField(
        _("reference number"),
        max_length=20,
        help_text=_("For example G-2026-014. It makes the address, the same in every language."),
        validators=[
            RegexValidator(r"^[A-Z]-[0-9]{4}-[0-9]{3}\Z", _("Write a capital, the year and three digits: G-2026-014."))
        ],
    )
    version = models.CharField(_("version"), max_length=12, default="1.0")
    says = models.TextField(_("what it says"), help_text=_("With the next two fields at most 100 words in all."))
    do = models.TextField(_("what to do"))
    who = models.TextField(_("who it is for"))
    issued = models.CharField(
        _("issued"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("The date on the paper: 2025, 2025-03 or 2025-03-14."),
    )
    issued_on = models.DateField(_("issued, for sorting"), editable=False, db_index=True)
    posted = models.DateField(_("posted"), help_text=_("The day it came onto this portal."))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    countries = ParentalManyToManyField(
        Country, verbose_name=_("countries"), blank=True, help_text=_("None means the whole region."), related_name="+"
    )
    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), related_name="+")
    provisions = ParentalManyToManyField(Provision, verbose_name=_("provisions"), blank=True, related_name="+")
    audiences = ParentalManyToManyField(Audience, verbose_name=_("audiences"), related_name="+")
    victim_groups = ParentalManyToManyField(VictimGroup, verbose_name=_("victim groups"), blank=True, related_name="+")
    bodies = ParentalManyToManyField(Body, verbose_name=_("bodies"), related_name="+")
    related = models.JSONField(
        _("related"),
        default=list,
        blank=True,
        validators=[validate_references],
        help_text=_("Reference numbers of related publications."),
    )

    source_url = models.URLField(
        _("published first at"),
        max_length=500,
        blank=True,
        help_text=_("The address of the paper on the site of whoever issued it."),
    )
    #: It came in by a table and may lack texts that the form asks for (``resources.gaps``).
    has_gaps = models.BooleanField(default=False, editable=False)

    # Not Wagtail's own panel for titles, which would write the address from the title.
    opening_panels: ClassVar[list[Any]] = [
        FieldPanel("title", help_text=_("As it stands on the paper. Readers find the page by it."))
    ]
    answer_panel = MultiFieldPanel(
        [
            HelpPanel(_("Whoever has one minute reads only this. Plain sentences; at most 100 words in all.")),
            FieldPanel("says"),
            FieldPanel("do"),
            FieldPanel("who"),
        ],
        heading=_("The answer in a hundred words"),
    )
    identity_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("reference", required_on_save=True), FieldPanel("version")]),
            FieldRowPanel([FieldPanel("issued"), FieldPanel("posted")]),
            FieldPanel("bodies", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("Number, dates and issuing bodies"),
    )
    subject_panel = MultiFieldPanel(
        [
            FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
            FieldPanel("countries", widget=forms.CheckboxSelectMultiple),
            FieldPanel("provisions", widget=forms.CheckboxSelectMultiple),
            FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
            FieldPanel("victim_groups", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("What it is about"),
    )
    closing_panels: ClassVar[list[Any]] = [
        InlinePanel(
            "files",
            heading=_("Files"),
            label=_("File"),
            help_text=_(
                "Several at once, or another in the place of one: “Add or replace files” among the actions above."
            ),
        ),
        InlinePanel("version_notes", heading=_("Versions"), label=_("Version")),
        FieldPanel("related"),
        FieldPanel("source_url"),
    ]
    content_panels: ClassVar[list[Any]] = []
    #: Address and description come from the number and the answer: nothing to fill in.
    promote_panels: ClassVar[list[Any]] = []

    #: How staff find it; readers have a search of their own.
    search_fields: ClassVar[list[Any]] = [
        *PortalPage.search_fields,
        index.SearchField("reference"),
        index.SearchField("says"),
    ]

    class Meta:
        verbose_name = _("publication")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["reference"], name="publication_reference")]

    # Names ----------------------------------------------------------------------------------------------------------

    @property
    def type_label(self) -> str:
        """The type as it is written on the plate."""
        return str(TYPES[self.type_code])

    @property
    def type_plural(self) -> str:
        """The type as a list of such is called."""
        return str(PLURALS[self.type_code])

    @property
    def spine(self) -> str:
        """The class that colours the spine."""
        return SPINES[self.type_code]

    def made_slug(self) -> str:
        """The address is the reference number."""
        return self.reference.lower() or super().made_slug()

    # Writing --------------------------------------------------------------------------------------------------------

    def clean(self) -> None:
        """Refuse an answer of more than a hundred words, and two families under one number."""
        # The number first: a taken one makes a taken address, and the form has no field for addresses.
        taken = PublicationPage.objects.filter(reference=self.reference).exclude(translation_key=self.translation_key)
        if self.reference and taken.exists():
            raise ValidationError({"reference": _("Another publication has this number.")})
        if self.reference:
            self.slug = self.reference.lower()
        super().clean()
        words = len(f"{self.says} {self.do} {self.who}".split())
        most = ANSWER_WORDS if self.language == "en" else TRANSLATED_WORDS
        if words > most:
            raise ValidationError(
                {"says": _("The answer has %(words)d words; %(most)d are the most.") % {"words": words, "most": most}},
            )

    def copy(self, *args: Any, update_attrs: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Copy the publication; a copy that is no translation gets the next number, and its address from it."""
        attributes = dict(update_attrs or {})
        if kwargs.get("reset_translation_key", True):
            attributes.setdefault("reference", next_reference(self.type_code))
            attributes["slug"] = attributes["reference"].lower()
        return super().copy(*args, update_attrs=attributes, **kwargs)

    def create_alias(self, **kwargs: Any) -> Any:
        """Refuse a second place for one number, as something that may not be done."""
        try:
            return super().create_alias(**kwargs)
        except ValidationError as error:
            raise PermissionDenied(_("A publication stands in one place, under its number.")) from error

    def full_clean(self, exclude: Any = None, *args: Any, **kwargs: Any) -> None:
        """Give the page its address and its anchors, then check; what an import could not know may be missing."""
        if self.reference and not self.slug:
            self.slug = self.reference.lower()
        give_anchors(self.body)
        lacking = gaps(self) if self.has_gaps else set()
        super().full_clean({*(exclude or ()), *lacking}, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the day it sorts by."""
        # A draft may be kept before its date is known.
        self.issued_on = PartialDate.parse(self.issued).first if self.issued else self.posted or timezone.localdate()
        give_anchors(self.body)
        super().save(*args, **kwargs)

    # Reading --------------------------------------------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the page shows beside the text: files of every language, related publications, the citation."""
        from resources.presentation import publication_context

        context = super().get_context(request, *args, **kwargs)
        context.update(publication_context(self, request, context["versions"]))
        return context

    @cached_property
    def search_texts(self) -> list[str]:
        """The texts of this page that are found, beside title and answer; a type adds its own."""
        texts = []
        for block in self.body:
            texts += [block.value["heading"], block.value["text"].source]
        return texts

    def index_record(self, label: str) -> IndexRecord | None:
        """What is found of a publication."""
        from resources.indexing import record_of

        return record_of(self, label)

    @classmethod
    def index_hits(cls, viewer: Viewer, ids: list[int]) -> dict[str, Hit]:
        """The publications among ids that the viewer may read now."""
        from resources.indexing import hits

        return hits(viewer, ids)


class PublicationFile(Orderable):
    """A file of a publication, in one language."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "files.PortalDocument", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(
        _("language"), max_length=10, choices=[(language.code, language.own_name) for language in LANGUAGES]
    )

    panels: ClassVar[list[Any]] = [FieldPanel("document"), FieldPanel("language")]


class PublicationVersion(TranslatableMixin, Orderable):
    """A version of the text: its number, its day, and what changed."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="version_notes")
    number = models.CharField(_("version"), max_length=12)
    dated = models.CharField(_("date"), max_length=10, validators=[validate_partial_date])
    note = models.CharField(_("what changed"), max_length=300)

    override_translatable_fields: ClassVar[list[Any]] = facts("number", "dated")

    panels: ClassVar[list[Any]] = [FieldPanel("number"), FieldPanel("dated"), FieldPanel("note")]
