import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.languages import LANGUAGES

from .constraints import valid_choice
from .countries import LetterLanguage

BLANKS = ("name", "number", "iccid", "end_date", "email", "today")
REFUND = "{refund}"  # begins a line that is left out of the letter if no refund is wanted
BLANK = re.compile(r"\{(" + "|".join(BLANKS) + r")\}")


class LetterWording(models.TextChoices):
    """How sure its authors are of a letter's wording, until a native speaker has checked it."""

    GOOD = "good", pgettext_lazy("wording of a letter", "Good")
    FAIR = "fair", pgettext_lazy("wording of a letter", "Fair")
    UNSURE = "unsure", pgettext_lazy("wording of a letter", "Less sure")


class Letter(models.Model):
    """A cancellation letter: in the carrier's language, and line by line in the reader's.

    Blanks stand in braces: {name}, {number}, {iccid}, {end_date}, {email}, {today}. A line that begins with {refund}
    is the wish for a refund. Any other brace is a brace.
    """

    Wording = LetterWording

    language = models.CharField(_("carrier language"), max_length=8, choices=LetterLanguage, unique=True)
    wording = models.CharField(
        _("wording"),
        max_length=6,
        choices=LetterWording,
        default=LetterWording.UNSURE,
        help_text=_("How sure its authors are of it. Readers are warned unless it is good or checked."),
    )
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(
        _("text"),
        help_text=_(
            "Blanks: {name} {number} {iccid} {end_date} {email} {today}. "
            "A line that begins with {refund} appears only if a refund is wanted."
        ),
    )
    reader_subject = models.CharField(_("subject, for the reader"), max_length=200)
    reader_body = models.TextField(
        _("text, for the reader"), blank=True, help_text=_("The same line by line, with the same blanks.")
    )
    checked = models.BooleanField(_("checked by a native speaker"), default=False)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["language"]
        constraints = [
            valid_choice("letter", "language", LetterLanguage),
            valid_choice("letter", "wording", LetterWording),
        ]

    def __str__(self) -> str:
        return self.get_language_display()

    def clean(self) -> None:
        wrong = {
            f"reader_body_{language.suffix}": _("Line %(line)d does not answer line %(line)d of the letter.")
            % {"line": line}
            for language in LANGUAGES
            if (body := getattr(self, f"reader_body_{language.suffix}")) and (line := first_difference(self.body, body))
        }
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_doubtful(self) -> bool:
        return not self.checked and self.wording != self.Wording.GOOD


def first_difference(body: str, reader_body: str) -> int:
    """The first line, counted from 1, that is empty, optional or has a blank in one of the texts only; 0 if none."""
    ours, theirs = ([_shape(line) for line in text.strip().splitlines()] for text in (body, reader_body))
    if ours == theirs:
        return 0
    pairs = enumerate(zip(ours, theirs, strict=False), start=1)
    return next((number for number, (one, other) in pairs if one != other), min(len(ours), len(theirs)) + 1)


def _shape(line: str) -> tuple[bool, bool, list[str]]:
    return bool(line.strip()), line.startswith(REFUND), sorted(BLANK.findall(line))
