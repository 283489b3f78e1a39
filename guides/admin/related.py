"""Rows that a form of the desk points to. A browser posts their numbers, and anybody can post something else.

Django asks the database for whatever was posted: what is no number, or one that no row can have, fails there instead of
being no valid choice.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest


class ManyRelated(forms.ModelMultipleChoiceField):
    def clean(self, value: object) -> models.QuerySet:
        for each in value if isinstance(value, list | tuple) else ():
            if not can_be(self.queryset.model, each):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": each}
                )
        return super().clean(value)


class _Possible:
    def optgroups(self, name: str, value: list, attrs: dict | None = None) -> list:
        model = self.choices.queryset.model
        return super().optgroups(name, [each for each in value if can_be(model, each)], attrs)


class OneFound(_Possible, AutocompleteSelect):
    pass


class ManyFound(_Possible, AutocompleteSelectMultiple):
    pass


class RelatedRows:
    """Before a ModelAdmin or an inline of it."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: object
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", OneFound(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: object
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ManyFound(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, form_class=ManyRelated, **kwargs)


def can_be(model: type[models.Model], number: object) -> bool:
    """Whether a row could have this number, as far as its column goes; nothing chosen is left for others to judge."""
    if number in forms.Field.empty_values if not isinstance(number, str) else number == "":
        return True
    try:
        model._meta.pk.clean(number, None)
    except ValidationError:
        return False
    return True
