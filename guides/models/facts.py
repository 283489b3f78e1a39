from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Billing, Topic, check_value, label_of, value_words

from .constraints import valid_choice
from .countries import Country
from .evidence import Evidence, EvidenceQuerySet, evidence_constraints
from .providers import Provider


class Fact(Evidence):
    """One neutral value, stored once for all languages, of a provider or of a whole country."""

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="facts", verbose_name=_("provider")
    )
    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, null=True, blank=True, related_name="facts", verbose_name=_("country")
    )
    topic = models.CharField(_("topic"), max_length=24, choices=Topic)
    billing = models.CharField(_("applies to"), max_length=10, choices=Billing, default=Billing.ANY)
    value = models.CharField(_("value"), max_length=60)
    note = models.TextField(_("note"), blank=True, help_text=_("What the value does not say, in one or two sentences."))

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["provider", "country", "topic", "billing"]
        constraints = [
            *evidence_constraints("fact"),
            valid_choice("fact", "topic", Topic),
            valid_choice("fact", "billing", Billing),
            models.CheckConstraint(
                condition=Q(provider__isnull=True) ^ Q(country__isnull=True), name="fact_provider_or_country"
            ),
            models.UniqueConstraint(fields=["provider", "topic", "billing"], name="fact_unique_of_provider"),
            models.UniqueConstraint(fields=["country", "topic", "billing"], name="fact_unique_of_country"),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.words}"

    def get_topic_display(self) -> str:
        return label_of(Topic, self.topic)

    def get_billing_display(self) -> str:
        return label_of(Billing, self.billing)

    def clean(self) -> None:
        if bool(self.provider_id) == bool(self.country_id):
            raise ValidationError(_("A fact belongs to a provider or to a country, not to both and not to neither."))
        try:
            check_value(Topic(self.topic), self.value)
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from error

    @property
    def words(self) -> str:
        """The value in the active language: “90 days”. As it is typed while it is none: a form shows it again."""
        try:
            check_value(Topic(self.topic), self.value)
        except ValueError:
            return self.value
        return value_words(Topic(self.topic), self.value)
