from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from reversion.models import Revision, Version

from guides.models import Guide, Question, Section, SiteRevision

from .recording import revised

PARKED = 10_000  # beyond any real position


def restore(guide: Guide, revision: Revision, user: AbstractBaseUser, comment: str) -> None:
    """Put the guide and all its parts back as they were in the revision; what is there now stays in the history.

    Raises reversion.errors.RevertError if something the revision refers to, such as its country, is gone.
    """
    version = guide.version
    with revised(user, comment):
        for model in (Section, Question):  # two parts may have swapped places since
            model.objects.filter(guide=guide).update(position=F("position") + PARKED)
        revision.revert(delete=True)
        restored = Guide.objects.get(pk=guide.pk)
        restored.version = version + 1
        restored.save()
        SiteRevision.objects.bump()


def recover(version: Version, user: AbstractBaseUser, comment: str) -> Guide:
    """Bring a deleted guide back as a draft, with all its parts, from the last revision that held it."""
    with revised(user, comment):
        version.revision.revert()
        guide = Guide.objects.get(pk=version.object_id)
        guide.status = Guide.Status.DRAFT
        guide.save()
    return guide


def deleted_guides() -> list[Version]:
    """The last version of each guide that is gone, newest first."""
    return list(Version.objects.get_deleted(Guide).select_related("revision__user"))
