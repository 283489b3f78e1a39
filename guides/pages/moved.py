"""Addresses at which something once stood: they lead to where it stands now, in every language."""

from django.http import HttpRequest, HttpResponsePermanentRedirect

from guides import languages
from guides.models import OldAddress


def moved(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """A permanent redirect if the path, or its beginning, is an old address; the rest and the query are kept."""
    prefix = f"/{languages.current().code}"
    if not request.path.startswith(prefix + "/"):
        return None
    parts = request.path.removeprefix(prefix).strip("/").split("/")
    for length in range(len(parts), 0, -1):
        target = OldAddress.objects.target(f"/{'/'.join(parts[:length])}/")
        if target:
            rest = "".join(f"{part}/" for part in parts[length:])
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return HttpResponsePermanentRedirect(f"{target.get_absolute_url()}{rest}{query}")
    return None
