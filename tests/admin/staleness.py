"""What may make a guide stale, one way each: a function that does it and returns what a publisher is told of it."""

import datetime

from django.utils import timezone

from guides.drafting import states
from guides.languages import EN, ZH_HANS, Language
from guides.models import Guide, Source
from tests.factory import make_fact, make_provider, make_source


def set_body(guide: Guide, anchor: str, language: Language, text: str) -> None:
    guide.sections.filter(anchor=anchor).update(**{f"body_{language.suffix}": text})


def stale_facts(guide: Guide) -> str:
    checked = timezone.now().date() - datetime.timedelta(days=91)
    guide.facts_checked_on = checked
    guide.save()
    return f"The facts of this guide were due to be checked again on {guide.due_on:%b. %d, %Y}.".replace(" 0", " ")


def stale_evidence(guide: Guide) -> str:
    provider = make_provider()
    make_fact(provider, "notice_days", "30", make_source("old"), checked_on=datetime.date(2025, 1, 1))
    guide.providers.add(provider)
    return "1 of the facts of its providers is overdue for a check."


def outdated_translation(guide: Guide) -> str:
    set_body(guide, "steps", ZH_HANS, "1. 打电话\n2. 等待")
    states.refresh(guide, "major", [ZH_HANS], None)
    guide.translation_states.filter(language="zh-hant").update(state="current")
    return "English: Outdated (major)."


def machine_translation(guide: Guide) -> str:
    guide.translation_states.filter(language="en").update(state="machine")
    return "English: Converted by machine."


def missing_language(guide: Guide) -> str:
    question = guide.questions.get(anchor="why")
    question.answer_en = ""
    question.save()
    return "English is not complete, so this page does not exist in it: question.why.answer."


def different_numbers(guide: Guide) -> str:
    set_body(guide, "steps", EN, "1. Call\n2. Wait 90 days (en)")
    return "section.steps.body (English): numbers differ; only in en: 90"


def gone_source(guide: Guide) -> str:
    Source.objects.filter(guides=guide).update(visit="gone")
    return "A source is no longer there: Nordic: https://nordic-terms.example.org/."


STALE = [
    stale_facts, stale_evidence, outdated_translation, machine_translation, missing_language, different_numbers,
    gone_source,
]  # fmt: skip
