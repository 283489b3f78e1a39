"""What a save of a guide must say and may do: significance, change note, who may publish, whose version it rests on."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides.history.colleagues import what_changed_since
from guides.languages import LANGUAGES
from guides.models import Guide
from guides.models.changes import ChangeNoteSignificance as Significance

PUBLIC = (Guide.Status.PUBLISHED, Guide.Status.ARCHIVED)


class GuideForm(forms.ModelForm):
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    overwrite = forms.BooleanField(
        label=_("I have read what my colleague changed; save my version over it"), required=False
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

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version
        for language in LANGUAGES:
            self.fields[f"note_{language.suffix}"].widget.attrs |= {"lang": language.html_lang, "class": "vTextField"}
        if not self.is_bound:
            del self.fields["overwrite"]

    def clean(self) -> dict:
        cleaned = super().clean()
        self._refuse_older_version(cleaned)
        self._refuse_unauthorised_status(cleaned)
        return cleaned

    def _refuse_older_version(self, cleaned: dict) -> None:
        """Somebody saved while this form was open: say who and when, and keep what was typed."""
        if not self.instance.pk or cleaned.get("overwrite"):
            return
        current = Guide.objects.filter(pk=self.instance.pk).values_list("version", flat=True).first()
        if cleaned.get("base_version") != current:
            raise ValidationError(what_changed_since(self.instance, cleaned.get("base_version") or 0))

    def _refuse_unauthorised_status(self, cleaned: dict) -> None:
        status = cleaned.get("status")
        if "status" not in self.changed_data or self.user is None or self.user.has_perm("guides.publish_guide"):
            return
        if status in PUBLIC or self.initial.get("status") in PUBLIC:
            self.add_error(
                "status", gettext("Only a publisher may publish, schedule or archive. Hand it in for review.")
            )

    def note_change(self) -> None:
        """What readers and feeds are told of this edit; nothing for a typo, and nothing if nothing is said."""
        notes = {f"text_{language.suffix}": self.cleaned_data[f"note_{language.suffix}"] for language in LANGUAGES}
        if self.cleaned_data["significance"] != Significance.TYPO and any(notes.values()):
            self.instance.changes.create(significance=self.cleaned_data["significance"], **notes)
