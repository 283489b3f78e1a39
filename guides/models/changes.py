import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .constraints import valid_choice
from .guides import Guide


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

    class Meta:
        verbose_name = _("change note")
        verbose_name_plural = _("change notes")
        ordering = ["-date", "-pk"]
        constraints = [valid_choice("changenote", "significance", ChangeNoteSignificance)]

    def __str__(self) -> str:
        return f"{self.date}: {self.text}"
