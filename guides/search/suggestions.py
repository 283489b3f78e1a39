"""What is offered while the reader types: names that begin so, then titles with the words, the last one perhaps cut."""

from dataclasses import dataclass

from guides.languages import Language

from .database import first
from .finding import Hit, apart
from .index import LONGEST, marked, read_place
from .query import All, Expression, Query, Some, Word
from .results import KIND_NAMES, kind_of, load

FEW = 8


@dataclass(frozen=True)
class Suggestion:
    label: str
    kind_name: str
    url: str


def suggest(query: Query, language: Language) -> list[Suggestion]:
    ranked = (query.at("name", language), _begun(query, language), _titled(query, language))
    hits = [Hit(*read_place(place)) for place in first(apart(filter(None, ranked)), FEW)]
    return [Suggestion(str(item), str(KIND_NAMES[kind_of(item)]), _url(item)) for item in load(hits)]


def _begun(query: Query, language: Language) -> Expression | None:
    return Word(marked(query.key[:LONGEST], language, "beginning"), is_beginning=True) if query.key else None


def _titled(query: Query, language: Language) -> Expression | None:
    if not query.terms:
        return None
    *whole, last = query.terms
    words = last.ways[0]
    unfinished = All(tuple(Word(marked(word, language, "title"), is_beginning=word == words[-1]) for word in words))
    return All((*(term.at("title", language) for term in whole), Some((last.at("title", language), unfinished))))


def _url(item: object) -> str:
    guide = getattr(item, "guide", None)
    return f"{guide.get_absolute_url()}#{item.anchor}" if guide else item.get_absolute_url()
