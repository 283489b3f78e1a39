"""Long lists, of which a part costs what the part holds and not what the whole list would."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Q, QuerySet

from guides.languages import Language
from guides.models import Country, Guide

PER_PAGE = 20


class Shelf:
    """The guides that readers may open, in reading order; a Paginator asks for their number and for a part.

    An index tells how many each country has. So it is known into which countries a part falls, and only the guides of
    these are put in order.
    """

    def __init__(self, language: Language, country: Country | None = None) -> None:
        """country: whose guides alone are wanted."""
        self.language = language
        self.country = country

    @cached_property
    def readable(self) -> QuerySet[Guide]:
        return Guide.objects.published().complete_in(self.language).order_by()

    @cached_property
    def sizes(self) -> dict[int | None, int]:
        """Guides by country, in the order of countries; the general ones are last."""
        if self.country:
            return {self.country.pk: self.readable.filter(country=self.country).count()}
        counted = dict(self.readable.values_list("country").annotate(n=models.Count("*")))
        order = Country.objects.values_list("pk", flat=True)
        return {country: counted.get(country, 0) for country in (*order, None)}

    def __len__(self) -> int:
        return sum(self.sizes.values())

    def __getitem__(self, part: slice) -> Sequence[Guide]:
        countries, skipped, passed = [], 0, 0
        for country, size in self.sizes.items():
            if part.start < passed + size and passed < part.stop and size:
                skipped = skipped if countries else part.start - passed
                countries.append(country)
            passed += size
        found = self._of(countries)[skipped : skipped + part.stop - part.start].values_list("pk", flat=True)
        return Guide.objects.filter(pk__in=list(found)).select_related("country").in_reading_order()

    def _of(self, countries: list[int | None]) -> QuerySet[Guide]:
        if len(countries) == 1:  # the index has them in this order
            return self.readable.filter(country=countries[0]).order_by("position", "slug")
        general = Q(country=None) if None in countries else Q()
        return self.readable.filter(Q(country__in=[each for each in countries if each]) | general).in_reading_order()


@dataclass(frozen=True)
class Walk:
    """A page of a list that was not counted. What templates ask is what they ask of Django's Page."""

    object_list: Sequence
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1


def walked(rows: QuerySet, number: str) -> Walk | Page:
    """A page of rows that the database finds in their order; one row more tells whether another page follows.

    What is no number is the first page, what lies behind the end the last, which must be counted.
    """
    wanted = max(int(number), 1) if number.isdecimal() else 1
    start = (wanted - 1) * PER_PAGE
    found = list(rows[start : start + PER_PAGE + 1])
    if not found and start:
        return Paginator(rows, PER_PAGE).get_page(wanted)
    return Walk(found[:PER_PAGE], wanted, has_next=len(found) > PER_PAGE)
