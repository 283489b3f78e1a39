"""A guide can be saved only if its texts place pictures that exist and are described in the text's language."""

from collections.abc import Iterator

from django.forms import ModelForm

from guides import directives
from guides.evidence.pictures import MARKDOWN, objections, pictures_in
from guides.languages import LANGUAGES, Language

from .positions import PositionedFormSet


class PlacedPictures(PositionedFormSet):
    def clean(self) -> None:
        super().clean()
        texts = list(self._texts())
        pictures = pictures_in(each for *_place, text in texts for each in directives.find(text))
        for form, name, language, text in texts:
            for objection in objections(text, language, pictures):
                form.add_error(name, objection)

    def _texts(self) -> Iterator[tuple[ModelForm, str, Language, str]]:
        """Form, field, language and text of every Markdown that this user may write here."""
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form in self.deleted_forms:
                continue
            for language in LANGUAGES:
                name = f"{MARKDOWN[self.model]}_{language.suffix}"
                if text := form.cleaned_data.get(name):
                    yield form, name, language, text
