from django.contrib import admin
from django.db.models import URLField
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guides.models import Fact, Source
from guides.models.evidence import SourceVisit
from guides.visits.reasons import in_words

from .filters import OverdueFilter
from .localized import CheckersMayWrite, LocalizedAdmin

EVIDENCE_FIELDS = ("source", "confidence", "checked_how", "checked_on", "recheck_every")


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("publisher", "slug", "official", "seen_on", "visit", "found", "visited_at", "dated", "old")
    list_filter = ("visit", "official", "old", "language")
    search_fields = ("slug", "publisher", "title", "url")
    readonly_fields = ("visit", "found", "visited_at")
    date_hierarchy = "seen_on"
    show_full_result_count = False
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    @admin.display(description=_("what the visit found"), ordering="visit_detail")
    def found(self, source: Source) -> str:
        if source.visit == SourceVisit.MOVED:
            return format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', source.visit_detail)
        return in_words(source.visit_detail)

    def save_model(self, request: HttpRequest, obj: Source, form: ModelForm, change: bool) -> None:
        if "url" in form.changed_data:  # what a visit found at another address says nothing about this one
            obj.visited_at, obj.visit, obj.visit_detail, obj.content_hash = None, "", "", ""
        super().save_model(request, obj, form, change)


@admin.register(Fact)
class FactAdmin(CheckersMayWrite, LocalizedAdmin):
    list_display = ("subject", "topic", "billing", "words", "confidence", "checked_on", "due_on")
    list_filter = (OverdueFilter, "confidence", "topic", "billing", "checked_how")
    search_fields = ("provider__slug", "country__slug", "note_zh_hans", "note_zh_hant", "note_en")
    list_select_related = ("provider", "country")
    autocomplete_fields = ("provider", "country", "source")
    neutral_fields = ("provider", "country", "topic", "billing", "value", *EVIDENCE_FIELDS)

    @admin.display(description=_("about"))
    def subject(self, fact: Fact) -> str:
        return str(fact.provider or fact.country)
