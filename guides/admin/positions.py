"""Numbered parts that an editor can put in any order in one save, though the database allows no position twice."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.forms import BaseInlineFormSet, ModelForm

PARKED = 10_000  # beyond any real position


class PositionedForm(ModelForm):
    def _get_validation_exclusions(self) -> set[str]:
        """Positions are made unique when they are saved: two that are being swapped are no mistake."""
        return super()._get_validation_exclusions() | {"position"}

    def clean_position(self) -> int:
        """What the model's own validation would say, were it not left out above."""
        position = self.cleaned_data["position"]
        if position < 1:
            raise ValidationError(MinValueValidator.message % {"limit_value": 1})
        return position


class PositionedFormSet(BaseInlineFormSet):
    """Saves the parts numbered 1, 2, 3 … in the order that was typed; of equal numbers the first row comes first."""

    def save(self, commit: bool = True) -> list[models.Model]:
        if not commit:
            return super().save(commit=False)
        with transaction.atomic():
            self.model.objects.filter(**{self.fk.name: self.instance}).update(position=models.F("position") + PARKED)
            saved = super().save(commit=True)
            for position, form in enumerate(self._in_order(), start=1):
                self.model.objects.filter(pk=form.instance.pk).update(position=position)
        return saved

    def save_new(self, form: ModelForm, commit: bool = True) -> models.Model:
        form.instance.position = PARKED * 2 + self.forms.index(form)
        return super().save_new(form, commit)

    def save_existing(self, form: ModelForm, obj: models.Model, commit: bool = True) -> models.Model:
        form.instance.position = PARKED * 2 + self.forms.index(form)
        return super().save_existing(form, obj, commit)

    def _in_order(self) -> list[ModelForm]:
        kept = [form for form in self.forms if form not in self.deleted_forms and form.instance.pk]
        return sorted(kept, key=lambda form: form.cleaned_data.get("position") or PARKED)
