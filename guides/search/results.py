"""What was found, ready to be shown: title, address, best section, excerpt. A fixed number of queries per page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, Model, QuerySet
from django.db.models.lookups import In
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from guides.languages import Language
from guides.models import Country, Guide, Provider, Question, Section, SupportChannel
from guides.prepared import Prepared, listed, numbered

from .documents import numbers_in, plain, text
from .finding import Hit
from .query import Query
from .snippet import as_html, excerpt, marked
from .words import words

KIND_NAMES: dict[str, Promise] = {
    "guide": pgettext_lazy("kind of search result", "Guide"),
    "country": pgettext_lazy("kind of search result", "Destination"),
    "provider": pgettext_lazy("kind of search result", "Provider"),
    "question": pgettext_lazy("kind of search result", "Question"),
}


def _with(found: QuerySet, column: str = "pk") -> Prepared:
    """Rows by the values of a column, which has numbers."""
    return Prepared(lambda count: found.filter(In(F(column), numbered("pk", count, BigIntegerField()))))


_FOUND = {
    "guide": _with(Guide.objects.select_related("country").order_by()),
    "country": _with(Country.objects.order_by()),
    "provider": _with(Provider.objects.select_related("country").order_by()),
    "question": _with(Question.objects.select_related("guide__country").order_by()),
}
_SECTIONS = _with(Section.objects.order_by("guide", "position"), "guide_id")
_CHANNELS = _with(SupportChannel.objects.sourced(), "provider_id")


@dataclass(frozen=True)
class Result:
    kind: str
    url: str
    title: SafeString
    excerpt: SafeString
    country: Country | None = None
    section: SafeString | str = ""  # the heading of the section that fits best
    section_url: str = ""

    @property
    def kind_name(self) -> Promise:
        return KIND_NAMES[self.kind]


def load(hits: Sequence[Hit]) -> list[Model]:
    """What the hits stand for, in their order; what is gone since the index was asked is left out."""
    found = {}
    for kind in {hit.kind for hit in hits}:
        pks = [hit.object_id for hit in hits if hit.kind == kind]
        count, values = listed("pk", pks)
        found |= {Hit(kind, item.pk): item for item in _FOUND[kind].rows(count, **values)}
    return [found[hit] for hit in hits if hit in found]


def kind_of(item: Model) -> str:
    return item._meta.model_name


def shown(items: Sequence[Model], query: Query, language: Language) -> list[Result]:
    sections = _parts(_SECTIONS, [each.pk for each in items if isinstance(each, Guide)], "guide_id")
    channels = _parts(_CHANNELS, [each.pk for each in items if isinstance(each, Provider)], "provider_id")
    parts = {Guide: sections, Provider: channels}
    return [_SHOW[type(each)](each, parts.get(type(each), {}).get(each.pk, ()), query, language) for each in items]


def _parts(of_owners: Prepared, owners: list[int], column: str) -> dict[int, list]:
    found = defaultdict(list)
    if owners:
        count, values = listed("pk", owners)
        for each in of_owners.rows(count, **values):
            found[getattr(each, column)].append(each)
    return found


def _guide(guide: Guide, sections: Sequence[Section], query: Query, language: Language) -> Result:
    title, short = text(guide, "title", language), text(guide, "short_answer", language)
    result = {"country": guide.country, "title": as_html(marked(title, query.words))}
    section = _best_section(sections, f"{title}\n{short}", query.words, language)
    url = guide.get_absolute_url()
    if section is None:
        return Result("guide", url, excerpt=as_html(excerpt(short, query.words)), **result)
    return Result(
        "guide",
        url,
        excerpt=as_html(excerpt(plain(text(section, "body", language), language), query.words)),
        section=as_html(marked(text(section, "heading", language), query.words)),
        section_url=f"{url}#{section.anchor}",
        **result,
    )


def _best_section(
    sections: Sequence[Section], above: str, wanted: frozenset[str], language: Language
) -> Section | None:
    """The section that holds most of the words, if it holds more than title and short answer do."""
    best, most = None, (len(wanted & words(above, single=True)), len(wanted))
    for section in sections:
        heading, body = text(section, "heading", language), text(section, "body", language)
        score = (len(wanted & words(f"{heading}\n{body}", single=True)), len(wanted & words(heading)))
        if score > most:
            best, most = section, score
    return best


def _question(question: Question, _parts: Sequence, query: Query, language: Language) -> Result:
    guide = question.guide
    return Result(
        "question",
        f"{guide.get_absolute_url()}#{question.anchor}",
        title=as_html(marked(text(question, "question", language), query.words)),
        excerpt=as_html(excerpt(plain(text(question, "answer", language), language), query.words)),
        country=guide.country,
        section=conditional_escape(text(guide, "title", language)),
        section_url=guide.get_absolute_url(),
    )


def _country(country: Country, _parts: Sequence, query: Query, language: Language) -> Result:
    return Result(
        "country",
        country.get_absolute_url(),
        title=as_html(marked(country.label_in(language), query.words)),
        excerpt=as_html(excerpt(text(country, "summary", language), query.words)),
        country=country,
    )


def _provider(provider: Provider, channels: Sequence[SupportChannel], query: Query, language: Language) -> Result:
    typed = set(numbers_in(query.typed))
    named = [each for each in channels if typed & set(numbers_in(each.value))]
    number = [f"{each.get_kind_display()} {each.value} · " for each in named[:1]]
    summary = "".join([*number, text(provider, "summary", language)])
    return Result(
        "provider",
        provider.get_absolute_url(),
        title=as_html(marked(text(provider, "name", language), query.words)),
        excerpt=as_html(excerpt(summary, query.words)),
        country=provider.country,
    )


_SHOW = {Guide: _guide, Country: _country, Provider: _provider, Question: _question}
