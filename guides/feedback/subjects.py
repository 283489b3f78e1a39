"""Which pages readers can speak of, found again from the address that the form carries."""

from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from guides import languages
from guides.models import Country, Fact, Guide, Provider


@dataclass(frozen=True)
class Subject:
    path: str  # without language
    title: str
    region: str = ""  # ISO code of the country, for telephone numbers
    guide: Guide | None = None
    facts: tuple[Fact, ...] = ()  # what the page says, one by one, so that a report can name one

    @property
    def url(self) -> str:
        return f"/{languages.current().code}{self.path}"


def subject_of(path: str) -> Subject | None:
    """path: below the language, such as /cambodia/metfone/. None if there is no such page to speak of."""
    try:
        match = resolve(f"/{languages.current().code}{path}")
    except Resolver404:
        return None
    if title := _titles().get(match.url_name):
        return Subject(path, title)
    if match.url_name in ("guide", "general-guide"):
        return _of_guide(path, match.kwargs)
    if match.url_name == "provider":
        return _of_provider(path, match.kwargs["slug"])
    if match.url_name == "country":
        return _of_country(path, match.kwargs["country"])
    return None


def _titles() -> dict[str, str]:
    return {
        "home": gettext("this site"),
        "plan": gettext("Exit plan"),
        "letter": gettext("Cancellation letter"),
        "search": gettext("Search"),
    }


def _of_guide(path: str, address: dict[str, str]) -> Subject | None:
    guide = (
        Guide.objects.published()
        .complete_in(languages.current())
        .filter(slug=address["slug"], country__slug=address.get("country"))
        .select_related("country")
        .first()
    )
    return guide and Subject(path, str(guide), guide.country.code if guide.country else "", guide)


def _of_provider(path: str, slug: str) -> Subject | None:
    provider = Provider.objects.complete_in(languages.current()).filter(slug=slug).select_related("country").first()
    if provider is None:
        return None
    region = provider.country.code if provider.country else ""
    return Subject(path, str(provider), region, facts=tuple(provider.facts.sourced()))


def _of_country(path: str, slug: str) -> Subject | None:
    country = Country.objects.complete_in(languages.current()).filter(slug=slug).first()
    return country and Subject(path, country.label, country.code, facts=tuple(country.facts.sourced()))
