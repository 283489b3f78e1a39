"""A guide as one Markdown document: for assistants, and for readers who save text."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import conditional_page

from guides import languages
from guides.discovery.dates import dated_guides
from guides.discovery.markdown import labelled, link, listed, paragraphs, rewritten, words
from guides.evidence.placing import Block
from guides.models import Guide, Source

from .in_words import in_words
from .reading import Reading


@conditional_page
def guide(request: HttpRequest, slug: str, country: str | None = None) -> HttpResponse:
    found = Guide.objects.filter(slug=slug, country__slug=country).published()
    shown = dated_guides(found).select_related("country").first()
    language = languages.current()
    if shown is None or language not in shown.languages:
        raise Http404
    reading = Reading(shown, language)
    headers = {"Link": f'<{reading.address}>; rel="canonical"', "Cache-Control": "public, max-age=3600"}
    return HttpResponse(document(reading), content_type="text/markdown; charset=utf-8", headers=headers)


def document(reading: Reading) -> str:
    return "\n\n".join(part for part in _parts(reading) if part) + "\n"


def _parts(reading: Reading) -> Iterator[str]:
    guide = reading.guide
    yield f"# {words(guide.title)}"
    yield _warning(reading)
    yield paragraphs(guide.short_answer)
    yield listed(_particulars(reading))
    if verdicts := reading.verdicts:
        yield f"## {gettext('What to do, and what you can leave')}"
        yield listed(
            f"**{labelled(each.get_meaning_display(), each.get_need_display())}** – {words(each.reason)}"
            for each in verdicts
        )
    for section in reading.parts.sections:
        yield f"## {words(section.heading)}"
        yield _body(reading, section.body)
    if questions := reading.parts.questions:
        yield f"## {gettext('Questions and answers')}"
        for question in questions:
            yield f"### {words(question.question)}"
            yield _body(reading, question.answer, level=4)
    if reading.sources:
        yield f"## {gettext('Sources')}"
        yield listed(_source(each) for each in reading.sources)
    if reading.changes:
        yield f"## {gettext('What changed')}"
        yield listed(labelled(str(each.date), words(each.text)) for each in reading.changes)


def _warning(reading: Reading) -> str:
    if reading.is_machine_made:
        text = gettext("This text was converted from Simplified Chinese by a program and nobody has reviewed it yet.")
    elif reading.is_outdated:
        text = gettext("The original has changed in an important point since this text was translated.")
    else:
        return ""
    return f"> {words(text)} <{settings.SITE_URL}{reading.source_url}>"


def _particulars(reading: Reading) -> Iterator[str]:
    guide = reading.guide
    if guide.country:
        yield labelled(gettext("Country or region"), words(guide.country.label))
    if guide.facts_checked_on and guide.is_overdue:
        yield f"{pgettext('stamp: facts were checked', 'Check overdue, last on')} {guide.facts_checked_on}"
    elif guide.facts_checked_on:
        yield f"{pgettext('stamp', 'Facts checked')} {guide.facts_checked_on}"
    yield gettext("text edited %(date)s") % {"date": guide.edited_on}
    yield ngettext(
        "%(count)s source, %(official)s official", "%(count)s sources, %(official)s official", len(reading.sources)
    ) % {"count": len(reading.sources), "official": reading.official_count}
    yield gettext("This guide on the web, always the newest: %(address)s") % {"address": f"<{reading.address}>"}
    yield gettext("You may quote it with this address and the date on which its facts were checked.")


def _body(reading: Reading, text: str, level: int = 3) -> str:
    parts = []
    for piece in reading.placing.pieces(text):
        if isinstance(piece, Block):
            parts.append(in_words(piece))
        else:
            parts.append(rewritten(piece, reading.language.code, settings.SITE_URL, reading.address, level))
    return "\n\n".join(part for part in parts if part)


def _source(source: Source) -> str:
    publisher, title = words(source.publisher), words(source.title)
    said = [link(labelled(publisher, title) if title else publisher, source.url)]
    if source.official:
        said.append(pgettext("source", "Official"))
    if source.dated:
        said.append(pgettext("date that a source carries", "dated %(date)s") % {"date": source.dated})
    elif source.old:
        said.append(pgettext("source", "old, undated"))
    said.append(pgettext("source", "seen %(date)s") % {"date": source.seen_on})
    return " · ".join(said)
