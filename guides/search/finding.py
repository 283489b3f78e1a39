"""Which documents a query finds, best rank first."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guides.languages import Language

from .database import counts, first
from .index import read_place
from .query import All, Expression, Query, Some, Term, Without, Word, one_word

MOST = 500  # results that are counted and can be paged through; who needs more needs another word
_OFTEN = 300  # documents of a word, beyond which it does not matter how many


@dataclass(frozen=True)
class Hit:
    kind: str
    object_id: int


@dataclass(frozen=True)
class Found:
    query: Query  # what was looked for in the end
    hits: list[Hit]
    total: int
    is_relaxed: bool = False  # nothing has all the words, so some were left out

    @property
    def has_more(self) -> bool:
        """There are more than are counted."""
        return self.total > MOST


def find(query: Query, language: Language, start: int, size: int) -> Found:
    """The documents from start on, of all that have every word; if none has, of those that have the telling ones."""
    total = count(query, language)
    if total or not query.terms:
        return Found(query, _hits(query, language, start, size) if total else [], total)
    for fewer in _fewer(query, language):
        if total := count(fewer, language):
            return Found(fewer, _hits(fewer, language, start, size), total, is_relaxed=True)
    return Found(query, [], 0)


def count(query: Query, language: Language) -> int:
    """How many documents have every word, counted to one beyond MOST."""
    anywhere = [each for each in (query.at(rank, language) for rank in ("name", "beginning", "body")) if each]
    return counts([Some(tuple(anywhere))], MOST + 1)[0] if anywhere else 0


def _hits(query: Query, language: Language, start: int, size: int) -> list[Hit]:
    """Rank by rank until there are enough."""
    return [Hit(*read_place(place)) for place in first(apart(_ranked(query, language)), start + size)[start:]]


def apart(ranked: Iterable[Expression]) -> Iterator[Expression]:
    """Each rank without what the ranks above it have found."""
    above: list[Expression] = []
    for wanted in ranked:
        yield Without(wanted, Some(tuple(above))) if above else wanted
        above.append(wanted)


def _ranked(query: Query, language: Language) -> Iterator[Expression]:
    """What is looked for, best first. Of several words, a country or provider among them must be what it is about."""
    for rank in ("name", "beginning", "title", "short"):
        if wanted := query.at(rank, language):
            yield wanted
    if len(query.terms) > 1:
        about = [term.at("short", language) for term in _named(query.terms, language)]
        if about:
            yield All((*about, query.at("body", language)))
    for rank in ("heading", "body"):
        if wanted := query.at(rank, language):
            yield wanted


def _named(terms: tuple[Term, ...], language: Language) -> list[Term]:
    """The terms that are names of a country or provider."""
    there = counts([Word(term.name(language)) for term in terms], 1)
    return [term for term, number in zip(terms, there, strict=True) if number]


def _fewer(query: Query, language: Language) -> Iterator[Query]:
    """The query with its Chinese cut into words, less those that say nothing or stand nowhere; then with ever fewer.

    Names stay longest; of other words those that are found most often are left out first: what is rare tells most.
    """
    words = [piece for term in query.terms for piece in (_cut(term, language) if term.is_chinese else [term])]
    words = [word for word in words if not word.says_nothing]
    often = dict(zip(words, counts([word.at("body", language) for word in words], _OFTEN), strict=True))
    named = _named(tuple(words), language)
    known = sorted((word for word in often if often[word]), key=lambda word: (word not in named, often[word]))
    for length in range(len(known), 0, -1):
        yield query.of(known[:length])


def _cut(term: Term, language: Language) -> list[Term]:
    """Chinese that stands nowhere as it was typed, cut into words of two characters.

    Of all ways to cut it the one whose words are found most often: 销韩 in 注销韩国 is no word, so it is rare.
    """
    words = [one_word(pair) for pair in term.ways[0]]
    often = counts([word.at("heading", language) for word in words], _OFTEN) if len(words) > 1 else [1]
    weights = [0.0 if each.says_nothing else math.log1p(number) for each, number in zip(words, often, strict=True)]
    return [words[at] for at in _best_apart(weights)]


def _best_apart(weights: list[float]) -> list[int]:
    """The positions, no two of them neighbours, whose weights add up to most."""
    best: list[tuple[float, list[int]]] = [(0.0, []), (0.0, [])]
    for at, weight in enumerate(weights):
        with_it = (best[-2][0] + weight, [*best[-2][1], at])
        best.append(max(best[-1], with_it, key=lambda each: each[0]))
    return [at for at in best[-1][1] if weights[at]]
