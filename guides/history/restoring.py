from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils.translation import gettext
from reversion.errors import RevertError
from reversion.models import Revision, Version

from guides.models import (
    ChangeNote,
    Country,
    Guide,
    Provider,
    Question,
    Section,
    SiteRevision,
    Source,
    TranslationState,
)

from .recording import revised

PARKED = 10_000  # beyond any real position


def restore(guide: Guide, revision: Revision, user: AbstractBaseUser, comment: str) -> None:
    """Put the texts, facts and parts of the guide back as they were in the revision.

    What is there now stays in the history. Whether and since when readers see the guide, and what they were told of it,
    is not undone; nor is its present address forgotten, should the older one come back. Raises
    reversion.errors.RevertError if something that the revision refers to, such as its country, is gone.
    """
    now, notes = Guide.objects.get(pk=guide.pk), list(guide.changes.all())
    with revised(user, comment, guide):
        _require_country(revision, guide.pk)
        for model in (Section, Question):  # two parts may have swapped places since
            model.objects.filter(guide=guide).update(position=F("position") + PARKED)
        revision.revert(delete=True)
        _let_go_of_what_is_gone(guide.pk)
        ChangeNote.objects.filter(guide=guide).delete()
        ChangeNote.objects.bulk_create(notes)
        restored = Guide.objects.get(pk=guide.pk)
        restored.status, restored.published_at, restored.version = now.status, now.published_at, now.version + 1
        # The revert went past the signals: only a save that starts from the present address keeps it as an old one.
        Guide.objects.filter(pk=guide.pk).update(slug=now.slug, country=now.country)
        restored.save()
        SiteRevision.objects.bump()


def recover(version: Version, user: AbstractBaseUser, comment: str) -> Guide:
    """Bring a deleted guide back as a draft, with all its parts, from the last revision that held it.

    Raises reversion.errors.RevertError if its country is gone or its address is taken.
    """
    with revised(user, comment):
        _require_country(version.revision, int(version.object_id))
        version.revision.revert()
        _let_go_of_what_is_gone(int(version.object_id))
        guide = Guide.objects.get(pk=version.object_id)
        guide.status = Guide.Status.DRAFT
        guide.save()
    return guide


def deleted_guides() -> list[Version]:
    """The last version of each guide that is gone, newest first."""
    return list(Version.objects.get_deleted(Guide).select_related("revision__user"))


def _require_country(revision: Revision, guide_id: int) -> None:
    """The database would notice only at the end of the transaction, too late to say it in words."""
    version = revision.version_set.get_for_model(Guide).get(object_id=guide_id)
    country_id = version.field_dict["country_id"]
    if country_id and not Country.objects.filter(pk=country_id).exists():
        raise RevertError(gettext("the country that it belonged to is no longer here."))


def _let_go_of_what_is_gone(guide_id: int) -> None:
    """Providers, sources and people that the revision knew and that were deleted since."""
    for model, through in ((Provider, Guide.providers.through), (Source, Guide.sources.through)):
        column = f"{model._meta.model_name}_id"
        known = through.objects.filter(guide_id=guide_id)
        known.exclude(**{f"{column}__in": model.objects.order_by().values("pk")}).delete()
    signed = TranslationState.objects.filter(guide_id=guide_id, updated_by_id__isnull=False)
    signed.exclude(updated_by_id__in=get_user_model().objects.values("pk")).update(updated_by=None)
