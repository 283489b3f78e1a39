"""The database as the files it came from: a name without ending, and the text."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from guides.images import storing
from guides.models import Country, Letter

from .gathering import gather, gather_letters
from .pictures import file_of
from .schema import Bundle
from .writing import write

GENERAL = "general"
LETTERS = "letters"


def names() -> list[str]:
    """The countries by slug, then what belongs to none, then the letters, if there are any."""
    countries = Country.objects.order_by("slug").values_list("slug", flat=True)
    return [*countries, GENERAL, *([LETTERS] if Letter.objects.exists() else [])]


def text_of(name: str) -> str:
    """Raises Country.DoesNotExist for a name that is none of the above."""
    return write(_bundle(name))


def pictures_of(names: Iterable[str]) -> dict[str, Path]:
    """The pictures that these bundles place: where each belongs beside them, and where it is kept here."""
    digests = {image.digest for name in names for image in _bundle(name).images}
    return {file_of(digest): storing.master(digest) for digest in sorted(digests)}


@transaction.atomic  # one moment of the database, whoever is editing
def everything() -> dict[str, str]:
    return {name: text_of(name) for name in names()}


def _bundle(name: str) -> Bundle:
    if name == LETTERS:
        return gather_letters()
    return gather(None if name == GENERAL else Country.objects.get(slug=name))
