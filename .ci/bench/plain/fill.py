"""python -m plain.fill FILE BYTES: the plain site's database, with the texts and rows of our page (../content.py)."""

import json
import os
import sys
from pathlib import Path

import django

DAY = "2026-11-21"


def main(file: Path, size: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "plain.settings"
    django.setup()
    from django.core.management import call_command

    from plain import models

    call_command("migrate", run_syncdb=True, verbosity=0)
    page = json.loads(file.read_text(encoding="utf-8"))
    guide = models.Guide.objects.create(slug="guide", edited_on=DAY, **_in_all(page["guide"]))
    sources = [models.Source.objects.create(seen_on=DAY, **each) for each in page["sources"]]
    guide.sources.set(sources)
    for name in ("section", "question", "verdict", "change", "contact"):
        model = getattr(models, name.title())
        for position, row in enumerate(page[name]):
            fixed, texts = row
            if name == "contact":
                fixed = {**fixed, "source": sources[position % len(sources)]}
            model.objects.create(guide=guide, position=position, **fixed, **_in_all(texts))
    _grow(models.Contact, size)


def _grow(model: type, size: int) -> None:
    """More rows like those that are there, until the page is as large as ours."""
    from django.test import Client

    rows, client = list(model.objects.all()), Client(headers={"host": "127.0.0.1"})
    while len(client.get("/guide/").content) < size:
        for row in rows[:5]:
            row.pk, row.position = None, row.position + 100
            row.save()


def _in_all(texts: dict[str, str]) -> dict[str, str]:
    """In all three languages, because ours has them too."""
    return {f"{name}_{code}": text for name, text in texts.items() for code in ("zh_hans", "zh_hant", "en")}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
