"""What holds for every answer: its language, its headers, its compression.

One language per request, taken from the address; where the address has none, from the browser.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from guides import headers
from guides.languages import BY_CODE, Language, meant_by, negotiate

READING = ("GET", "HEAD")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
_REFUSED_ENCODING = re.compile(r"[^,;]+;\s*q=0(\.0*)?\s*(?=,|$)", re.IGNORECASE)


class LanguageMiddleware:
    """Activates the language of the address's first part, and redirects its aliases (/zh-TW/…) for good.

    Django's own LocaleMiddleware knows no aliases, varies on cookies, and would send an unknown prefix such as /fr/ to
    /en/fr/ instead of answering that there is no such page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # OPTIONS * and CONNECT example.org:443 have no path: what they name is no page.
        prefix = request.path_info.removeprefix("/").split("/", 1)[0]
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
    chosen = BY_CODE.get(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")) if _is_in_admin(request) else None
    return chosen or negotiate(request.headers.get("Accept-Language", ""))


def _is_in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}/")


class AdminCookies:
    """Outside the admin there are no cookies, whatever was sent.

    Browsers send none there. To one that a stranger made up Django would answer with another: a page that is nobody's
    could not be kept, and the cookie's path would tell where the admin is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_in_admin(request):
            request.COOKIES = {}
        return self.get_response(request)


class ReadingOnly:
    """Public pages are read, with GET and HEAD; to anything else they answer 405, and which methods there are.

    Asked before Django looks for a token, for want of which it would answer 403. Readers' forms, which need none, say
    themselves what they take.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *_: object) -> HttpResponse | None:
        is_form = getattr(view, "csrf_exempt", False)
        if request.method in READING or is_form or _is_in_admin(request):
            return None
        return HttpResponseNotAllowed(READING)


class CompressedText(GZipMiddleware):
    """Django's compression, but not of pictures: they are compressed already, and would lose their length."""

    def process_request(self, request: HttpRequest) -> None:
        """Django and WhiteNoise look for the name of an encoding alone: `gzip;q=0`, which refuses it, would do."""
        if accepted := request.META.get("HTTP_ACCEPT_ENCODING"):
            request.META["HTTP_ACCEPT_ENCODING"] = _REFUSED_ENCODING.sub("", accepted)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.headers.get("Content-Type", "").startswith("image/"):
            return response
        return super().process_response(request, response)


class SecurityHeaders(SecurityMiddleware):
    """Django's headers, and two that it does not know, for everything that is answered inside.

    Django's own stands inside too and sends plain http to https. It adds nothing to what it refuses itself, such as an
    unknown host; and only what stands further out sees every answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.permissions = headers.permissions()

    def process_request(self, request: HttpRequest) -> None:
        """Redirecting is left to the one inside."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", self.permissions)
        # Chats and feed readers show pictures of this site on pages of their own; nothing else belongs there. Told by
        # the address, since 304 has no type.
        is_picture = request.path_info.endswith(PICTURES)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_picture else "same-origin")
        return response
