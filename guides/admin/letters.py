from django.contrib import admin

from guides.models import Letter

from .localized import LocalizedAdmin


@admin.register(Letter)
class LetterAdmin(LocalizedAdmin):
    list_display = ("language", "wording", "checked")
    neutral_fields = ("language", "wording", "checked", "subject", "body")
