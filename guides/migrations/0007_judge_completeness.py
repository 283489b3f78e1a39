from django.db import migrations
from django.db.models import Case, Exists, OuterRef, Q, Value, When

LANGUAGES = ("zh_hans", "zh_hant", "en")


def judge(apps, schema_editor):
    guides = apps.get_model("guides", "Guide").objects.order_by()
    guides.update(
        **{
            f"complete_{suffix}": Case(When(_is_complete(apps, suffix), then=Value(True)), default=Value(False))
            for suffix in LANGUAGES
        }
    )


def _is_complete(apps, suffix):
    def parts(name):
        return apps.get_model("guides", name).objects.filter(guide=OuterRef("pk")).order_by()

    written = Q()
    for field in ("title", "short_answer", "summary"):
        written &= Q(**{f"{field}_{suffix}__gt": ""})
    written &= Q(Exists(parts("Section")))
    for name, fields in (("Section", ("heading", "body")), ("Question", ("question", "answer")), ("Verdict", ("reason",))):
        lacking = Q()
        for field in fields:
            lacking |= Q(**{f"{field}_{suffix}": ""}) | Q(**{f"{field}_{suffix}__isnull": True})
        written &= ~Q(Exists(parts(name).filter(lacking)))
    return written


class Migration(migrations.Migration):
    """Guides that were there before have their completeness judged once; from then on every save does it."""

    dependencies = [("guides", "0006_completeness")]
    operations = [migrations.RunPython(judge, migrations.RunPython.noop, elidable=True)]
