"""What loading bundles would do, found out by doing it and taking it back."""

from collections.abc import Iterable

from django.db import transaction

from guides.models import Guide
from guides.models.images import files_taken_back

from .loading import Report, load
from .schema import Bundle


@files_taken_back()
@transaction.atomic
def rehearse(bundles: list[Bundle], *, overwrite: bool) -> tuple[Report, list[int]]:
    """The report that load would give, and the primary keys of the guides that it would replace."""
    report = load(bundles, overwrite=overwrite)
    replaced = [guide.pk for guide in guides_of(report.replaced.get(Guide, []))]
    transaction.set_rollback(True)
    return report, replaced


def guides_of(shown: Iterable[str]) -> list[Guide]:
    """The guides that a report names: cambodia/cancel-travel-esim, or remove-esim if it belongs to no country."""
    wanted = set(shown)
    guides = Guide.objects.select_related("country") if wanted else ()
    return [guide for guide in guides if _shown(guide) in wanted]


def _shown(guide: Guide) -> str:
    return f"{guide.country.slug}/{guide.slug}" if guide.country_id else guide.slug
