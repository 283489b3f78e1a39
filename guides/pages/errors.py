import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from guides import languages, outage
from guides.discovery.versions import Versions
from guides.head import Head, render_page

from .moved import moved

RETRY_AFTER = 30  # seconds
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


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
    """Django asks while it handles the error. An outage passes: it is said in one line of the log, and is no 500."""
    error = sys.exc_info()[1]
    if kind := outage.of(error):
        outage.report(kind, error)
        return _unavailable(kind)
    return _plain(
        500,
        gettext("Something broke on our side"),
        gettext("It is not your fault, and nothing you did is lost. Please try again in a few minutes."),
    )


def _unavailable(kind: outage.Outage) -> HttpResponse:
    if kind is outage.Outage.AWAY:
        title = gettext("Back in a moment")
        text = gettext("The site is interrupted and comes back by itself. Please try again in a minute.")
    else:
        title = gettext("Nothing can be kept at the moment")
        text = gettext(
            "All pages can be read, but what you sent was not kept: our storage takes nothing in. Go back, where your "
            "browser still has what you typed, and send it again later."
        )
    response = _plain(503, title, text)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # Django would write a traceback
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return _plain(
            413,
            gettext("The form was too large"),
            gettext(
                "Nothing was saved. Go back, where your browser still has what you typed, and send it in smaller parts."
            ),
        )
    return _plain(
        400, gettext("We cannot read this request"), gettext("What your browser sent is not something we understand.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain(
        403,
        gettext("You may not do this"),
        gettext("Your account lacks the permission. If you need it, ask an administrator."),
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, which Django would answer with a page of its own style."""
    return _plain(
        403,
        gettext("The form was not accepted"),
        gettext(
            "It lay open for too long, or your browser keeps no cookies. Nothing was saved. "
            "Go back, load the page again and send it once more."
        ),
    )


def _plain(status: int, title: str, text: str) -> HttpResponse:
    """Asks neither database nor session: whatever broke may be broken here too. So may the page itself."""
    context = {"language": languages.current(), "title": title, "text": text}
    try:
        page = render_to_string("pages/plain.html", context)
    except Exception:  # noqa: BLE001  an error here would hide the first one and be handled by this view again
        return HttpResponse(str(status), status=status, content_type="text/plain")
    return HttpResponse(page, status=status)
