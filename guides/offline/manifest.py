"""The web app manifest: how the site looks on a home screen. One application in the language of whoever installs it."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from guides import languages

PAPER = "#faf7f0"  # --paper of static/css/tokens.css
ICONS = (
    ("img/icon-192.png", 192, "any"),
    ("img/icon-512.png", 512, "any"),
    ("img/icon-maskable-192.png", 192, "maskable"),
    ("img/icon-maskable-512.png", 512, "maskable"),
)


def manifest() -> dict:
    """In the active language."""
    return {
        "id": "/",  # the same application in every language
        "name": gettext("SIM Exit Guide"),
        "short_name": gettext("SIM Exit Guide"),
        "description": gettext("How to end a travel SIM or eSIM safely and stop paying, per country and carrier."),
        "lang": languages.current().html_lang,
        "dir": "ltr",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
        "shortcuts": [
            {"name": gettext("Make my exit plan"), "url": reverse("plan")},
            {"name": gettext("Write a cancellation letter"), "url": reverse("letter")},
            {"name": gettext("Search"), "url": reverse("search")},
        ],
    }
