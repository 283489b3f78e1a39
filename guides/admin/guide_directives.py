"""What the picker of directives beside a guide's Markdown fields asks the server for."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from guides.models import SiteRevision

from .directive_choices import choices


def _etag(request: HttpRequest) -> str:
    return f'"{settings.RELEASE}-{SiteRevision.objects.number()}-{get_language()}"'


class GuideDirectives:
    """Mixed into the guide's ModelAdmin."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.directives_view), cacheable=True)
        return [path("directives/", view, name="guides_guide_directives"), *super().get_urls()]

    def directives_view(self, request: HttpRequest) -> HttpResponse:
        """All choices at once; a browser asks again each time, and gets them only if the site has changed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        response = condition(etag_func=_etag)(lambda request: JsonResponse(choices()))(request)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        return response
