from typing import NamedTuple

from babel import Locale
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guides import languages, names
from guides.languages import Language

from .constraints import valid_choice
from .localized import has_text
from .slugs import validate_top_slug

COUNTED = 100  # guides of a country that its card counts: what counting costs must not grow with them


class Region(models.TextChoices):
    EAST_ASIA = "east-asia", _("East Asia")
    SOUTHEAST_ASIA = "southeast-asia", _("Southeast Asia")
    CENTRAL_ASIA = "central-asia", _("Central Asia")
    WEST_ASIA = "west-asia", _("West Asia")
    EUROPE = "europe", _("Europe")
    NORTH_AMERICA = "north-america", _("North America")
    OCEANIA = "oceania", _("Oceania")


class LetterLanguage(models.TextChoices):
    """Languages in which a cancellation letter exists, named in themselves."""

    KOREAN = "ko", "한국어"
    KHMER = "km", "ភាសាខ្មែរ"
    RUSSIAN = "ru", "Русский"
    KAZAKH = "kk", "Қазақша"
    JAPANESE = "ja", "日本語"
    THAI = "th", "ไทย"
    SIMPLIFIED = "zh-hans", "简体中文"
    TRADITIONAL = "zh-hant", "繁體中文"
    ENGLISH = "en", "English"


# CLDR names these two in full ("中国香港特别行政区"); readers type its short forms, which Babel leaves out.
_SHORT_NAMES = {"HK": ("香港", "香港", "Hong Kong"), "MO": ("澳门", "澳門", "Macao")}


# What CLDR names beside countries: unions, world regions, pseudo-regions for testing.
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def cldr_name(code: str, language: Language) -> str | None:
    """The territory's name in the language, as Unicode CLDR has it; None for a code that is no country."""
    if code in _NO_COUNTRIES:
        return None
    if code in _SHORT_NAMES:
        return _SHORT_NAMES[code][languages.LANGUAGES.index(language)]
    return Locale.parse(language.babel).territories.get(code)


def validate_country_code(value: str) -> None:
    if not (len(value) == 2 and value.isupper() and cldr_name(value, languages.EN)):
        raise ValidationError(_("“%(value)s” is not an ISO 3166-1 code of a country."), params={"value": value})


class CountryQuerySet(models.QuerySet):
    def complete_in(self, language: Language) -> "CountryQuerySet":
        """Countries whose page exists in the language: its short answer is written."""
        return self.filter(has_text(language, "summary"))

    def with_counts(self, language: Language, now: models.Expression | None = None) -> "CountryQuerySet":
        """Adds provider_count, and guide_count (published and complete in the language), which goes up to COUNTED and
        then means that or more. now: for a prepared query."""
        from .guides import Guide  # noqa: PLC0415  the two nouns know each other
        from .providers import Provider  # noqa: PLC0415

        return self.annotate(
            guide_count=_Counted(_of_country(Guide.objects.published(now).complete_in(language))[:COUNTED]),
            provider_count=_Counted(_of_country(Provider.objects.all())),
        )


def _of_country(owned: models.QuerySet) -> models.QuerySet:
    return owned.filter(country=models.OuterRef("pk")).order_by().values("country")


class _Counted(models.Subquery):
    """How many rows there are, of which no more are looked at than the query asks for."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()


class ShownCountry(NamedTuple):
    """A country with counts as its card, in the active language."""

    label: str
    url: str
    flag: str
    guide_count: int
    provider_count: int

    @property
    def has_more_guides(self) -> bool:
        return self.guide_count == COUNTED


class Country(models.Model):
    code = models.CharField(
        _("ISO code"),
        max_length=2,
        unique=True,
        validators=[validate_country_code],
        help_text=_("Two capital letters, ISO 3166-1: KR."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        unique=True,
        validators=[validate_top_slug],
        help_text=_("The address, the same in every language: south-korea."),
    )
    region = models.CharField(_("region"), max_length=20, choices=Region)
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("Leave empty to use the name of Unicode CLDR.")
    )
    summary = models.TextField(
        _("short answer"),
        blank=True,
        help_text=_(
            "Two to four sentences of plain text. The country's page exists in a language once this is written."
        ),
    )
    synonyms = models.TextField(
        _("synonyms"), blank=True, help_text=_("Other names that readers type, in any script, one per line.")
    )
    carrier_language = models.CharField(
        _("carrier language"),
        max_length=8,
        choices=LetterLanguage,
        blank=True,
        help_text=_("Which cancellation letter to offer."),
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["slug"]
        constraints = [
            valid_choice("country", "region", Region),
            valid_choice("country", "carrier_language", LetterLanguage, blank=True),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.slug])

    @property
    def plain(self) -> ShownCountry:
        return ShownCountry(self.label, self.get_absolute_url(), self.flag, self.guide_count, self.provider_count)

    @property
    def label(self) -> str:
        """The name in the active language: the editor's, else CLDR's."""
        return self.label_in(languages.current())

    def label_in(self, language: Language) -> str:
        return getattr(self, f"name_{language.suffix}") or cldr_name(self.code, language) or self.code

    @property
    def all_names(self) -> list[str]:
        """Every name a reader may type for it, in any language and script."""
        labels = [self.label_in(language) for language in languages.LANGUAGES]
        cldr = [cldr_name(self.code, language) or "" for language in languages.LANGUAGES]
        codes = [self.code, names.three_letters(self.code)]
        found = [*labels, *cldr, *codes, self.slug.replace("-", " "), *self.synonyms.splitlines()]
        return list(dict.fromkeys(filter(None, map(str.strip, found))))

    @property
    def spellings(self) -> list[str]:
        """Every key (guides.names) under which it is found: all names, and Pinyin."""
        return list(dict.fromkeys(key for name in self.all_names for key in names.spellings(name)))

    @property
    def flag(self) -> str:
        """The flag as an emoji: two regional indicator letters."""
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in self.code)
