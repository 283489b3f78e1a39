"""What a site's database holds, read in a process of its own when everything is over."""

import json
from dataclasses import dataclass

from tests.faults.desk import Desk

_READ = r"""
import json, re
from django.db import connection
from reversion.models import Version
from guides.images import renditions, storing
from guides.models import ChangeNote, Country, Feedback, Guide, Image, Provider, SiteRevision
from guides.search import index

def integrity():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            found = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            return found + [str(row) for row in cursor.fetchall()]
        # What PostgreSQL promises is checked anew, row by row: each constraint as if it had just been added.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
                       " WHERE contype IN ('f', 'c') AND conrelid <> 0")
        found = []
        for table, name, definition in cursor.fetchall():
            try:
                cursor.execute("BEGIN")
                cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT again_checked {definition}')
            except Exception as error:
                found.append(f"{table} {name}: {error}")
            finally:
                cursor.execute("ROLLBACK")
        return found

history = [
    re.search(r"mark-\S+(?=\.)", version.field_dict["short_answer_en"] or "")
    for guide in Guide.objects.filter(country__slug="norway")
    for version in Version.objects.get_for_object(guide)
]
def has_files(image):
    widths = [f"{width}.webp" for width in renditions.widths(image.width)]
    names = [renditions.MASTER, *widths, f"{renditions.fallback_width(image.width)}.{image.fallback}"]
    return all((storing.folder(image.digest) / name).is_file() for name in names)

def whole(guide):
    shown = re.search(r"mark-\S+(?=\.)", guide.short_answer_en or "")
    notes = set(guide.changes.values_list("text_en", flat=True))
    last = Version.objects.get_for_object(guide).first()
    kept = last.field_dict["short_answer_en"] if last else None
    return not shown or (shown[0] in notes and kept == guide.short_answer_en)

print(json.dumps({
    "integrity": integrity(),
    "index": index.faults(),
    "revision": SiteRevision.objects.number(),
    "notes": list(ChangeNote.objects.filter(text_en__startswith="mark-").values_list("text_en", flat=True)),
    "history": [found[0] for found in history if found],
    "said": list(Feedback.objects.filter(text__startswith="said-").values_list("text", flat=True)),
    "seeded": list(Provider.objects.filter(slug__startswith="seeded-").values_list("slug", flat=True)),
    "country": Country.objects.filter(slug="iceland").values_list("summary_en", flat=True).first(),
    "imported": list(Guide.objects.filter(slug__startswith="imported-").values_list("slug", flat=True)),
    "sections": sorted({guide.sections.count() for guide in Guide.objects.filter(slug__startswith="imported-")}),
    "broken": [guide.slug for guide in Guide.objects.filter(country__slug="norway") if not whole(guide)],
    "images": list(Image.objects.values_list("slug", flat=True)),
    "without_file": [each.slug for each in Image.objects.all() if not has_files(each)],
}))
"""


@dataclass(frozen=True)
class Ledger:
    integrity: list[str]  # what the database's own check finds wrong
    index: list[str]  # what is wrong with the search index
    revision: int
    notes: list[str]  # change notes with a mark
    history: list[str]  # marks that some revision of a guide remembers as its answer
    said: list[str]
    seeded: list[str]
    country: str | None  # the mark of the country that is seeded
    imported: list[str]
    sections: list[int]  # how many an imported guide has: one number, if all are whole
    broken: list[str]  # guides whose answer, note and newest revision do not belong together
    images: list[str]
    without_file: list[str]  # images of which a file is not on the disk


def read(desk: Desk) -> Ledger:
    return Ledger(**json.loads(desk.run(_READ).splitlines()[-1]))
