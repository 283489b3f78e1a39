"""The languages of a guide in the admin: chips, filter, status board, what changed in the source, confirm, draft."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guides.drafting import board, hant, states
from guides.history.recording import revised
from guides.languages import BY_CODE, TARGETS, ZH_HANT, Language
from guides.models import Guide
from guides.models.translations import guide_texts


class TranslationFilter(admin.SimpleListFilter):
    """zh-hant: outdated, …; every language with every group."""

    title = _("translations")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        names = {
            "missing": gettext("missing"),
            "machine": gettext("converted by machine"),
            "outdated": gettext("outdated"),
            "current": gettext("current"),
        }
        return [
            (f"{language.code}.{group}", f"{language.short_name}: {names[group]}")
            for language in TARGETS
            for group in board.GROUPS
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        code, _separator, group = (self.value() or "").partition(".")
        if code not in BY_CODE or group not in board.GROUPS:
            return queryset
        return board.in_state(queryset, board.GROUPS[group], [BY_CODE[code]])


class GuideTranslations:
    """Mixed into the guide's ModelAdmin."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("board/", view(self.board_view), name="guides_guide_board"),
            path("<int:guide_id>/source/<str:code>/", view(self.source_view), name="guides_guide_source"),
            path(
                "<int:guide_id>/confirm/<str:code>/", view(require_POST(self.confirm_view)), name="guides_guide_confirm"
            ),
            path("<int:guide_id>/draft/", view(self.draft_view), name="guides_guide_draft"),
            *super().get_urls(),
        ]

    @admin.display(description=_("translations"))
    def chips(self, guide: Guide) -> SafeString:
        """Each target language with its state, in words."""
        return format_html_join(
            " ",
            '<span class="chip chip-{}">{}: {}</span>',
            (
                (each.state, BY_CODE[each.language].short_name, each.get_state_display())
                for each in states.states_of(guide)
            ),
        )

    def board_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self._page(
            request,
            "board",
            gettext("Translations at a glance"),
            {
                "board": board.board(),
                "languages": TARGETS,
            },
        )

    def source_view(self, request: HttpRequest, guide_id: int, code: str) -> HttpResponse:
        """Text by text: the source then and now, and the translation that answers it."""
        guide, language = self._guide(request, guide_id), self._language(code)
        texts = guide_texts(guide, language)
        rows = [
            (place, change, texts.get(place, "")) for place, change in states.source_changes(guide, language).items()
        ]
        title = gettext("%(guide)s: what changed for %(language)s") % {"guide": guide, "language": language.name}
        return self._page(
            request,
            "source",
            title,
            {
                "object": guide,
                "language": language,
                "rows": rows,
                "changed": sum(change.changed for _place, change, _text in rows),
                "may_confirm": language in self.writable_languages(request),
            },
        )

    def confirm_view(self, request: HttpRequest, guide_id: int, code: str) -> HttpResponse:
        guide, language = self._guide(request, guide_id), self._language(code)
        self._require_writer(request, language)
        comment = gettext("%(language)s confirmed as current") % {"language": language.name}
        try:
            with revised(request.user, comment, guide):
                states.confirm(guide, language, request.user)
        except states.NotWhole as error:
            messages.error(request, str(error))
        else:
            self.log_change(request, guide, comment)
            messages.success(request, comment)
        return self._back(guide)

    def draft_view(self, request: HttpRequest, guide_id: int) -> HttpResponse:
        """What drafting zh-Hant would change; with POST, do it. Reviewed texts are never touched."""
        guide = self._guide(request, guide_id)
        self._require_writer(request, ZH_HANT)
        if request.method != "POST":
            title = gettext("Draft %(language)s for %(guide)s") % {"language": ZH_HANT.name, "guide": guide}
            return self._page(
                request,
                "draft",
                title,
                {
                    "object": guide,
                    "changes": hant.plan(guide),
                    "language": ZH_HANT,
                },
            )
        with revised(request.user, gettext("Drafted in Traditional Chinese"), guide):
            made = hant.apply(guide, request.user)
        count = len(made)
        message = ngettext("%(count)d text drafted.", "%(count)d texts drafted.", count) % {"count": count}
        self.log_change(request, guide, message)
        messages.success(request, message)
        return self._back(guide)

    @admin.action(description=_("Draft Traditional Chinese where it is missing"), permissions=["change"])
    def draft_selected(self, request: HttpRequest, queryset: QuerySet[Guide]) -> None:
        self._require_writer(request, ZH_HANT)
        count = 0
        for guide in queryset:
            with revised(request.user, gettext("Drafted in Traditional Chinese"), guide):
                count += len(hant.apply(guide, request.user))
        message = ngettext("%(count)d text drafted.", "%(count)d texts drafted.", count) % {"count": count}
        self.message_user(request, message)

    def state_links(self, guide: Guide) -> SafeString:
        """Per language its state, and the way to what changed in the source."""
        return format_html_join(
            "",
            "<li>{} {}</li>",
            (
                (
                    format_html(
                        '<span class="chip chip-{}">{}: {}</span>',
                        each.state,
                        BY_CODE[each.language].name,
                        each.get_state_display(),
                    ),
                    format_html(
                        '<a href="{}">{}</a>',
                        reverse("admin:guides_guide_source", args=[guide.pk, each.language]),
                        gettext("Compare with the source"),
                    ),
                )
                for each in states.states_of(guide)
            ),
        )

    def _require_writer(self, request: HttpRequest, language: Language) -> None:
        if not self.has_change_permission(request) or language not in self.writable_languages(request):
            raise PermissionDenied

    def _language(self, code: str) -> Language:
        language = BY_CODE.get(code)
        if language not in TARGETS:
            raise Http404
        return language

    def _back(self, guide: Guide) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:guides_guide_change", args=[guide.pk]))
