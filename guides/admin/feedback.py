from django.contrib import admin
from django.http import HttpRequest

from guides.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    list_display = ("page", "language", "verdict", "state", "created_at")
    list_filter = ("state", "verdict", "language")
    search_fields = ("page", "text")
    readonly_fields = ("page", "language", "verdict", "text", "created_at")
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
