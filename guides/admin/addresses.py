from django.contrib import admin

from guides.models import OldAddress

from .related import RelatedRows


@admin.register(OldAddress)
class OldAddressAdmin(RelatedRows, admin.ModelAdmin):
    list_display = ("path", "country", "provider", "guide", "created_at")
    list_select_related = ("country", "provider", "guide")
    search_fields = ("path",)
    autocomplete_fields = ("country", "provider", "guide")
