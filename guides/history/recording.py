from collections.abc import Iterator
from contextlib import contextmanager

import reversion
from django.contrib.auth.models import AbstractBaseUser

from guides.models import Guide

from .registration import FOLLOWED


@contextmanager
def revised(user: AbstractBaseUser | None, comment: str, *guides: Guide) -> Iterator[None]:
    """What is saved inside is one revision, with who and why, in one transaction.

    Guides that are named are kept whole even if only a part of them is saved, or if rows are written in bulk.
    """
    with reversion.create_revision(atomic=True):
        yield
        if user is not None and user.is_authenticated:
            reversion.set_user(user)
        reversion.set_comment(comment)
        for guide in guides:
            keep_whole(guide)


def keep_whole(guide: Guide) -> None:
    """Put the guide and all its parts into the open revision as the database has them now.

    Saving does that by itself, but rows that were written in bulk, as positions are, would be kept as they were before.
    """
    current = Guide.objects.get(pk=guide.pk)
    for name in FOLLOWED:
        for part in getattr(current, name).all():
            reversion.add_to_revision(part)
    reversion.add_to_revision(current)
