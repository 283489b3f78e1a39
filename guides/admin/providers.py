from django.contrib import admin

from guides.models import Fact, Provider, SupportChannel

from .evidence import EVIDENCE_FIELDS
from .filters import OverdueContactsFilter
from .localized import CheckersMayWrite, LocalizedAdmin, LocalizedInline


class ChannelInline(CheckersMayWrite, LocalizedInline):
    model = SupportChannel
    autocomplete_fields = ("source",)
    neutral_fields = (("kind", "value", "reach", "position"), EVIDENCE_FIELDS)
    classes = ("collapse",)


class FactInline(CheckersMayWrite, LocalizedInline):
    model = Fact
    exclude = ("country",)
    autocomplete_fields = ("source",)
    neutral_fields = (("topic", "billing", "value"), EVIDENCE_FIELDS)
    classes = ("collapse",)


@admin.register(Provider)
class ProviderAdmin(LocalizedAdmin):
    list_display = ("name", "country", "kind", "difficulty", "slug")
    list_filter = (OverdueContactsFilter, "kind", "difficulty", "country")
    list_select_related = ("country",)
    search_fields = ("slug", "name_zh_hans", "name_zh_hant", "name_en")
    autocomplete_fields = ("country",)
    neutral_fields = ("country", "slug", "kind", "website", "app", "difficulty", "position")
    inlines = (ChannelInline, FactInline)
