"""robots.txt: what crawlers need not ask for. Pages that must not be indexed say so themselves."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from guides.languages import LANGUAGES


def robots() -> str:
    """Endless or private addresses: the admin with its previews, search results, one reader's plan or letter.

    An admin that was moved away from its usual place is not told to everybody here; its pages refuse robots themselves.
    """
    refused = [reverse("admin:index")] if settings.ADMIN_PATH == "admin" else []
    for language in LANGUAGES:
        with override(language.code):
            refused += [reverse("search"), reverse("plan-calendar"), f"{reverse('plan')}?", f"{reverse('letter')}?"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in refused)]
    return "\n".join([*lines, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""])
