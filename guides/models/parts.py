"""What a guide is made of: sections, questions, verdicts."""

from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.vocabulary import Meaning, Need

from .constraints import valid_choice
from .guides import Guide

at_most = MaxLengthValidator(20_000)  # characters of one text; the longest that ships has three thousand


class SectionKind(models.TextChoices):
    OVERVIEW = "overview", pgettext_lazy("kind of section", "Overview")
    BEFORE = "before", pgettext_lazy("kind of section", "Before")
    STEPS = "steps", pgettext_lazy("kind of section", "Steps")
    AFTER = "after", pgettext_lazy("kind of section", "After")
    CAUTION = "caution", pgettext_lazy("kind of section", "Cautions")


class Section(models.Model):
    Kind = SectionKind

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="sections", verbose_name=_("guide"))
    anchor = models.SlugField(
        _("anchor"),
        max_length=60,
        help_text=_("The section's address inside the page; keep it when the heading changes."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField(_("position"), validators=[MinValueValidator(1)])
    heading = models.CharField(_("heading"), max_length=120)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."), validators=[at_most])

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["guide", "position"]
        constraints = [
            valid_choice("section", "kind", SectionKind),
            models.UniqueConstraint(fields=["guide", "anchor"], name="section_anchor_unique"),
            models.UniqueConstraint(fields=["guide", "position"], name="section_position_unique"),
            models.CheckConstraint(condition=Q(position__gte=1), name="section_position_positive"),
        ]

    def __str__(self) -> str:
        return self.heading or self.anchor


class Question(models.Model):
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="questions", verbose_name=_("guide"))
    anchor = models.SlugField(_("anchor"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), validators=[MinValueValidator(1)])
    question = models.CharField(_("question"), max_length=200)
    answer = models.TextField(_("answer"), blank=True, help_text=_("Markdown."), validators=[at_most])

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["guide", "position"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "anchor"], name="question_anchor_unique"),
            models.UniqueConstraint(fields=["guide", "position"], name="question_position_unique"),
            models.CheckConstraint(condition=Q(position__gte=1), name="question_position_positive"),
        ]

    def __str__(self) -> str:
        return self.question or self.anchor


class Verdict(models.Model):
    """How much one meaning of "cancel" matters in the guide's case: the strip at its top."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="verdicts", verbose_name=_("guide"))
    meaning = models.CharField(_("meaning"), max_length=12, choices=Meaning)
    need = models.CharField(_("verdict"), max_length=12, choices=Need)
    reason = models.CharField(_("reason"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        # In the order in which a reader should act, which is the order of Meaning.
        ordering = [
            "guide",
            models.Case(*(models.When(meaning=value, then=position) for position, value in enumerate(Meaning.values))),
        ]
        constraints = [
            valid_choice("verdict", "meaning", Meaning),
            valid_choice("verdict", "need", Need),
            models.UniqueConstraint(fields=["guide", "meaning"], name="verdict_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_meaning_display()}: {self.get_need_display()}"
