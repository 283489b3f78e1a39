from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .countries import Country
from .guides import Guide
from .providers import Provider


def path_of(page: "Country | Provider | Guide") -> str:
    """Where a page stands, without language."""
    if isinstance(page, Country):
        return f"/{page.slug}/"
    if isinstance(page, Provider):
        return f"/providers/{page.slug}/"
    return f"/{page.country.slug}/{page.slug}/" if page.country_id else f"/guides/{page.slug}/"


class OldAddressQuerySet(models.QuerySet):
    def target(self, path: str) -> "Country | Provider | Guide | None":
        """What once stood at a path without language, such as /cambodia/cancel/; None if nothing did."""
        found = self.filter(path=path).select_related("country", "provider__country", "guide__country").first()
        return found and (found.guide or found.provider or found.country)


class OldAddress(models.Model):
    """A path, without language, at which a page once stood: it redirects for good to where the page stands now."""

    path = models.CharField(_("path"), max_length=160, unique=True)
    country = models.ForeignKey(Country, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("country"))
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("provider"))
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("guide"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False, provider__isnull=True, guide__isnull=True)
                | Q(country__isnull=True, provider__isnull=False, guide__isnull=True)
                | Q(country__isnull=True, provider__isnull=True, guide__isnull=False),
                name="oldaddress_one_target",
            )
        ]

    def __str__(self) -> str:
        return self.path

    def clean(self) -> None:
        if not (self.path.startswith("/") and self.path.endswith("/")):
            raise ValidationError(
                {"path": _("A path begins and ends with a slash and has no language: /cambodia/cancel/")}
            )
