import re
from typing import NamedTuple

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.languages import Language
from guides.vocabulary import Difficulty, label_of

from .constraints import valid_choice
from .countries import Country
from .evidence import Evidence, EvidenceQuerySet, evidence_constraints
from .localized import has_text


class ProviderQuerySet(models.QuerySet):
    def complete_in(self, language: Language) -> "ProviderQuerySet":
        """Providers whose page exists in the language."""
        return self.filter(has_text(language, "name", "summary"))


class ProviderKind(models.TextChoices):
    CARRIER = "carrier", pgettext_lazy("kind of provider", "Carrier")
    MVNO = "mvno", pgettext_lazy("kind of provider", "Virtual operator (MVNO)")
    PLATFORM = "platform", pgettext_lazy("kind of provider", "eSIM platform or seller")


class ShownProvider(NamedTuple):
    """A provider as a link, in the active language."""

    slug: str
    name: str
    url: str


class ProviderCard(NamedTuple):
    """A provider as its card, in the active language."""

    name: str
    url: str
    kind: str
    difficulty: str
    summary: str

    def get_kind_display(self) -> str:
        return label_of(ProviderKind, self.kind)

    def get_difficulty_display(self) -> str:
        return label_of(Difficulty, self.difficulty)


class Provider(models.Model):
    Kind = ProviderKind

    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="providers",
        verbose_name=_("country"),
        help_text=_("Leave empty for platforms that sell for many countries."),
    )
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    website = models.URLField(_("website"), blank=True)
    app = models.CharField(_("app"), max_length=60, blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("What a reader must know to end this line."))
    difficulty = models.CharField(
        _("difficulty of ending it"),
        max_length=8,
        choices=Difficulty,
        blank=True,
        help_text=_("Leave empty if not known."),
    )

    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["country__slug", "position", "slug"]
        constraints = [
            valid_choice("provider", "kind", ProviderKind),
            valid_choice("provider", "difficulty", Difficulty, blank=True),
        ]

    def __str__(self) -> str:
        return self.name or self.slug

    def get_absolute_url(self) -> str:
        return reverse("provider", args=[self.slug])

    @property
    def plain(self) -> ShownProvider:
        return ShownProvider(self.slug, str(self), self.get_absolute_url())

    @property
    def card(self) -> ProviderCard:
        return ProviderCard(str(self), self.get_absolute_url(), self.kind, self.difficulty, self.summary)

    def is_complete_in(self, language: Language) -> bool:
        """What complete_in asks the database, of a row that is here."""
        return all(getattr(self, f"{field}_{language.suffix}") for field in ("name", "summary"))


class ChannelKind(models.TextChoices):
    SHORT_CODE = "short_code", pgettext_lazy("kind of channel", "Short number")
    USSD = "ussd", pgettext_lazy("kind of channel", "Code to dial")
    PHONE = "phone", pgettext_lazy("kind of channel", "Phone")
    FAX = "fax", pgettext_lazy("kind of channel", "Fax")
    EMAIL = "email", pgettext_lazy("kind of channel", "E-mail")
    CHAT = "chat", pgettext_lazy("kind of channel", "Chat")
    APP = "app", pgettext_lazy("kind of channel", "App")
    WEB = "web", pgettext_lazy("kind of channel", "Website")
    STORE = "store", pgettext_lazy("kind of channel", "Shop")
    POST = "post", pgettext_lazy("kind of channel", "Post")
    SOCIAL = "social", pgettext_lazy("kind of channel", "Social account")


class ChannelReach(models.TextChoices):
    OWN_NETWORK = "own_network", pgettext_lazy("where a channel works", "from the carrier's own line")
    DOMESTIC = "domestic", pgettext_lazy("where a channel works", "from inside the country")
    ABROAD = "abroad", pgettext_lazy("where a channel works", "from abroad")
    ANYWHERE = "anywhere", pgettext_lazy("where a channel works", "from anywhere")


class SupportChannel(Evidence):
    """One sourced way to reach a provider."""

    Kind = ChannelKind

    Reach = ChannelReach

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="channels", verbose_name=_("provider")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    value = models.CharField(
        _("value"), max_length=300, help_text=_("The number, address or name. Numbers from abroad begin with +.")
    )
    reach = models.CharField(_("works"), max_length=12, choices=Reach)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact channel")
        verbose_name_plural = _("contact channels")
        ordering = ["provider", "position", "pk"]
        constraints = [
            *evidence_constraints("supportchannel"),
            valid_choice("supportchannel", "kind", ChannelKind),
            valid_choice("supportchannel", "reach", ChannelReach),
            models.UniqueConstraint(fields=["provider", "kind", "value", "reach"], name="supportchannel_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"

    def get_kind_display(self) -> str:
        return label_of(ChannelKind, self.kind)

    def get_reach_display(self) -> str:
        return label_of(ChannelReach, self.reach)

    def clean(self) -> None:
        """A wrong number sends a reader to a stranger: what cannot be dialled, written to or opened is refused."""
        if not self.value.isprintable():
            raise ValidationError({"value": _("This has line breaks or signs that nobody sees.")})
        if self.kind == self.Kind.EMAIL:
            validate_email(self.value)
        is_address = self.value.startswith(("https://", "http://"))
        if self.kind == self.Kind.WEB and not is_address:
            raise ValidationError({"value": _("A website's address begins with https:// or http://.")})
        if is_address:
            URLValidator(["https", "http"])(self.value)
        if self.kind in _DIALLED and not _is_dialled(self.kind, self.value):
            words = _("“%(number)s” cannot be a telephone number.")
            raise ValidationError({"value": ValidationError(words, params={"number": self.value})})
        if self.reach == self.Reach.ABROAD and self.kind == self.Kind.PHONE and not self.value.startswith("+"):
            raise ValidationError({"value": _("A number that works from abroad begins with + and the country's code.")})


_DIALLED = {
    ChannelKind.SHORT_CODE: re.compile(r"[*#]?[0-9]{2,8}"),
    ChannelKind.USSD: re.compile(r"[*#][0-9*#]*[0-9][0-9*#]*"),
    ChannelKind.PHONE: re.compile(r"\+?([ ()./-]*[0-9]){4,15}"),
    ChannelKind.FAX: re.compile(r"\+?([ ()./-]*[0-9]){4,15}"),
}


def _is_dialled(kind: str, value: str) -> bool:
    """Numbers of one country are not looked into: many service numbers fit no numbering plan."""
    if not _DIALLED[kind].fullmatch(value):
        return False
    if not value.startswith("+"):
        return True
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(value))
    except phonenumbers.NumberParseException:
        return False
