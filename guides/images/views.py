from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from .storing import folder

TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
YEAR = 31_536_000  # seconds


@require_safe
def rendition(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """One file of a picture. Its address is its content, so a browser never needs to ask again."""
    response = _file(request, folder(digest) / name, quote_etag(f"{digest[:32]}-{name}"))
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


@require_safe
def contact(request: HttpRequest, name: str) -> HttpResponseBase:
    """The picture of a contact link, e.g. a QR code, under the name it was uploaded with."""
    path = Path(settings.MEDIA_ROOT) / "contacts" / name
    response = _file(request, path, None)
    patch_cache_control(response, public=True, max_age=300)
    return response


def _file(request: HttpRequest, path: Path, etag: str | None) -> HttpResponseBase:
    try:
        modified = int(path.stat().st_mtime)
        if unchanged := get_conditional_response(request, etag=etag, last_modified=modified):
            return unchanged
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=TYPES[path.suffix[1:].lower()])
    response["Last-Modified"] = http_date(modified)
    response["X-Content-Type-Options"] = "nosniff"
    if etag:
        response["ETag"] = etag
    return response
