"""The page of a guide as readers would see it, for staff, whatever its status; and Markdown while it is being typed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guides.evidence.placing import Placing
from guides.languages import BY_CODE, SOURCE
from guides.models import Guide
from guides.models.parts import at_most
from guides.pages.guide import show


class GuidePreview:
    """Mixed into the guide's ModelAdmin."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:guide_id>/preview/<str:code>/", view(never_cache(self.preview_view)), name="guides_guide_preview"
            ),
            path("markdown/", view(require_POST(self.markdown_view)), name="guides_guide_markdown"),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, guide_id: int, code: str) -> HttpResponse:
        guide = get_object_or_404(Guide.objects.select_related("country"), pk=guide_id)
        if not self.has_view_permission(request, guide):
            raise PermissionDenied
        language = BY_CODE.get(code, SOURCE)
        with translation.override(language.code):
            response = show(request, guide)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Content-Language"] = language.html_lang
        return response

    def markdown_view(self, request: HttpRequest) -> HttpResponse:
        """The HTML of a text as the site shows it, directives filled in."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        text, language = request.POST.get("text", ""), BY_CODE.get(request.POST.get("language", ""), SOURCE)
        try:
            at_most(text)
        except ValidationError as too_long:
            return HttpResponse(too_long.messages[0], status=413, content_type="text/plain; charset=utf-8")
        with translation.override(language.code):
            blocks = Placing([text], language).blocks(text, kind=request.POST.get("kind", ""), anchor="preview")
            html = render_to_string("components/blocks.html", {"blocks": blocks})
        return HttpResponse(html, headers={"Cache-Control": "private, no-store"})
