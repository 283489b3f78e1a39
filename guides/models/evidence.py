import datetime
from typing import NamedTuple

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.vocabulary import RECHECK_DAYS, CheckedHow, Confidence, label_of

from .constraints import valid_choice, validate_partial_date
from .reports import Reported

# A page older than this is called old, even if nobody said so.
OLD_AFTER_YEARS = 5


class ShownSource(NamedTuple):
    """What the component of sources shows of one; plain values, so that it is rendered once for them."""

    url: str
    publisher: str
    title: str
    language: str
    official: bool
    dated: str
    old: bool
    seen_on: datetime.date


class ShownEvidence(NamedTuple):
    """What the component of evidence shows; plain values, so that it is rendered once for them."""

    confidence: str
    confidence_label: str
    checked_how_label: str
    checked_on: datetime.date
    url: str
    publisher: str
    is_overdue: bool
    dated: str
    is_old: bool


class SourceVisit(models.TextChoices):
    """What `manage.py check_sources` found at a source's address."""

    OK = "ok", pgettext_lazy("visit of a source", "There")
    CHANGED = "changed", pgettext_lazy("visit of a source", "Changed")
    MOVED = "moved", pgettext_lazy("visit of a source", "Moved")
    GONE = "gone", pgettext_lazy("visit of a source", "Gone")
    FAILED = "failed", pgettext_lazy("visit of a source", "No answer")
    REFUSED = "refused", pgettext_lazy("visit of a source", "Not visited")


class Source(models.Model):
    """A page, paper or call that a fact rests on; shared by facts, channels and guides."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    url = models.URLField(_("address"), max_length=600, unique=True)
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("As the page itself has it; leave empty if not known.")
    )
    publisher = models.CharField(_("publisher"), max_length=120, help_text=_("Who speaks there, in its own spelling."))
    language = models.CharField(
        _("language"),
        max_length=12,
        default="en",
        validators=[
            RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("A BCP 47 language tag such as ko or zh-Hant."))
        ],
    )
    official = models.BooleanField(
        _("official"),
        default=False,
        help_text=_("The carrier, platform, manufacturer or an authority speaks for itself."),
    )
    seen_on = models.DateField(_("seen on"))
    dated = models.CharField(
        _("dated"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("The date that the page itself carries: 2019, 2019-12 or 2019-12-10."),
    )
    old = models.BooleanField(_("known to be old"), default=False)
    visited_at = models.DateTimeField(_("visited at"), null=True, blank=True, editable=False)
    visit = models.CharField(_("last visit"), max_length=12, choices=SourceVisit, blank=True, editable=False)
    visit_detail = models.CharField(_("what the visit found"), max_length=600, blank=True, editable=False)
    content_hash = models.CharField(_("hash of the content"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-official", "publisher", "slug"]
        constraints = [valid_choice("source", "visit", SourceVisit, blank=True)]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title or self.url}"

    @property
    def plain(self) -> ShownSource:
        return ShownSource(*(getattr(self, name) for name in ShownSource._fields))

    @property
    def is_old(self) -> bool:
        return self.old or (bool(self.dated) and self.seen_on.year - int(self.dated[:4]) >= OLD_AFTER_YEARS)


class EvidenceQuerySet(models.QuerySet):
    def sourced(self) -> "EvidenceQuerySet":
        """Only what may be shown to readers: evidence without a source is not published."""
        return self.filter(source__isnull=False)

    def overdue(self, today: datetime.date | None = None) -> "EvidenceQuerySet":
        """Evidence whose next check was due before today (UTC)."""
        return self.filter(due_on__lt=today or timezone.now().date())


class Evidence(Reported):
    """What makes a value trustworthy: from where, how sure, how and when checked, when due again."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("source"),
        related_name="%(class)ss",
        help_text=_("Without a source it is not shown to readers."),
    )
    confidence = models.CharField(_("confidence"), max_length=12, choices=Confidence)
    checked_how = models.CharField(_("checked how"), max_length=16, choices=CheckedHow)
    checked_on = models.DateField(_("checked on"))
    recheck_every = models.PositiveSmallIntegerField(
        _("check again after (days)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Left empty: 180, 90 or 60 days by confidence."),
    )
    due_on = models.DateField(_("due again on"), editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_due()
        super().save(*args, **kwargs)

    def set_due(self) -> None:
        """Keep due_on true; for code that writes in bulk and so bypasses save()."""
        days = self.recheck_every or RECHECK_DAYS[Confidence(self.confidence)]
        self.due_on = self.brought_forward(self.checked_on + datetime.timedelta(days=days), self.checked_on)

    @property
    def plain(self) -> ShownEvidence | None:
        """In the active language and as of today; None without a source."""
        source = self.source
        return source and ShownEvidence(
            self.confidence, self.confidence_label, self.checked_how_label, self.checked_on,
            source.url, source.publisher, self.is_overdue, source.dated, source.is_old,
        )  # fmt: skip

    @property
    def confidence_label(self) -> str:
        return label_of(Confidence, self.confidence)

    @property
    def checked_how_label(self) -> str:
        return label_of(CheckedHow, self.checked_how)

    @property
    def is_overdue(self) -> bool:
        return self.due_on < timezone.now().date()

    @property
    def needs_caution(self) -> bool:
        """Readers are warned: nobody confirmed it, or its check is overdue, or its source is old."""
        return (
            self.confidence == Confidence.UNCONFIRMED or self.is_overdue or bool(self.source_id and self.source.is_old)
        )


def evidence_constraints(model: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(condition=Q(confidence__in=Confidence.values), name=f"{model}_confidence_valid"),
        models.CheckConstraint(condition=Q(checked_how__in=CheckedHow.values), name=f"{model}_checked_how_valid"),
    ]
