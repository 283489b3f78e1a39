from collections.abc import Iterable

from django.db import connection, models, transaction
from django.db.models import F, Q
from django.dispatch import Signal

written_in_bulk = Signal()  # rows: what Django's own signals of single rows did not tell


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
        """Asked with every request, and so in plain SQL: making the query anew each time takes ten times as long."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM guides_siterevision WHERE id = 1")
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
