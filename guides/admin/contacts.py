from django.contrib import admin

from guides.models import ContactLink

from .localized import LocalizedAdmin


@admin.register(ContactLink)
class ContactLinkAdmin(LocalizedAdmin):
    list_display = ("label", "kind", "address", "place", "sponsored", "position")
    list_filter = ("kind", "place", "sponsored")
    neutral_fields = ("kind", "address", "image", "sponsored", "place", "position")
