"""Addresses at which something once stood: they lead to where it stands now, in every language."""

from django.http import HttpRequest, HttpResponsePermanentRedirect

from guides import languages
from guides.models import OldAddress

# Pages stand at /cambodia/ or /cambodia/cancel/; what follows, such as print/, belongs to the page.
DEEPEST = 2


def moved(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """A permanent redirect if the path, or its beginning, is an old address; the rest and the query are kept."""
    prefix = f"/{languages.current().code}"
    # A path with NUL is nobody's address, and PostgreSQL refuses to look for it.
    if not request.path.startswith(prefix + "/") or "\0" in request.path:
        return None
    parts = request.path.removeprefix(prefix).strip("/").split("/")
    for length in range(min(len(parts), DEEPEST), 0, -1):
        target = OldAddress.objects.target(f"/{'/'.join(parts[:length])}/")
        if target:
            rest = "".join(f"{part}/" for part in parts[length:])
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return HttpResponsePermanentRedirect(f"{target.get_absolute_url()}{rest}{query}")
    return None
