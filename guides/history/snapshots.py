"""A guide as it stood in a revision: plain values, keyed by where they stand."""

from dataclasses import dataclass, field

from django.db.models import Model, QuerySet
from modeltranslation.translator import translator
from reversion.models import Revision, Version

from guides.languages import LANGUAGES, Language
from guides.models import Guide, Question, Section, Verdict

# What each part is called in a place such as section.before.body, and which column names it.
PARTS = {Section: ("section", "anchor"), Question: ("question", "anchor"), Verdict: ("verdict", "meaning")}
NEUTRAL = ("slug", "status", "card", "published_at", "facts_checked_on", "recheck_every")
NEUTRAL_OF_PARTS = {Section: ("kind", "position"), Question: ("position",), Verdict: ("need",)}


@dataclass(frozen=True)
class Snapshot:
    neutral: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)  # language code → place → text


def revisions_of(guide: Guide) -> QuerySet[Version]:
    """The guide's own row in every revision, newest first, with who and when."""
    return Version.objects.get_for_object(guide).select_related("revision__user")


def snapshot_of(revision: Revision, guide_id: int) -> Snapshot:
    """The guide in the revision; parts of other guides that the revision holds are left out."""
    snapshot = Snapshot({}, {language.code: {} for language in LANGUAGES})
    for version in revision.version_set.select_related("content_type"):
        model, values = version.content_type.model_class(), version.field_dict
        if model is Guide and str(version.object_id) == str(guide_id):
            _take(snapshot, model, "", values, NEUTRAL)
        elif model in PARTS and values["guide_id"] == guide_id:
            name, key = PARTS[model]
            _take(snapshot, model, f"{name}.{values[key]}.", values, NEUTRAL_OF_PARTS[model])
    return snapshot


def _take(snapshot: Snapshot, model: type[Model], prefix: str, values: dict, neutral: tuple[str, ...]) -> None:
    for name in neutral:
        snapshot.neutral[prefix + name] = "" if values[name] is None else str(values[name])
    for name in translator.get_options_for_model(model).fields:
        for language in LANGUAGES:
            snapshot.texts[language.code][prefix + name] = values.get(_column(name, language)) or ""


def _column(name: str, language: Language) -> str:
    return f"{name}_{language.suffix}"
