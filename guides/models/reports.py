import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How soon somebody should look after a reader said "outdated". Until then readers are not warned: a stranger's click
# alone must not cast doubt on a fact.
GRACE = datetime.timedelta(days=14)


class Reported(models.Model):
    """What readers can report as outdated: its next check comes sooner, until somebody checks it or dismisses that."""

    reported_on = models.DateField(_("reported as outdated on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def brought_forward(self, due: datetime.date, checked_on: datetime.date) -> datetime.date:
        """When it is due, a report counted in: one that came before the last check is settled."""
        if self.reported_on is None or self.reported_on < checked_on:
            return due
        return min(due, self.reported_on + GRACE)

    def report_outdated(self) -> None:
        """Without save(): no page looks different for it today, so the site revision need not rise."""
        self.reported_on = timezone.now().date()
        self.set_due()
        type(self)._base_manager.filter(pk=self.pk).update(reported_on=self.reported_on, due_on=self.due_on)

    def withdraw_report(self) -> None:
        if self.reported_on is not None:
            self.reported_on = None
            self.save()
