"""Destinations whose name is close to what was typed and not found: Tailand, Cambodja, hangou."""

from difflib import get_close_matches

from guides import names
from guides.languages import Language
from guides.models import Country

from .query import Query

FEW = 6
LONGEST = 30  # letters of a name


def nearest(query: Query, language: Language) -> list[Country]:
    """The closest first; where no name is close, those that have guides."""
    countries = list(Country.objects.complete_in(language).with_counts(language))
    spelled = {key: country for country in countries for key in country.spellings}
    typed = [names.key(query.typed)[:LONGEST], *(term.key[:LONGEST] for term in query.terms)]
    close = [
        spelled[key] for each in dict.fromkeys(typed) for key in get_close_matches(each, spelled, n=FEW, cutoff=0.7)
    ]
    if not close:
        close = [country for country in countries if country.guide_count]
    return list(dict.fromkeys(close))[:FEW]
