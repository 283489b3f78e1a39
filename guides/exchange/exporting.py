"""The database as the files it came from: a name without ending, and the text."""

from django.db import transaction

from guides.models import Country, Letter

from .gathering import gather, gather_letters
from .writing import write

GENERAL = "general"
LETTERS = "letters"


def names() -> list[str]:
    """The countries by slug, then what belongs to none, then the letters, if there are any."""
    countries = Country.objects.order_by("slug").values_list("slug", flat=True)
    return [*countries, GENERAL, *([LETTERS] if Letter.objects.exists() else [])]


def text_of(name: str) -> str:
    """Raises Country.DoesNotExist for a name that is none of the above."""
    if name == LETTERS:
        return write(gather_letters())
    return write(gather(None if name == GENERAL else Country.objects.get(slug=name)))


@transaction.atomic  # one moment of the database, whoever is editing
def everything() -> dict[str, str]:
    return {name: text_of(name) for name in names()}
