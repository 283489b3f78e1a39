from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides.articles import file as article_file
from guides.exchange import exporting, reading
from guides.languages import LANGUAGES
from guides.models import Country, Guide


class LimitedFile(forms.FileField):
    def __init__(self, limit: int, **kwargs: object) -> None:
        """limit: in bytes."""
        self.limit = limit
        super().__init__(**kwargs)

    def clean(self, data: UploadedFile | None, initial: object = None) -> UploadedFile:
        file = super().clean(data, initial)
        if file.size > self.limit:
            message = gettext("%(file)s is too large: at most %(limit)d MB can be uploaded.")
            raise ValidationError(message % {"file": file.name, "limit": self.limit // 1_000_000})
        return file


class BundleForm(forms.Form):
    file = LimitedFile(
        reading.MAX_BYTES,
        label=_("Bundle"),
        help_text=_("A YAML file as an export writes it; at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )
    overwrite = forms.BooleanField(
        label=_("Replace what is already here"),
        required=False,
        help_text=_("Otherwise what exists is left as it is, and only what is missing is created."),
    )


class ArticleForm(forms.Form):
    file = LimitedFile(
        article_file.MAX_BYTES,
        label=_("Article"),
        help_text=_("A Markdown file; it becomes a draft. At most 1 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".md,.markdown,.txt"}),
    )
    country = forms.ModelChoiceField(Country.objects.all(), to_field_name="slug", label=_("country"))
    language = forms.ChoiceField(
        choices=[(language.code, language.name) for language in LANGUAGES], label=_("language")
    )
    slug = Guide._meta.get_field("slug").formfield(
        required=False, help_text=_("Made from the title or the text if left empty.")
    )


class ExportForm(forms.Form):
    what = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        countries = {country.slug: country.label for country in Country.objects.all()}
        named = {
            **countries,
            exporting.GENERAL: gettext("What belongs to no country"),
            exporting.LETTERS: gettext("Letters"),
        }
        self.fields["what"].choices = [
            ("", gettext("Everything, as a ZIP file")),
            *((name, named[name]) for name in exporting.names()),
        ]
