"""One language per request, taken from the address; where the address has none, from the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from guides.languages import BY_CODE, Language, meant_by, negotiate


class LanguageMiddleware:
    """Activates the language of the address's first part, and redirects its aliases (/zh-TW/…) for good.

    Django's own LocaleMiddleware knows no aliases, varies on cookies, and would send an unknown prefix such as /fr/ to
    /en/fr/ instead of answering that there is no such page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix = request.path_info.split("/", 2)[1]
        language = meant_by(prefix)
        if language and language.code != prefix:
            return HttpResponsePermanentRedirect(_with_prefix(request, prefix, language))
        effective = language or _wanted(request)
        with translation.override(effective.code):
            request.LANGUAGE_CODE = effective.code
            response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if language or is_page:  # robots.txt and the like are in no language of the reader's
            response.headers.setdefault("Content-Language", effective.html_lang)
        if not language and is_page:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def _with_prefix(request: HttpRequest, prefix: str, language: Language) -> str:
    rest = request.get_full_path()[1 + len(prefix) :]
    return f"/{language.code}{rest if rest.startswith('/') else '/' + rest}"


def _wanted(request: HttpRequest) -> Language:
    """The cookie is set and heeded only in the admin, where editors choose a language of their own."""
    in_admin = request.path_info.startswith("/admin/")
    chosen = BY_CODE.get(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")) if in_admin else None
    return chosen or negotiate(request.headers.get("Accept-Language", ""))


class CompressedText(GZipMiddleware):
    """Django's compression, but not of pictures: they are compressed already, and would lose their length."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.headers.get("Content-Type", "").startswith("image/"):
            return response
        return super().process_response(request, response)
