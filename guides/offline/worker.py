"""The text of /sw.js: what this release is made of, and the files in which the worker is written."""

import hashlib
import json

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from guides.languages import DEFAULT, LANGUAGES

# What the offline page needs; every kept page brings its own.
SHELL = ("css/site.css", "img/icon.svg", "js/offline.js", "js/kept-pages.js")
SCRIPTS = ("js/offline/keeping.js", "js/offline/worker.js")
LEAVING = ("js/offline/leaving.js",)
# Beginnings of paths below the language. A letter or a message is the reader's own business, a plan holds only on the
# day it was made, search answers what is known now, and the offline page is part of the shell.
NEVER_KEPT = ("feedback/", "letter/", "offline/", "plan/", "search/")


def script() -> str:
    if not settings.OFFLINE:
        return _importing(LEAVING)
    return f"const SITE = {json.dumps(description(), ensure_ascii=False)};\n{_importing(SCRIPTS)}"


def description() -> dict:
    """The site as its worker knows it. version changes with the release and with every file of the shell."""
    shell = [static(name) for name in SHELL]
    digest = hashlib.sha256(" ".join([*shell, *map(static, SCRIPTS)]).encode()).hexdigest()[:12]
    return {
        "release": settings.RELEASE,
        "version": f"{settings.RELEASE}-{digest}",
        "shell": shell,
        "offline": {language.code: _offline_page(language.code) for language in LANGUAGES},
        "language": DEFAULT.code,
        "languages": {alias: each.code for each in LANGUAGES for alias in (each.code, *each.aliases)},
        "never": NEVER_KEPT,
        "files": [settings.STATIC_URL, settings.MEDIA_URL],
    }


def _importing(names: tuple[str, ...]) -> str:
    return f"importScripts({', '.join(json.dumps(static(name)) for name in names)});\n"


def _offline_page(code: str) -> str:
    with override(code):
        return reverse("offline")
