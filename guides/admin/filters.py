"""Filters of the admin's lists that the to-do list links to: each shows exactly the rows that were counted there."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guides.models import Guide, Provider, SupportChannel

Status = Guide.Status


def in_stage(guides: QuerySet[Guide], stage: str) -> QuerySet[Guide]:
    """Guides by what they are to readers; open: those that are read, or will be once reviewed or due."""
    now = timezone.now()
    return guides.filter(
        {
            "draft": Q(status=Status.DRAFT),
            "in_review": Q(status=Status.IN_REVIEW),
            "scheduled": Q(status=Status.PUBLISHED, published_at__gt=now),
            "visible": Q(status=Status.PUBLISHED, published_at__lte=now),
            "archived": Q(status=Status.ARCHIVED),
            "open": Q(status__in=(Status.IN_REVIEW, Status.PUBLISHED)),
        }[stage]
    )


def with_overdue_contacts(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    return providers.filter(Exists(SupportChannel.objects.overdue().filter(provider=OuterRef("pk")).order_by()))


class StageFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("draft", Status.DRAFT.label),
            ("in_review", Status.IN_REVIEW.label),
            ("scheduled", pgettext_lazy("status", "Scheduled")),
            ("visible", Status.PUBLISHED.label),
            ("archived", Status.ARCHIVED.label),
            ("open", pgettext_lazy("status", "In review, scheduled or published")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        known = {value for value, _label in self.lookup_choices}
        return in_stage(queryset, self.value()) if self.value() in known else queryset


class OverdueFilter(admin.SimpleListFilter):
    """For models whose querysets know what is overdue."""

    title = _("check of the facts")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("overdue", _("overdue"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.overdue() if self.value() == "overdue" else queryset


class OverdueContactsFilter(admin.SimpleListFilter):
    title = _("check of the contacts")
    parameter_name = "contacts"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("overdue", _("overdue"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Provider]) -> QuerySet[Provider]:
        return with_overdue_contacts(queryset) if self.value() == "overdue" else queryset
