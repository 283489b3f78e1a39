from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from guides.images.reading import read, read_limited
from guides.images.renditions import fallback_width, render
from guides.images.telling import Refused
from guides.models import ContactLink

from .localized import LocalizedAdmin


class ContactLinkForm(forms.ModelForm):
    def clean_image(self) -> object:
        """What is uploaded is judged and made anew like the pictures of guides; what is there already stays."""
        file = self.cleaned_data["image"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            picture = read(read_limited(file))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        name = f"{fallback_width(picture.width)}.{picture.fallback}"
        return ContentFile(render(picture)[name], name=f"{picture.digest[:16]}.{picture.fallback}")


@admin.register(ContactLink)
class ContactLinkAdmin(LocalizedAdmin):
    form = ContactLinkForm
    list_display = ("label", "kind", "address", "place", "sponsored", "position")
    list_filter = ("kind", "place", "sponsored")
    neutral_fields = ("kind", "address", "image", "sponsored", "place", "position")
