"""What was found, ready to be shown: title, address, best section, excerpt. A fixed number of queries per page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from guides.languages import Language
from guides.models import Country, Guide, Provider, Question

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
_QUERYSETS: dict[str, QuerySet] = {
    "guide": Guide.objects.select_related("country").prefetch_related("sections"),
    "country": Country.objects.all(),
    "provider": Provider.objects.select_related("country").prefetch_related("channels"),
    "question": Question.objects.select_related("guide__country"),
}


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
        found |= {Hit(kind, pk): item for pk, item in _QUERYSETS[kind].in_bulk(pks).items()}
    return [found[hit] for hit in hits if hit in found]


def kind_of(item: Model) -> str:
    return item._meta.model_name


def shown(items: Sequence[Model], query: Query, language: Language) -> list[Result]:
    return [_SHOW[type(item)](item, query, language) for item in items]


def _guide(guide: Guide, query: Query, language: Language) -> Result:
    title, short = text(guide, "title", language), text(guide, "short_answer", language)
    result = {"country": guide.country, "title": as_html(marked(title, query.words))}
    section = _best_section(guide, f"{title}\n{short}", query.words, language)
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


def _best_section(guide: Guide, above: str, wanted: frozenset[str], language: Language) -> Model | None:
    """The section that holds most of the words, if it holds more than title and short answer do."""
    best, most = None, (len(wanted & words(above, single=True)), len(wanted))
    for section in guide.sections.all():
        heading, body = text(section, "heading", language), text(section, "body", language)
        score = (len(wanted & words(f"{heading}\n{body}", single=True)), len(wanted & words(heading)))
        if score > most:
            best, most = section, score
    return best


def _question(question: Question, query: Query, language: Language) -> Result:
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


def _country(country: Country, query: Query, language: Language) -> Result:
    return Result(
        "country",
        country.get_absolute_url(),
        title=as_html(marked(country.label_in(language), query.words)),
        excerpt=as_html(excerpt(text(country, "summary", language), query.words)),
        country=country,
    )


def _provider(provider: Provider, query: Query, language: Language) -> Result:
    typed = set(numbers_in(query.typed))
    channels = [each for each in provider.channels.all() if typed & set(numbers_in(each.value)) and each.source_id]
    number = [f"{each.get_kind_display()} {each.value} · " for each in channels[:1]]
    summary = "".join([*number, text(provider, "summary", language)])
    return Result(
        "provider",
        provider.get_absolute_url(),
        title=as_html(marked(text(provider, "name", language), query.words)),
        excerpt=as_html(excerpt(summary, query.words)),
        country=provider.country,
    )


_SHOW = {Guide: _guide, Country: _country, Provider: _provider, Question: _question}
