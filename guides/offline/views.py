import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guides import languages
from guides.discovery import versions
from guides.head import Head, render_page

from . import manifest, worker


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Asked for again on every visit, so that a release, or OFFLINE=false, arrives everywhere."""
    response = HttpResponse(worker.script(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
@cache_control(max_age=3600)
def web_manifest(request: HttpRequest) -> HttpResponse:
    """Below a language in that language; at the root in the browser's."""
    content = json.dumps(manifest.manifest(), ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/manifest+json")
    if request.path_info.count("/") == 1:
        patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """Lists what the reader's device keeps; the worker shows it in place of any page that it cannot reach."""
    if not settings.OFFLINE:
        raise Http404
    address = reverse("offline")
    head = Head(
        title=gettext("Pages on your device"),
        description=gettext("The pages that this device keeps, and that open without a connection."),
        versions=versions.of(address),
        trail=[(gettext("Pages on your device"), address)],
        indexed=False,
    )
    return render_page(request, "offline/offline.html", head, {"language": languages.current(), "address": address})
