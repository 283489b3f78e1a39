"""Directives in guides, filled with facts: what stands in the text is only the name of the fact."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, SlugField
from django.db.models.lookups import In

from guides import directives, prose
from guides.directives import Directive
from guides.languages import Language
from guides.models import Fact, Guide, Image, Provider, SupportChannel
from guides.prepared import Parameter, Prepared, listed, numbered
from guides.vocabulary import Topic
from guides.words import menus

from .contacts import ContactRow, contact_rows
from .lifecycle import Lifecycle, lifecycle
from .pictures import is_picture, pictures_in


@dataclass(frozen=True)
class Block:
    """One piece of a text: exactly one of the four is filled."""

    html: str = ""
    contacts: tuple[ContactRow, ...] = ()
    lifecycle: Lifecycle | None = None
    picture: Image | None = None


class Placing:
    """The facts and pictures that a set of texts asks for, fetched at once, and the texts filled with them."""

    def __init__(self, texts: Iterable[str], language: Language, guide: Guide | None = None) -> None:
        """guide: whose providers are fetched along, into of_guide; they need not be mentioned."""
        self.language = language
        wanted = [directive for text in texts for directive in directives.find(text)]
        slugs = {slug for directive in wanted for slug in _provider_slugs(directive)}
        found = _providers(slugs, guide)
        self.of_guide = [each for each in found if each.is_of_guide]
        mentioned = [each for each in found if each.slug in slugs]
        add_evidence(mentioned)
        self.providers = {each.slug: each for each in mentioned}
        self.pictures = pictures_in(wanted)
        self.words = {directive: self._words(directive) for directive in wanted if directive.name == "fact"}

    def blocks(self, text: str, *, kind: str = "", anchor: str = "", level: int = 3) -> list[Block]:
        """The text as a reader sees it. What names something unknown leaves nothing behind."""
        found, listed = [], 0
        for piece in self.pieces(text):
            if isinstance(piece, Block):
                found.append(piece)
            else:
                html = prose.render(piece, self.language.code, kind=kind, anchor=anchor, level=level, after=listed)
                listed += html.count(f'<li id="{anchor}-')
                found.append(Block(html=html))
        return found

    def pieces(self, text: str) -> list[str | Block]:
        """The text cut at its drawings: Markdown with the facts filled in, and blocks that are not HTML."""
        cut = directives.split(directives.replace_inline(text, self.words))
        found = (self._block(piece) if isinstance(piece, Directive) else piece for piece in cut)
        return [piece for piece in found if piece is not None]

    def plain(self, text: str) -> str:
        """The text as plain words, facts filled in, tables and drawings left out."""
        return prose.plain(directives.replace_inline(text, self.words), self.language.code)

    def steps(self, text: str) -> tuple[str, ...]:
        """The numbered steps of the text as plain words."""
        return prose.numbered_items(directives.replace_inline(text, self.words), self.language.code)

    def _block(self, directive: Directive) -> Block | None:
        if directive.name == "image":
            picture = self.pictures.get(directive.arguments[0]) if is_picture(directive) else None
            return Block(picture=picture) if picture and picture.alt_in(self.language) else None
        providers = [self.providers[slug] for slug in directive.arguments if slug in self.providers]
        if directive.name == "contacts":
            rows = contact_rows(providers)
            return Block(contacts=tuple(rows)) if rows else None
        stages = lifecycle(providers[0], providers[0].facts.all()) if providers else None
        return Block(lifecycle=stages) if stages else None

    def _words(self, directive: Directive) -> str:
        slug, topic = (*directive.arguments, "", "")[:2]
        facts = self.providers[slug].facts.all() if slug in self.providers else ()
        return next((fact.words for fact in facts if fact.topic == topic and fact.source_id), "")


def with_evidence(slugs: Iterable[str]) -> Iterable[Provider]:
    """Providers with their channels, facts and sources: three queries, however many."""
    return Provider.objects.filter(slug__in=slugs).prefetch_related(
        Prefetch("channels", SupportChannel.objects.sourced().select_related("source")),
        Prefetch("facts", Fact.objects.sourced().select_related("source")),
    )


def add_evidence(providers: Sequence[Provider], *names: str) -> None:
    """What with_evidence brings along, for providers that are here: two queries, or none.

    names: of what alone is wanted, facts or channels.
    """
    if not providers:
        return
    count, values = listed("provider", [provider.pk for provider in providers])
    by_id = {provider.pk: provider for provider in providers}
    for name in names or _EVIDENCE:
        found = defaultdict(list)
        for each in _EVIDENCE[name].rows(count, **values):
            found[each.provider_id].append(each)
            each.provider = by_id[each.provider_id]
        for provider in providers:  # as prefetching does it: the list is the answer to provider.facts.all()
            provider.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found[provider.pk]


def _sourced(model: type[Fact | SupportChannel]) -> Prepared:
    def of_providers(count: int) -> QuerySet:
        providers = numbered("provider", count, IntegerField())
        return model.objects.sourced().filter(In(F("provider_id"), providers)).select_related("source")

    return Prepared(of_providers)


_EVIDENCE = {"channels": _sourced(SupportChannel), "facts": _sourced(Fact)}


def _providers(slugs: set[str], guide: Guide | None) -> list[Provider]:
    """Those named, and those of the guide, marked: one query, or none."""
    if not slugs and guide is None:
        return []
    count, values = listed("slug", sorted(slugs))
    return _PROVIDERS.rows(count, guide=guide.pk if guide else None, **values)


def _named_or_of_guide(count: int) -> QuerySet[Provider]:
    guide = Parameter("guide", IntegerField())
    links = Guide.providers.through.objects.filter(guide=guide, provider=OuterRef("pk"))
    found = Provider.objects.annotate(is_of_guide=Exists(links))
    of_guide = Q(is_of_guide=True)
    return found.filter(Q(slug__in=numbered("slug", count, SlugField())) | of_guide if count else of_guide)


_PROVIDERS = Prepared(_named_or_of_guide)


def _provider_slugs(directive: Directive) -> tuple[str, ...]:
    if directive.name in ("image", menus.NAME):
        return ()
    return directive.arguments[:1] if directive.name == "fact" else directive.arguments


def faults(text: str, known: dict[str, set[str]]) -> list[str]:
    """What is wrong with the directives of a text, for its editor.

    known: provider slug → topics of which it has a sourced fact.
    """
    found = []
    for directive in directives.find(text):
        if directive.name == menus.NAME:
            found += filter(None, [menus.objection(directive.arguments)])
            continue
        if directive.name not in (*directives.BLOCK_DIRECTIVES, "fact"):
            found.append(f"unknown directive “{directive.name}”")
            continue
        found += [f"unknown provider “{slug}”" for slug in _provider_slugs(directive) if slug not in known]
        if directive.name == "fact":
            found += _fact_faults(directive, known)
    return found


def _fact_faults(directive: Directive, known: dict[str, set[str]]) -> list[str]:
    if len(directive.arguments) != 2:
        return ["a fact is written [[fact: provider topic]]"]
    slug, topic = directive.arguments
    if topic not in Topic.values:
        return [f"unknown topic “{topic}”"]
    return [f"“{slug}” has no fact “{topic}”"] if slug in known and topic not in known[slug] else []
