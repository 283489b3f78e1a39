"""Which posts of readers are answered. Their forms know nobody, so they need neither cookie nor token."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError

MAX_BYTES = 256 * 1024  # every field far over its limit still gets an answer beside the field


class Refusal(Exception):  # noqa: N818  it is an answer
    def __init__(self, status: int) -> None:
        self.status = status


def read_post(request: HttpRequest) -> QueryDict:
    """The form. Raises Refusal: 403 from another site, 413 if it is too large, 400 if it is no whole form."""
    if not _is_from_here(request):
        raise Refusal(403)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or len(length) > 20 or int(length) > MAX_BYTES:
        raise Refusal(413)
    if "Transfer-Encoding" in request.headers:  # Django reads as much as the length says: without one, nothing
        raise Refusal(400)
    try:
        is_cut = len(request.body) < int(length)  # on its way: half a text is not what somebody meant to send
        form = request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, OSError) as error:
        raise Refusal(400) from error
    if is_cut:
        raise Refusal(400)
    return form


def _is_from_here(request: HttpRequest) -> bool:
    """Another site must not put its own words into a letter that looks like ours, or into a reader's mouth.

    Browsers say where a post comes from; what says nothing is no browser, and can be fooled by nobody's page.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site:
        return fetch_site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc in (request.get_host(), urlsplit(settings.SITE_URL).netloc)
