import hashlib
import json
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.languages import TARGETS, Language

from .constraints import valid_choice
from .guides import Guide
from .parts import Question, Section, Verdict


def guide_texts(guide: Guide, language: Language) -> dict[str, str]:
    """Every translated text of a guide in one language, keyed by where it stands: title, section.before.body, …"""
    return texts_of(guide, [*guide.verdicts.all(), *guide.sections.all(), *guide.questions.all()], language)


def texts_of(guide: Guide, parts: Iterable[Verdict | Section | Question], language: Language) -> dict[str, str]:
    """The same of a guide whose parts are at hand."""
    texts = {field: _text(guide, field, language) for field in ("title", "short_answer", "summary")}
    for part in parts:
        match part:
            case Verdict():
                texts[f"verdict.{part.meaning}.reason"] = _text(part, "reason", language)
            case Section():
                for field in ("heading", "body"):
                    texts[f"section.{part.anchor}.{field}"] = _text(part, field, language)
            case Question():
                for field in ("question", "answer"):
                    texts[f"question.{part.anchor}.{field}"] = _text(part, field, language)
    return texts


def hash_texts(texts: dict[str, str]) -> str:
    """A SHA-256 of the texts that does not depend on the order of sections."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _text(item: models.Model, field: str, language: Language) -> str:
    return getattr(item, f"{field}_{language.suffix}") or ""


class State(models.TextChoices):
    MISSING = "missing", pgettext_lazy("translation", "Missing")
    MACHINE = "machine", pgettext_lazy("translation", "Converted by machine")
    CURRENT = "current", pgettext_lazy("translation", "Current")
    OUTDATED_MINOR = "outdated_minor", pgettext_lazy("translation", "Outdated (minor)")
    OUTDATED_MAJOR = "outdated_major", pgettext_lazy("translation", "Outdated (major)")


class TranslationState(models.Model):
    """Where one language of a guide stands against the text it answers; bound to that text's hash, not to a clock."""

    State = State

    guide = models.ForeignKey(
        Guide, on_delete=models.CASCADE, related_name="translation_states", verbose_name=_("guide")
    )
    language = models.CharField(_("language"), max_length=8, choices=[(target.code, target.name) for target in TARGETS])
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.MISSING)
    source_hash = models.CharField(_("hash of the source text"), max_length=64, blank=True)
    source_snapshot = models.JSONField(_("source text that it answers"), default=dict, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("updated by"),
    )

    class Meta:
        verbose_name = _("translation state")
        verbose_name_plural = _("translation states")
        ordering = ["guide", "language"]
        constraints = [
            valid_choice("translationstate", "state", State),
            models.UniqueConstraint(fields=["guide", "language"], name="translationstate_unique"),
            models.CheckConstraint(
                condition=models.Q(language__in=[target.code for target in TARGETS]),
                name="translationstate_language_valid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide} ({self.language}): {self.get_state_display()}"

    def answer(self, texts: dict[str, str]) -> None:
        """Note the source text that this translation answers; the caller saves."""
        self.source_snapshot = texts
        self.source_hash = hash_texts(texts)
