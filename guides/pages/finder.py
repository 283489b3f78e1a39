from collections.abc import Iterable

from guides import names
from guides.chinese import fold
from guides.models import Country


def found_by(query: str, countries: Iterable[Country]) -> list[Country]:
    """Countries of which a name, in any language, script or in Pinyin, or an ISO code holds the query."""
    typed = names.typed_keys(query)
    return [country for country in countries if any(_matches(each, key) for each in typed for key in country.spellings)]


def variants(countries: Iterable[Country]) -> str:
    """The characters of the names that the other script writes differently, each before the one it is folded to.

    With them the finder's script folds what is typed as guides.chinese does, without its tables.
    """
    signs = {sign for country in countries for name in country.all_names for sign in name if "㐀" <= sign <= "鿿"}
    return "".join(f"{sign}{fold(sign)}" for sign in sorted(signs) if fold(sign) != sign)


def _matches(typed: str, key: str) -> bool:
    """Few Latin letters stand in many names ("in", "kor" in Angkor): two are a whole code, three begin a name."""
    if typed.isascii() and len(typed) <= 3:
        return typed == key if len(typed) < 3 else key.startswith(typed)
    return typed in key
