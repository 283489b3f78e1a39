import datetime
from typing import NamedTuple

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.languages import LANGUAGES, SOURCE, Language
from guides.vocabulary import Card

from .constraints import valid_choice
from .countries import Country
from .evidence import Source
from .providers import Provider
from .reports import Reported
from .slugs import validate_guide_slug


class GuideQuerySet(models.QuerySet):
    def published(self, now: models.Expression | None = None) -> "GuideQuerySet":
        """Guides that visitors may see now: published, and their moment has come. now: for a prepared query."""
        return self.filter(is_published(now=now))

    def complete_in(self, language: Language) -> "GuideQuerySet":
        """Guides that exist in the language: title, short answer, summary, every section, question and verdict."""
        return self.filter(is_complete_in(language))

    def overdue(self, today: datetime.date | None = None) -> "GuideQuerySet":
        """Guides whose facts should have been checked again before today (UTC)."""
        return self.filter(due_on__lt=today or timezone.now().date())

    def in_reading_order(self) -> "GuideQuerySet":
        """Countries by slug, the general guides last."""
        return self.order_by(models.F("country__slug").asc(nulls_last=True), "position", "slug")


def completeness_column(language: Language) -> str:
    """The column that says whether a guide is complete in the language; models/completeness.py keeps it true."""
    return f"complete_{language.suffix}"


def is_published(path: str = "", now: models.Expression | None = None) -> Q:
    """What published() asks. path: to the guide, for rows that belong to one: guide__."""
    return Q(**{f"{path}status": GuideStatus.PUBLISHED, f"{path}published_at__lte": now or timezone.now()})


def is_complete_in(language: Language, path: str = "") -> Q:
    """What complete_in() asks. path: as for is_published."""
    return Q(**{path + completeness_column(language): True})


class GuideStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("status", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("status", "In review")
    PUBLISHED = "published", pgettext_lazy("status", "Published")
    ARCHIVED = "archived", pgettext_lazy("status", "Archived")


class ShownGuide(NamedTuple):
    """A guide as its card, in the active language."""

    title: str
    url: str
    summary: str


class Guide(Reported):
    Status = GuideStatus

    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guides",
        verbose_name=_("country"),
        help_text=_("Leave empty for a general guide."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        validators=[validate_guide_slug],
        help_text=_("The address, the same in every language: cancel-travel-esim."),
    )
    card = models.CharField(_("card"), max_length=4, choices=Card, default=Card.BOTH)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    providers = models.ManyToManyField(Provider, blank=True, related_name="guides", verbose_name=_("providers"))
    sources = models.ManyToManyField(Source, blank=True, related_name="guides", verbose_name=_("sources"))
    title = models.CharField(_("title"), max_length=120)
    short_answer = models.TextField(_("short answer"), blank=True, help_text=_("Two to four sentences of plain text."))
    summary = models.TextField(_("summary"), blank=True, help_text=_("One sentence, for lists and search engines."))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True, help_text=_("May lie in the future: the guide appears then.")
    )
    facts_checked_on = models.DateField(_("facts checked on"), null=True, blank=True)
    recheck_every = models.PositiveSmallIntegerField(
        _("check again after (days)"), default=90, validators=[MinValueValidator(1)]
    )
    due_on = models.DateField(_("due again on"), null=True, blank=True, editable=False, db_index=True)
    version = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="Rises with every save in the admin; a save based on an older one is refused.",
    )
    edited_on = models.DateField(_("text edited on"), default=datetime.date.today)
    # Follow from the texts. The database has a default of its own for writers of a release that knows no such columns.
    complete_zh_hans = models.BooleanField(default=False, db_default=False, editable=False)
    complete_zh_hant = models.BooleanField(default=False, db_default=False, editable=False)
    complete_en = models.BooleanField(default=False, db_default=False, editable=False)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        ordering = ["country__slug", "position", "slug"]
        indexes = [  # all that lists and counts of a country's guides ask, so that they need not read the texts
            models.Index(
                name="guide_readable",
                fields=["country", "status", "published_at", *map(completeness_column, LANGUAGES)],
            ),
            models.Index(  # a country's guides as they stand on the shelf, so that a page of them needs no sorting
                name="guide_shelf",
                fields=[
                    "country",
                    "position",
                    "slug",
                    "status",
                    "published_at",
                    *map(completeness_column, LANGUAGES),
                ],
            ),
        ]
        permissions = [
            ("publish_guide", "Can publish, schedule and archive guides"),
            ("write_structure", "Can change what all languages share"),
            *((f"write_{language.suffix}", f"Can write {language.html_lang} texts") for language in LANGUAGES),
        ]
        constraints = [
            valid_choice("guide", "status", GuideStatus),
            valid_choice("guide", "card", Card),
            models.UniqueConstraint(fields=["country", "slug"], name="guide_slug_unique_in_country"),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(country__isnull=True), name="guide_slug_unique_general"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="guide_published_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title or getattr(self, f"title_{SOURCE.suffix}") or self.slug

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_due()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return self.url("guide")

    def set_due(self) -> None:
        """Keep due_on true; for code that writes in bulk and so bypasses save()."""
        checked = self.facts_checked_on
        self.due_on = (
            self.brought_forward(checked + datetime.timedelta(days=self.recheck_every), checked) if checked else None
        )

    @property
    def is_overdue(self) -> bool:
        return bool(self.due_on and self.due_on < timezone.now().date())

    @property
    def languages(self) -> list[Language]:
        """The languages in which this guide was complete when it was read from the database."""
        return [language for language in LANGUAGES if getattr(self, completeness_column(language))]

    @property
    def plain(self) -> "ShownGuide":
        return ShownGuide(self.title, self.get_absolute_url(), self.summary)

    def url(self, page: str) -> str:
        """The address of one of the guide's pages (guide, guide-print, guide-history) in the active language."""
        return guide_url(page, self.country.slug if self.country_id else "", self.slug)


def guide_url(page: str, country: str, slug: str) -> str:
    """As Guide.url says, from the slugs alone. country: empty for a general guide."""
    return reverse(page, args=[country, slug]) if country else reverse(f"general-{page}", args=[slug])
