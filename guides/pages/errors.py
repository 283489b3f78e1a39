from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from guides import languages
from guides.discovery.versions import Versions
from guides.head import Head, render_page

from .moved import moved


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if redirect := moved(request):
        return redirect
    head = Head(
        title=gettext("Page not found"),
        description=gettext("There is no page at this address."),
        versions=Versions("/", ()),
        indexed=False,
    )
    return render_page(request, "pages/404.html", head, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither database nor session: whatever broke may be broken here too. So may the page itself."""
    try:
        page = render_to_string("pages/500.html", {"language": languages.current()})
    except Exception:  # noqa: BLE001  an error here would hide the first one and be handled by this view again
        return HttpResponse("500", status=500, content_type="text/plain")
    return HttpResponse(page, status=500)
