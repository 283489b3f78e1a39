"""Forms in which every language is a group of its own, writable by those who may write that language.

modeltranslation's own tabbed admin loads scripts from another host; this needs none.
"""

from typing import ClassVar

from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms import CharField, Field, Script, Textarea
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.translator import translator

from guides import roles
from guides.languages import LANGUAGES, Language

from .related import RelatedRows
from .unsaved import KeepsWhatWasTyped


class ProseField(CharField):
    """Browsers send lines that end in CR LF: taken as they come, an untouched text would count as changed."""

    def to_python(self, value: str | None) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class GroupedByLanguage:
    """Neutral fields first, then one fieldset per language, named in itself."""

    neutral_fields: tuple = ()
    formfield_overrides: ClassVar = {
        models.TextField: {"form_class": ProseField, "widget": AdminTextareaWidget},
        models.URLField: {"assume_scheme": "https"},
    }

    @property
    def translated_fields(self) -> tuple[str, ...]:
        """In the order in which the model has them."""
        translated = translator.get_options_for_model(self.model).fields
        return tuple(field.name for field in self.model._meta.get_fields() if field.name in translated)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list[tuple]:
        groups = [
            (
                language.name,
                {
                    "fields": columns(self.translated_fields, language),
                    "classes": ("language", f"language-{language.code}"),
                },
            )
            for language in LANGUAGES
        ]
        return [(None, {"fields": self.neutral_fields}), *groups]

    def writable_languages(self, request: HttpRequest) -> tuple[Language, ...]:
        return roles.languages_of(request.user)

    def may_change_structure(self, request: HttpRequest) -> bool:
        return roles.may_change_structure(request.user)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """What the user may not write is shown as text: a translator reads the source beside the target."""
        closed = [] if self.may_change_structure(request) else flatten(self.neutral_fields)
        writable = self.writable_languages(request)
        for language in LANGUAGES:
            if language not in writable:
                closed += columns(self.translated_fields, language)
        return (*super().get_readonly_fields(request, obj), *closed)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: object) -> Field | None:
        """The browser is told the language of what is typed: fonts, spelling and reading aloud follow it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            for language in LANGUAGES:
                if db_field.name.endswith(f"_{language.suffix}"):
                    field.widget.attrs["lang"] = language.html_lang
                    if isinstance(field.widget, Textarea) and db_field.name.startswith(("short_answer", "summary")):
                        field.widget.attrs["rows"] = 4
        return field


def columns(fields: tuple[str, ...], language: Language) -> list[str]:
    return [f"{name}_{language.suffix}" for name in fields]


class LocalizedAdmin(KeepsWhatWasTyped, GroupedByLanguage, RelatedRows, TranslationAdmin):
    class Media:
        js = (Script("js/admin/language-tabs.js", type="module"),)


class LocalizedInline(GroupedByLanguage, RelatedRows, TranslationStackedInline):
    extra = 0


class CheckersMayWrite:
    """For facts, contacts and sources: who may add them may write all of them, notes in every language included."""

    def writable_languages(self, request: HttpRequest) -> tuple[Language, ...]:
        return LANGUAGES if request.user.has_perm("guides.add_fact") else super().writable_languages(request)

    def may_change_structure(self, request: HttpRequest) -> bool:
        return request.user.has_perm("guides.add_fact") or super().may_change_structure(request)
