"""Every component with an example, for those who build the site; served only while DEBUG is on."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from guides.discovery.versions import Versions
from guides.head import Head, render_page


def styleguide(request: HttpRequest, examples: Mapping[str, Callable[[], dict]]) -> HttpResponse:
    """examples: the options of each component, by its name."""
    head = Head(gettext("Style guide"), gettext("Every component of this site."), Versions("/", ()), indexed=False)
    shown = [(name, f"components/{name}.html", example()) for name, example in sorted(examples.items())]
    return render_page(request, "pages/styleguide.html", head, {"components": shown})
