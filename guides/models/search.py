from django.db import models
from django.utils import timezone


class SearchDocumentQuerySet(models.QuerySet):
    def waiting(self) -> "SearchDocumentQuerySet":
        """Documents of scheduled guides whose moment has not come."""
        return self.filter(visible_from__gt=timezone.now())


class SearchDocument(models.Model):
    """One thing that search can find in one language, and the words under which it is found.

    Written by the room `search` alone; it can be made anew from everything else at any time. A migration gives the
    words an index of the database's own kind: a full-text table on SQLite, a GIN index on PostgreSQL. Whoever alters
    this table must make the triggers of migration 0004 anew: SQLite drops them with the table that Django replaces.
    """

    id = models.BigIntegerField(primary_key=True, help_text="Also the order of what is found equally well.")
    page = models.CharField(max_length=30, db_index=True, help_text="The page it stands on: guide/12.")
    kind = models.CharField(max_length=8, help_text="guide, country, provider or question.")
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=10)
    visible_from = models.DateTimeField(db_index=True)
    definition = models.PositiveSmallIntegerField(help_text="By which definition of the index it was made.")
    words = models.TextField()

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "language"], name="searchdocument_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.object_id} ({self.language})"
