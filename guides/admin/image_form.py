"""An image in the admin: its file judged by content, its name and alternative texts kept where texts rely on them."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides.evidence.pictures import Use, uses
from guides.images.reading import Picture, read, read_limited
from guides.images.telling import Refused
from guides.languages import LANGUAGES


class ImageForm(forms.ModelForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PNG, JPEG or WebP, at most 10 MB. Place, time and camera are removed; cover personal data yourself."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        error_messages={"empty": _("The file is empty.")},
    )

    picture: Picture | None = None  # what was uploaded

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields and self.instance.pk:
            self.fields["file"].required = False
            self.fields["file"].label = _("Replace the file")

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file:
            try:
                self.picture = read(read_limited(file))
            except Refused as refused:
                raise ValidationError(str(refused)) from refused
        return file

    def clean(self) -> dict:
        cleaned = super().clean()
        if not any(self._alt(language.suffix) for language in LANGUAGES):
            raise ValidationError(
                gettext("Describe the picture in at least one language: its alternative text is missing.")
            )
        if self.instance.pk:
            self._keep_what_texts_rely_on(cleaned)
        return cleaned

    def _keep_what_texts_rely_on(self, cleaned: dict) -> None:
        used = uses(self.initial["slug"]) if "slug" in self.initial else []
        if used and "slug" in self.changed_data and "slug" in cleaned:
            self.add_error("slug", gettext("Texts place the picture under its name: %(places)s.") % _listed(used))
        for language in LANGUAGES:
            name, here = f"alt_{language.suffix}", [use for use in used if use.language == language]
            if here and name in self.fields and not cleaned.get(name):
                self.add_error(name, gettext("Texts in this language place the picture: %(places)s.") % _listed(here))

    def _alt(self, suffix: str) -> str:
        name = f"alt_{suffix}"
        return (self.cleaned_data.get(name) if name in self.fields else getattr(self.instance, name)) or ""


def _listed(used: list[Use]) -> dict[str, str]:
    return {"places": "; ".join(map(str, used))}
