"""Which letter, and for whom: the provider and the language that a reader chose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from django.utils.translation import gettext

from guides.evidence.contacts import ContactRow, contact_rows
from guides.evidence.placing import with_evidence
from guides.languages import Language
from guides.models import Letter, Provider, SupportChannel
from guides.models.countries import LetterLanguage

_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
_KINDS = SupportChannel.Kind
_SPOKEN = (_KINDS.PHONE, _KINDS.SHORT_CODE, _KINDS.USSD)


@dataclass
class Choice:
    provider: Provider | None = None
    language: str = ""  # the letter's, if it was chosen; else the provider's country decides
    letter: Letter | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_made(self) -> bool:
        return bool(self.provider or self.language or self.errors)

    @property
    def query(self) -> str:
        """The address of the same choice: nothing that was typed, and nothing that does not exist."""
        given = {"provider": self.provider.slug if self.provider else "", "language": self.language}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def region(self) -> str:
        """ISO code of the provider's country, or empty."""
        return self.provider.country.code if self.provider and self.provider.country else ""

    @property
    def is_stopgap(self) -> bool:
        """The letter is in English only because there is none in the language of the provider's country."""
        country = self.provider.country if self.provider else None
        return bool(country and self.letter) and not self.language and country.carrier_language != self.letter.language

    @property
    def written_ways(self) -> list[ContactRow]:
        """Sourced ways by which a letter can reach the provider."""
        return [row for row in self._rows if row.channel.kind not in _SPOKEN]

    @property
    def spoken_ways(self) -> list[ContactRow]:
        return [row for row in self._rows if row.channel.kind in _SPOKEN]

    @property
    def _rows(self) -> list[ContactRow]:
        return contact_rows([self.provider]) if self.provider else []


def choose(data: Mapping[str, str]) -> Choice:
    """From an address or a form. A provider or language that does not exist is an error beside its field."""
    choice = Choice()
    if slug := data.get("provider", ""):
        found = with_evidence([slug]).select_related("country") if _SLUG.fullmatch(slug) else Provider.objects.none()
        choice.provider = found.first()
        if not choice.provider:
            choice.errors["provider"] = gettext("We know no provider of that name. Choose one from the list.")
    if language := data.get("language", ""):
        if language in LetterLanguage:
            choice.language = language
        else:
            choice.errors["language"] = gettext("There is no letter in that language. Choose one from the list.")
    choice.letter = _letter(choice)
    return choice


def _letter(choice: Choice) -> Letter | None:
    if not (choice.provider or choice.language):
        return None
    country = choice.provider.country if choice.provider else None
    wanted = choice.language or (country.carrier_language if country else "")
    letters = Letter.objects.in_bulk(field_name="language")
    return letters.get(wanted) or (letters.get(LetterLanguage.ENGLISH) if not choice.language else None)


def providers_by_country(language: Language) -> list[tuple[str, list[Provider]]]:
    """Country's name and its providers, for the list; those of no country last."""
    providers = Provider.objects.complete_in(language).select_related("country")
    ordered = sorted(providers, key=lambda each: (each.country is None, each.country.slug if each.country else ""))
    return [
        (country.label if country else gettext("Sellers for many countries"), list(group))
        for country, group in groupby(ordered, key=lambda each: each.country)
    ]


def written_languages() -> list[tuple[str, str]]:
    """Code and own name of every language that has a letter."""
    existing = set(Letter.objects.values_list("language", flat=True))
    return [(code, name) for code, name in LetterLanguage.choices if code in existing]
