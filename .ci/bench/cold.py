"""What each page costs when it is made anew: run by pages.py, one process for each size, all at the same time.

Anew means after an edit elsewhere: nothing of the page was kept, and every query runs, but what its texts and
components became when they were last rendered is still in memory. “guide, the first time” has forgotten that too.

Prints {page: {queries, bytes}} as JSON. Then each line that it reads is the name of a page, and is answered with the
milliseconds that making it took once.

.venv/bin/python .ci/bench/cold.py   (with DATA_DIR, and DATABASE_URL for another database)
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

PAGES = {
    "home": "/zh-hans/",
    "destinations": "/zh-hans/destinations/",
    "country with 20 providers": "/zh-hans/south-korea/",
    "guide": "/zh-hans/cambodia/cancel-travel-esim/",
    "guide, the first time": "/zh-hans/cambodia/cancel-travel-esim/",
    "all guides": "/zh-hans/guides/",
    "what has changed": "/zh-hans/changes/",
    "search": "/zh-hans/search/?q=esim+%E6%B3%A8%E9%94%80",
    "plan": "/zh-hans/plan/?country=south-korea&card=esim&billing=prepaid",
    "feed": "/zh-hans/feed.atom",
}
DESK = {f"desk: {name}": f"guides/{name}/" for name in ("guide", "provider", "country", "source", "feedback", "image")}


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "esimsite.settings"
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from guides.freshness.pages import PAGES as KEPT

    desk = Client(headers={"host": "127.0.0.1"})
    desk.force_login(get_user_model().objects.get_or_create(username="bench", is_staff=True, is_superuser=True)[0])
    reader = Client(headers={"host": "127.0.0.1"})
    asked = {name: (reader, path) for name, path in PAGES.items()}
    asked |= {name: (desk, reverse("admin:index") + path) for name, path in DESK.items()}
    print(json.dumps({name: _facts(connection, KEPT.clear, *each) for name, each in asked.items()}), flush=True)
    for line in sys.stdin:
        name = line.strip()
        client, path = asked[name]
        KEPT.clear()
        if name.endswith("the first time"):
            _forget()
        began = time.perf_counter()
        client.get(path)
        print((time.perf_counter() - began) * 1000, flush=True)


def _forget() -> None:
    from guides import prose
    from guides.templatetags import kept
    from guides.words import linking

    for module in (prose, kept, linking):
        for each in vars(module).values():
            if getattr(each, "__module__", "") == module.__name__ and hasattr(each, "cache_clear"):
                each.cache_clear()


def _facts(connection: object, forget_pages: Callable[[], None], client: object, path: str) -> dict[str, int]:
    count = 0

    def counting(execute: object, *arguments: object) -> object:
        nonlocal count
        count += 1
        return execute(*arguments)

    for _ in range(2):  # what is read once for all pages
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    forget_pages()
    with connection.execute_wrapper(counting):
        client.get(path)
    return {"queries": count, "bytes": len(answer.content)}


if __name__ == "__main__":
    main()
