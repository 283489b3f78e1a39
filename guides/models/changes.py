import datetime

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.languages import Language

from .constraints import valid_choice
from .countries import Country
from .guides import Guide, is_complete_in, is_published
from .localized import has_text


class ChangeNoteQuerySet(models.QuerySet):
    def readable_in(
        self,
        language: Language,
        country: Country | models.Expression | None = None,
        now: models.Expression | None = None,
    ) -> "ChangeNoteQuerySet":
        """What readers are told, newest first: written in the language, no typos, of guides that they can open.

        country: whose guides' notes alone are wanted. now: for a prepared query.
        """
        told = (
            self.filter(has_text(language, "text"))
            .exclude(significance=ChangeNote.Significance.TYPO)
            .select_related("guide__country")
        )
        if country is not None:  # its guides are few among all, and lead to their notes
            return told.filter(
                is_published("guide__", now), is_complete_in(language, "guide__"), guide__country=country
            )
        # Asked note by note, so that the database walks from the newest and stops when it has enough. If the joined row
        # had to fit, SQLite would take the readable guides first, all of them, and then put all their notes in order.
        readable = Guide.objects.published(now).complete_in(language).order_by()
        return told.filter(models.Exists(readable.filter(pk=models.OuterRef("guide"))))

    def numbered(self) -> "ChangeNoteQuerySet":
        """Adds number_of_day: the how-manieth note of its guide on its day, counted from the oldest.

        Guide, day and number name a note for good: a bundle that is loaded again replaces the rows, in order.
        """
        same_day = ChangeNote.objects.filter(
            guide=models.OuterRef("guide"), date=models.OuterRef("date"), pk__lte=models.OuterRef("pk")
        )
        counted = same_day.order_by().values("guide").annotate(n=models.Count("pk")).values("n")
        return self.annotate(number_of_day=Coalesce(models.Subquery(counted), 1))


class ChangeNoteSignificance(models.TextChoices):
    TYPO = "typo", pgettext_lazy("significance", "Typo")
    MINOR = "minor", pgettext_lazy("significance", "Minor")
    MAJOR = "major", pgettext_lazy("significance", "Major")


class ChangeNote(models.Model):
    """What changed, in words, for readers and feeds."""

    Significance = ChangeNoteSignificance

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="changes", verbose_name=_("guide"))
    date = models.DateField(_("date"), default=datetime.date.today)
    significance = models.CharField(_("significance"), max_length=6, choices=Significance)
    text = models.TextField(_("text"), blank=True)

    objects = ChangeNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("change note")
        verbose_name_plural = _("change notes")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(name="changenote_newest", fields=["-date", "-id"])]
        constraints = [valid_choice("changenote", "significance", ChangeNoteSignificance)]

    def __str__(self) -> str:
        return f"{self.date}: {self.text}"
