import datetime
import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from guides.models import Fact, Feedback

from .subjects import Subject

LONGEST_TEXT = 2000
Verdict = Feedback.Verdict
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class FeedbackForm(forms.Form):
    """What a reader says of one page. `website` is a trap: people do not see it, programs fill it in."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What do you want to tell us?"),
        error_messages={
            "required": gettext_lazy("Choose one of these."),
            "invalid_choice": gettext_lazy("Choose one of these."),
        },
    )
    fact = forms.ModelChoiceField(
        Fact.objects.none(),
        required=False,
        label=gettext_lazy("Which statement?"),
        empty_label=gettext_lazy("All of the page, or I am not sure"),
        error_messages={"invalid_choice": gettext_lazy("This page does not say that. Choose again.")},
    )
    worked_on = forms.DateField(
        required=False,
        label=gettext_lazy("It worked on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Write the day as year-month-day, such as 2026-12-31.")},
    )
    text = forms.CharField(
        required=False,
        strip=True,
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_TEXT, "dir": "auto"}),
    )
    website = forms.CharField(required=False)

    def __init__(self, subject: Subject, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.fields["verdict"].choices = choices()
        if subject.facts:
            self.fields["fact"].queryset = Fact.objects.filter(pk__in=[fact.pk for fact in subject.facts])
        else:
            del self.fields["fact"]
        for name, field in self.fields.items():
            described = f"feedback-{name}-error" if name in self.errors else ""
            field.widget.attrs |= {"id": f"feedback-{name}"}
            if described:
                field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": described}

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get("website"))

    def clean_worked_on(self) -> datetime.date | None:
        day = self.cleaned_data["worked_on"]
        # The reader's calendar may be a day ahead of ours.
        if day and day > timezone.now().date() + datetime.timedelta(days=1):
            raise forms.ValidationError(gettext("This day is still to come."))
        return day

    def clean_text(self) -> str:
        text = _CONTROLS.sub("", self.cleaned_data["text"].replace("\r\n", "\n"))
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                gettext("At most %(limit)d characters; this has %(count)d.")
                % {"limit": LONGEST_TEXT, "count": len(text)}
            )
        return text

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("verdict") in (Verdict.WRONG, Verdict.OTHER) and "text" in cleaned and not cleaned["text"]:
            self.add_error("text", gettext("Please say in a few words what it is."))
        if cleaned.get("verdict") != Verdict.WORKED:
            cleaned["worked_on"] = None
        return cleaned


def choices() -> list[tuple[str, str]]:
    """What readers can say, in their words; the model's own words are the editors'."""
    return [
        (Verdict.USEFUL, pgettext_lazy("reader's feedback", "It helped me")),
        (Verdict.WORKED, pgettext_lazy("reader's feedback", "I did it, and it worked")),
        (Verdict.OUTDATED, pgettext_lazy("reader's feedback", "Something is out of date")),
        (Verdict.UNCLEAR, pgettext_lazy("reader's feedback", "Something is unclear")),
        (Verdict.WRONG, pgettext_lazy("reader's feedback", "It is wrong for my carrier")),
        (Verdict.OTHER, pgettext_lazy("reader's feedback", "Something else")),
    ]
