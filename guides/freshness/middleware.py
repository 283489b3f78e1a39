from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from . import state
from .caching import cache_control, is_known, without_content
from .pages import PAGES
from .store import KeptPage

PRIVATE = (f"/{settings.ADMIN_PATH}/", "/static/", "/media/")
# Of one answer, not of the page.
PASSING = {"content-length", "content-encoding", "cache-control", "date"}


class FreshnessMiddleware:
    """Gives every public page its ETag and Cache-Control, answers 304, and keeps the page if its address has no query.

    Stands outside every other middleware whose headers belong to the page, inside the one that compresses.
    While developing, templates change without anything that a stamp could know, so nothing is stamped.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(PRIVATE):
            return self.get_response(request)
        # Before the page is made: made from something newer, it is kept under a stamp that is already no longer asked
        # for; the other way round, something old would be kept under a new stamp.
        try:
            now = state.current()
        except DatabaseError:  # the page says so in its own language, or needs no database at all
            return self.get_response(request)
        response = self.get_response(request)
        if not _is_page(response):
            return response
        stamp = now.stamp(request.path_info)
        etag = f'W/"{stamp}"'
        response["ETag"] = etag
        patch_vary_headers(response, ["Accept-Encoding"])
        if (
            PAGES.limit
            and request.method == "GET"
            and not request.META.get("QUERY_STRING")
            and request.path_info.isascii()
        ):
            kept = [(name, value) for name, value in response.items() if name.lower() not in PASSING]
            request.META["esimsite.cache"] = "miss"
            PAGES.keep(request.path_info, KeptPage(stamp, etag, kept, response.content))
        response["Cache-Control"] = cache_control()
        if is_known(request.headers.get("If-None-Match", ""), etag):
            return _not_modified(response)
        return response


def _is_page(response: HttpResponse) -> bool:
    """Whether everybody who asks for this address gets this answer."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cache-Control" not in response.headers
        and response.headers.get("Vary", "").lower() in ("", "accept-encoding")
    )


def _not_modified(response: HttpResponse) -> HttpResponse:
    return HttpResponseNotModified(headers=without_content(response.items()))
