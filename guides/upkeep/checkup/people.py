from collections.abc import Iterator

from django.contrib.auth import get_user_model

from .findings import Finding, Level


def administrators() -> Iterator[Finding]:
    count = get_user_model().objects.filter(is_superuser=True, is_active=True).count()
    if count:
        yield Finding("administrators", Level.OK, str(count))
    else:
        yield Finding("administrators", Level.WARNING, "none: nobody can give rights", "manage.py createsuperuser")
