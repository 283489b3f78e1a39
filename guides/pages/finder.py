from collections.abc import Iterable

from guides.chinese import fold
from guides.languages import LANGUAGES
from guides.models import Country


def found_by(query: str, countries: Iterable[Country]) -> list[Country]:
    """Countries whose name in any of the site's languages, synonym or ISO code holds the query."""
    wanted = fold(query)
    return [country for country in countries if any(_matches(wanted, fold(name)) for name in names_of(country))]


def names_of(country: Country) -> list[str]:
    """Every name a reader may type for a country."""
    labels = [country.label_in(language) for language in LANGUAGES]
    return list(dict.fromkeys([*labels, country.code, country.slug.replace("-", " "), *country.synonyms.splitlines()]))


def _matches(wanted: str, name: str) -> bool:
    """Two Latin letters are a code and must match whole: "in" does not find every country with those letters."""
    if wanted.isascii() and len(wanted) <= 2:
        return wanted == name
    return wanted in name
