from django.contrib import admin

from guides.models import Country

from .exchange import ExchangePages
from .localized import LocalizedAdmin


@admin.register(Country)
class CountryAdmin(ExchangePages, LocalizedAdmin):
    list_display = ("label", "code", "slug", "region")
    list_filter = ("region",)
    search_fields = ("code", "slug", "name_zh_hans", "name_zh_hant", "name_en", "synonyms")
    neutral_fields = ("code", "slug", "region", "carrier_language", "synonyms")
