from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm, Script
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides.drafting import states
from guides.history.recording import keep_whole, revised
from guides.models import ChangeNote, Guide, Question, Section, TranslationState, Verdict

from .filters import OverdueFilter, StageFilter
from .guide_directives import GuideDirectives
from .guide_form import GuideForm, Refused, note_of, told_in
from .guide_help import GuideHelp
from .guide_history import GuideHistory
from .guide_preview import GuidePreview
from .guide_standing import Standing, Step, languages_edited, texts_of
from .guide_translations import GuideTranslations, TranslationFilter
from .localized import LocalizedAdmin, LocalizedInline
from .placed_pictures import PlacedPictures
from .positions import PositionedForm


class VerdictInline(LocalizedInline):
    model = Verdict
    neutral_fields = (("meaning", "need"),)
    max_num = 6
    classes = ("collapse",)


class SectionInline(LocalizedInline):
    model = Section
    form, formset = PositionedForm, PlacedPictures
    neutral_fields = (("position", "kind", "anchor"),)
    classes = ("sortable",)


class QuestionInline(LocalizedInline):
    model = Question
    form, formset = PositionedForm, PlacedPictures
    neutral_fields = (("position", "anchor"),)
    classes = ("sortable", "collapse")


class ChangeNoteInline(LocalizedInline):
    model = ChangeNote
    neutral_fields = (("date", "significance"),)
    classes = ("collapse",)


class TranslationStateInline(admin.TabularInline):
    model = TranslationState
    fields = readonly_fields = ("language", "state", "updated_at", "updated_by")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        return False


@admin.register(Guide)
class GuideAdmin(GuideHelp, GuideHistory, GuidePreview, GuideDirectives, GuideTranslations, LocalizedAdmin):
    form = GuideForm
    change_form_template = "admin/guides/guide/change_form.html"
    list_display = ("named", "country", "status", "exists_in", "chips", "facts_checked_on", "due_on", "edited_on")
    list_filter = (StageFilter, TranslationFilter, OverdueFilter, "country", "card")
    actions = ("draft_selected", "facts_rechecked")
    list_select_related = ("country",)
    list_per_page = 20  # a row takes a millisecond
    show_full_result_count = False
    ordering = ("country_id", "position", "slug")  # an index has this order; by the country's slug all would be sorted
    search_fields = ("slug", "title_zh_hans", "title_zh_hant", "title_en")
    autocomplete_fields = ("country", "providers", "sources")
    neutral_fields = (
        ("country", "slug"),
        ("card", "position"),
        ("status", "published_at"),
        ("facts_checked_on", "recheck_every", "edited_on"),
        "providers",
        "sources",
    )
    inlines = (VerdictInline, SectionInline, QuestionInline, ChangeNoteInline, TranslationStateInline)

    class Media:
        css = {"all": ("css/admin-markdown.css",)}
        js = (
            Script("js/admin/sortable.js", type="module"),
            Script("js/admin/markdown-preview.js", type="module"),
            Script("js/admin/directive-picker.js", type="module"),
            Script("js/admin/counters.js", type="module"),
        )

    def get_fieldsets(self, request: HttpRequest, obj: Guide | None = None) -> list[tuple]:
        if not self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        notes = [note_of(language) for language in told_in(request.user, obj)]
        edit = {
            "fields": ["significance", *notes, "publish_anyway", "overwrite", "base_version"],
            "description": _("Readers and feeds are told what changed, in each language in which a text changed.")
            if notes
            else _("Readers have not seen this guide yet. When it appears they are told “First published.”"),
        }
        return [*super().get_fieldsets(request, obj), (_("This edit"), edit)]

    def get_form(self, request: HttpRequest, obj: Guide | None = None, **kwargs: object) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.user, form.refusal = request.user, getattr(request, "refusal", None)
        return form

    def get_queryset(self, request: HttpRequest) -> QuerySet[Guide]:
        # The list shows states alone. What each translation answers, a guide's whole text, is read by whoever needs it.
        states = TranslationState.objects.defer("source_snapshot").order_by("guide_id", "language")
        return super().get_queryset(request).prefetch_related(Prefetch("translation_states", states))

    @admin.display(description=_("title"), ordering="title")
    def named(self, guide: Guide) -> str:
        """A guide that is not written in the editor's language yet has a name all the same."""
        return str(guide)

    @admin.display(description=_("languages"))
    def exists_in(self, guide: Guide) -> str:
        return " ".join(language.short_name for language in guide.languages)

    def changeform_view(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        try:
            with revised(request.user, gettext("Saved in the admin")):
                return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:  # the save is rolled back: show the form again, and why
            request.refusal = refusal
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(self, request: HttpRequest, context: dict, *args: object, **kwargs: object) -> HttpResponse:
        if context.get("original"):
            context["state_links"] = self.state_links(context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def has_recheck_permission(self, request: HttpRequest) -> bool:
        """Those who check facts; a translator changes texts only."""
        return request.user.has_perm("guides.add_fact")

    @admin.action(description=_("Facts re-checked today"), permissions=["recheck"])
    def facts_rechecked(self, request: HttpRequest, queryset: QuerySet[Guide]) -> None:
        """Moves the date on which the facts were checked, and touches no text."""
        today = timezone.now().date()
        for guide in queryset:
            with revised(request.user, gettext("Facts re-checked"), guide):
                guide.facts_checked_on = today
                guide.version += 1
                guide.save()
            self.log_change(request, guide, gettext("Facts re-checked"))
        self.message_user(request, gettext("The facts of the chosen guides were checked today."))

    def save_model(self, request: HttpRequest, obj: Guide, form: GuideForm, change: bool) -> None:
        form.before = Standing.of(obj.pk) if change else Standing()
        obj.version += 1
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: GuideForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        guide, before = form.instance, form.before
        edited = languages_edited(before.texts, texts_of(guide))
        if edited:
            Guide.objects.filter(pk=guide.pk).update(edited_on=timezone.now().date())
        form.note_change(before)
        states.refresh(guide, form.cleaned_data["significance"], edited, request.user)
        form.refuse(Step(before, Standing.of(guide.pk)))
        keep_whole(guide)
