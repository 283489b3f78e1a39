from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.languages import LANGUAGES

from .constraints import valid_choice
from .facts import Fact


class FeedbackVerdict(models.TextChoices):
    USEFUL = "useful", pgettext_lazy("feedback", "Useful")
    OUTDATED = "outdated", pgettext_lazy("feedback", "Outdated")
    UNCLEAR = "unclear", pgettext_lazy("feedback", "Unclear")
    WRONG = "wrong", pgettext_lazy("feedback", "Wrong for my carrier")
    WORKED = "worked", pgettext_lazy("feedback", "It worked")
    OTHER = "other", pgettext_lazy("feedback", "Something else")


class FeedbackState(models.TextChoices):
    NEW = "new", pgettext_lazy("state of feedback", "New")
    ACTED_ON = "acted_on", pgettext_lazy("state of feedback", "Acted on")
    DISMISSED = "dismissed", pgettext_lazy("state of feedback", "Dismissed")


class Feedback(models.Model):
    """What a reader said of a page. No network address, no cookie, no name."""

    Verdict = FeedbackVerdict

    State = FeedbackState

    page = models.CharField(
        _("page"), max_length=200, db_index=True, help_text=_("Without language: /cambodia/cancel-travel-esim/.")
    )
    language = models.CharField(_("language"), max_length=8, choices=[(each.code, each.name) for each in LANGUAGES])
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    fact = models.ForeignKey(
        Fact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback",
        verbose_name=_("about the fact"),
    )
    worked_on = models.DateField(_("worked on"), null=True, blank=True)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    ticket = models.CharField(
        max_length=32, unique=True, null=True, editable=False, help_text="Of the form it came from, which counts once."
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["-created_at", "-pk"]
        constraints = [
            valid_choice("feedback", "verdict", FeedbackVerdict),
            valid_choice("feedback", "state", FeedbackState),
            models.CheckConstraint(
                condition=models.Q(language__in=[each.code for each in LANGUAGES]), name="feedback_language_valid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_verdict_display()}"
