"""What a save of a guide must say and may do: significance, change note, who may publish, whose version it rests on."""

from hashlib import sha256

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides import roles
from guides.history.colleagues import what_changed_since
from guides.languages import LANGUAGES, Language
from guides.models import Guide
from guides.models.changes import ChangeNoteSignificance as Significance

from .guide_faults import Fault
from .guide_standing import Standing, Step, was_seen

PUBLIC = (Guide.Status.PUBLISHED, Guide.Status.ARCHIVED)


class Confirmation(forms.CheckboxInput):
    """A tick under exactly what was shown: its value is theirs, and it is off if something else is shown now."""

    def __init__(self, value: str) -> None:
        super().__init__(check_test=lambda ticked: ticked == value)
        self.value = value

    def format_value(self, value: object) -> str:
        return self.value


class Refused(Exception):  # noqa: N818  it is what happened to the save
    """A save that was tried, found wanting and rolled back."""

    def __init__(self, obstacles: list[Fault], cautions: list[Fault], untold: list[Language]) -> None:
        self.obstacles, self.cautions, self.untold = obstacles, cautions, untold
        super().__init__()


class GuideForm(forms.ModelForm):
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # The next two are asked only when there is a reason to ask; until then nobody sees them.
    overwrite = forms.CharField(
        label=_("I have read what my colleague changed; save my version over it"),
        required=False,
        widget=forms.HiddenInput,
    )
    publish_anyway = forms.CharField(
        label=_("I know all this: publish it all the same"), required=False, widget=forms.HiddenInput
    )
    significance = forms.ChoiceField(
        label=_("This edit is"),
        choices=Significance.choices,
        initial=Significance.MINOR,
        help_text=_(
            "Typo: nobody needs to know. Minor: translations should be looked at. Major: the meaning changed; "
            "readers of translations are warned until they are brought up to date."
        ),
    )
    note_zh_hans = forms.CharField(label="简体中文", required=False, max_length=400, widget=forms.TextInput)
    note_zh_hant = forms.CharField(label="繁體中文", required=False, max_length=400, widget=forms.TextInput)
    note_en = forms.CharField(label="English", required=False, max_length=400, widget=forms.TextInput)

    user = None  # set by the admin
    refusal: Refused | None = None  # set by the admin when it shows a form whose save was rolled back

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version
        told = told_in(self.user, self.instance)
        for language in LANGUAGES:
            if language in told:
                attributes = {"lang": language.html_lang, "class": "vTextField"}
                self.fields[note_of(language)].widget.attrs |= attributes
            else:
                del self.fields[note_of(language)]

    @property
    def notes(self) -> dict[Language, str]:
        """What was typed, by language."""
        typed = {language: self.cleaned_data.get(note_of(language), "") for language in LANGUAGES}
        return {language: text for language, text in typed.items() if text}

    def clean(self) -> dict:
        cleaned = super().clean()
        self._refuse_older_version(cleaned)
        self._refuse_unauthorised_status(cleaned)
        self._settle_moment(cleaned)
        self._refuse_note_of_typo(cleaned)
        if self.refusal:
            self._explain(self.refusal)
        return cleaned

    def _refuse_older_version(self, cleaned: dict) -> None:
        """Somebody saved while this form was open: say who and when, and keep what was typed."""
        if not self.instance.pk:
            return
        current = Guide.objects.filter(pk=self.instance.pk).values_list("version", flat=True).first()
        if cleaned.get("base_version") == current or cleaned.get("overwrite") == str(current):
            return
        self.fields["overwrite"].widget = Confirmation(str(current))
        raise ValidationError(what_changed_since(self.instance, cleaned.get("base_version") or 0))

    def _refuse_unauthorised_status(self, cleaned: dict) -> None:
        status = cleaned.get("status")
        if "status" not in self.changed_data or self.user is None or self.user.has_perm("guides.publish_guide"):
            return
        if status in PUBLIC or self.initial.get("status") in PUBLIC:
            self.add_error(
                "status", gettext("Only a publisher may publish, schedule or archive. Hand it in for review.")
            )

    def _settle_moment(self, cleaned: dict) -> None:
        """Publishing without saying when means now; a guide that is published keeps its moment."""
        is_published = cleaned.get("status") == Guide.Status.PUBLISHED
        if not is_published or cleaned.get("published_at") or "published_at" in self.errors:
            return
        if self.initial.get("status") == Guide.Status.PUBLISHED:
            self.add_error("published_at", gettext("Since when is it published, or from when on?"))
        else:
            cleaned["published_at"] = timezone.now()

    def _refuse_note_of_typo(self, cleaned: dict) -> None:
        if cleaned.get("significance") == Significance.TYPO and self.notes:
            message = gettext("Readers are not told of a typo: choose “minor” or “major”, or write no note.")
            self.add_error("significance", message)

    def _explain(self, refusal: Refused) -> None:
        for fault in refusal.obstacles:
            self.add_error(fault.place if fault.place in self.fields else None, fault.message)
        for language in refusal.untold:
            message = gettext("Readers of %(language)s know this guide: tell them what changed, or choose “typo”.")
            beside = note_of(language) if note_of(language) in self.fields else None
            self.add_error(beside, message % {"language": language.name})
        if refusal.cautions:
            self.fields["publish_anyway"].widget = Confirmation(digest(refusal.cautions))
            self.add_error("publish_anyway", [fault.message for fault in refusal.cautions])

    def refuse(self, step: Step) -> None:
        """Raises Refused if the guide may not stand as this save has left it in the database."""
        is_typo = self.cleaned_data["significance"] == Significance.TYPO
        untold = [] if is_typo else step.untold()
        obstacles, cautions = step.new_obstacles(), step.new_cautions()
        if cautions and self.cleaned_data["publish_anyway"] == digest(cautions):
            cautions = []
        if obstacles or cautions or untold:
            raise Refused(obstacles, cautions, untold)

    def note_change(self, before: Standing) -> None:
        """What readers and feeds are told of this edit: what was typed, or that the guide is new."""
        guide = self.instance
        if self.notes:
            texts = {f"text_{language.suffix}": text for language, text in self.notes.items()}
            guide.changes.create(significance=self.cleaned_data["significance"], **texts)
        if guide.status != Guide.Status.PUBLISHED or before.was_seen:
            return
        appears = guide.published_at.date()
        if not guide.changes.exists():
            texts = {f"text_{language.suffix}": first_published(language) for language in LANGUAGES}
            guide.changes.create(significance=Significance.MAJOR, date=appears, **texts)
        elif before.published_at:  # it was scheduled for another day
            guide.changes.filter(date=before.published_at.date()).update(date=appears)


def note_of(language: Language) -> str:
    return f"note_{language.suffix}"


def told_in(user: AbstractBaseUser, guide: Guide | None) -> tuple[Language, ...]:
    """The languages in which the user may tell readers of an edit; none of a guide that nobody has seen yet."""
    return roles.languages_of(user) if guide and was_seen(guide) else ()


def first_published(language: Language) -> str:
    with translation.override(language.code):
        return gettext("First published.")


def digest(faults: list[Fault]) -> str:
    """Stands for exactly these faults in a form."""
    return sha256("\n".join(sorted(fault.key for fault in faults)).encode()).hexdigest()[:16]
