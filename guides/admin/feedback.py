from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from guides.feedback import inbox
from guides.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    """What readers said; it can be settled, not rewritten."""

    change_list_template = "admin/guides/feedback/change_list.html"
    list_display = ("page", "verdict", "fact", "text", "worked_on", "language", "state", "created_at")
    list_filter = ("state", "verdict", "language")
    list_select_related = ("fact",)
    search_fields = ("page", "text")
    fields = ("page_link", "language", "verdict", "fact", "worked_on", "text", "created_at", "state")
    readonly_fields = tuple(field for field in fields if field != "state")
    date_hierarchy = "created_at"
    show_full_result_count = False
    actions = ("act_on", "dismiss")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        try:
            return super().changelist_view(request, {"groups": inbox.groups(), **(extra_context or {})})
        except IncorrectLookupParameters:
            return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Feedback, form: object, change: bool) -> None:
        inbox.settle(Feedback.objects.filter(pk=obj.pk), obj.state)

    @admin.display(description=_("page"))
    def page_link(self, said: Feedback) -> str:
        return format_html('<a href="/{}{}">{}</a>', said.language, said.page, said.page)

    @admin.action(description=_("Mark as acted on"), permissions=["change"])
    def act_on(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> None:
        self._settle(request, queryset, Feedback.State.ACTED_ON)

    @admin.action(description=_("Dismiss"), permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> None:
        self._settle(request, queryset, Feedback.State.DISMISSED)

    def _settle(self, request: HttpRequest, queryset: QuerySet[Feedback], state: Feedback.State) -> None:
        changed = inbox.settle(queryset, state)
        for said in changed:
            self.log_change(request, said, str(state.label))
        count = len(changed)
        self.message_user(
            request, ngettext("%(count)d message settled.", "%(count)d messages settled.", count) % {"count": count}
        )
