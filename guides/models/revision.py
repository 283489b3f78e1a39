from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models import F, Q
from django.dispatch import Signal

written_in_bulk = Signal()  # rows: what Django's own signals of single rows did not tell
_NUMBER = "SELECT number FROM guides_siterevision WHERE id = 1"


class SiteRevisionManager(models.Manager):
    def bump(self, rows: Iterable[models.Model] = ()) -> None:
        """Raise the revision in the caller's transaction: a change that is rolled back was never shown.

        rows: what was written in bulk and so is not known yet to those who listen to single saves.
        """
        with transaction.atomic():
            if not self.update(number=F("number") + 1):
                self.bulk_create([self.model(number=1)], ignore_conflicts=True)
            if rows:
                written_in_bulk.send(self.model, rows=rows)

    def number(self) -> int:
        """Asked with every request, and so in plain SQL, by the shortest way that Django has to its connection."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.queries_logged or database.execute_wrappers:  # somebody wants to see each query
            with database.cursor() as cursor:
                return _number(cursor)
        # What database.cursor() does, but for what it wraps around each call of the cursor.
        database.close_if_health_check_failed()
        database.ensure_connection()
        with database.wrap_database_errors:
            return _number(database.create_cursor())


def _number(cursor: Any) -> int:
    cursor.execute(_NUMBER)
    found = cursor.fetchone()
    return found[0] if found else 0


class SiteRevision(models.Model):
    """One row, one number: it rises with any change that a visitor can see."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    number = models.PositiveBigIntegerField(default=0)

    objects = SiteRevisionManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="siterevision_one_row")]

    def __str__(self) -> str:
        return str(self.number)
