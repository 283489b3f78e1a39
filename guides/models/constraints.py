"""Database constraints that several models share."""

from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, Q, TextChoices
from django.utils.translation import gettext_lazy as _

validate_partial_date = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", _("Write a date as 2019, 2019-12 or 2019-12-10.")
)


def valid_choice(model: str, field: str, choices: type[TextChoices], *, blank: bool = False) -> CheckConstraint:
    """The column holds one of the choices, whoever writes it (admin, bundle, SQL)."""
    values = [*choices.values, *([""] if blank else [])]
    return CheckConstraint(condition=Q(**{f"{field}__in": values}), name=f"{model}_{field}_valid")
