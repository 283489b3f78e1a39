"""Files of translators on their way out and back, and what is stored of a guide."""

import polib

from guides.drafting.answers import Report, take
from guides.drafting.catalogue import catalogue
from guides.drafting.places import with_parts
from guides.drafting.returned import read
from guides.languages import EN
from guides.models import Guide, TranslationState


def exported(guide: Guide, language=EN) -> polib.POFile:
    return catalogue(with_parts(Guide.objects.all()).get(pk=guide.pk), language)


def handed_in(file: polib.POFile, user=None, **options: bool) -> Report:
    return take([read("a.po", str(file).encode())], user, **options)


def translated(guide: Guide, language=EN, **texts: str) -> polib.POFile:
    """The guide's file with some texts replaced, no longer fuzzy; keys with _ for dots."""
    file = exported(guide, language)
    for entry in file:
        if entry.msgctxt.replace(".", "_") in texts:
            entry.msgstr, entry.flags = texts[entry.msgctxt.replace(".", "_")], []
    return file


def skipped(report: Report) -> list[tuple[str, str]]:
    return [(each.place, each.message) for each in report.skipped]


def state(guide: Guide, language=EN) -> TranslationState:
    return guide.translation_states.select_related("updated_by").get(language=language.code)


def rows(guide: Guide) -> list[object]:
    """Everything stored of a guide."""
    parts = (guide.sections, guide.questions, guide.verdicts, guide.changes, guide.translation_states)
    return [Guide.objects.filter(pk=guide.pk).values().get(), *(list(part.values()) for part in parts)]


WHOLE = {
    "title": "Leave Norway",
    "short_answer": "Stop topping up.",
    "summary": "How to cancel.",
    "verdict_line_reason": "It renews itself",
    "section_steps_heading": "Steps",
    "section_steps_body": "### First\n\n1. **Call** [them](https://nordic.example/en/help).\n2. Wait 30 days.",
    "question_why_question": "Why?",
    "question_why_answer": "Because.",
}
