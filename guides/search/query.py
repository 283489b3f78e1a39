"""What a reader typed, read into an expression that either database understands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from guides import names
from guides.chinese import fold
from guides.languages import Language

from .documents import numbers_in
from .index import LONGEST, marked
from .words import Run, runs

LONGEST_QUERY = 200  # characters
_UNSEEN = re.compile("[\\0-\\x1f\\x7f\ud800-\udfff]")
# Words that say nothing about what is looked for; English ones without their endings, Chinese ones cut in pairs.
_EMPTY = frozenset(
    """
    a an and are at be by can could do doe does for from get have how i if in is it me my need of on or please should
    so the that this to want was we what when where which who whi why will with would you your
    怎么 如何 怎样 什么 为什 请问 可以 能不 不能 是否 一下 我的 我想 想要 需要 要不 有没 没有 吗 呢 的 了 我 要 吧 啊 在
    """.split()  # noqa: SIM905  to be read
)


@dataclass(frozen=True)
class Word:
    text: str
    is_beginning: bool = False


@dataclass(frozen=True)
class All:
    of: tuple["Expression", ...]


@dataclass(frozen=True)
class Some:
    of: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """What holds, less what is left out."""

    holds: "Expression"
    left_out: "Expression"


Expression = Word | All | Some | Without


@dataclass(frozen=True)
class Term:
    """One word that the reader typed, and the ways in which it may be written: each a set of words that all stand."""

    key: str  # as a name is compared
    ways: tuple[tuple[str, ...], ...]
    is_chinese: bool = False

    def at(self, rank: str, language: Language) -> "Expression":
        ways = [All(tuple(Word(marked(word, language, rank)) for word in way)) for way in self.ways]
        return ways[0] if len(ways) == 1 else Some(tuple(ways))

    def name(self, language: Language) -> str:
        """The word under which a country or provider of this name is found."""
        return marked(self.key[:LONGEST], language, "name")

    @property
    def says_nothing(self) -> bool:
        return all(word in _EMPTY for way in self.ways for word in way)


@dataclass(frozen=True)
class Query:
    typed: str
    terms: tuple[Term, ...]
    is_cut: bool = False

    @cached_property
    def words(self) -> frozenset[str]:
        """What is marked in a snippet."""
        return frozenset(word for term in self.terms for way in term.ways for word in way)

    def at(self, rank: str, language: Language) -> Expression | None:
        """What a document must hold to be found at the rank; None if nothing can be."""
        if rank == "name":
            return _some(Word(marked(key[:LONGEST], language, rank)) for key in self._keys)
        if rank == "beginning":
            long = [key for key in self._keys[:1] if not key.isdigit() and len(key) > (2 if key.isascii() else 1)]
            return _some(Word(marked(key[:LONGEST], language, rank), is_beginning=True) for key in long)
        return All(tuple(term.at(rank, language) for term in self.terms)) if self.terms else None

    @property
    def key(self) -> str:
        """What was typed, as a name is compared."""
        return names.key(self.typed)

    @cached_property
    def _keys(self) -> list[str]:
        numbers = numbers_in(self.typed.strip())
        without_zeros = [number.removeprefix("00") for number in numbers if number.startswith("00")]
        return list(dict.fromkeys([*names.typed_keys(self.typed), *numbers, *without_zeros]))

    def of(self, terms: Iterable[Term]) -> "Query":
        """The same query with other terms, no longer taken for a name."""
        return Relaxed(self.typed, tuple(terms), self.is_cut)


@dataclass(frozen=True)
class Relaxed(Query):
    """A query of which only some words are looked for."""

    @property
    def _keys(self) -> list[str]:
        return []


def read(typed: str) -> Query:
    """Any text at all: what cannot stand in a name or text is ignored."""
    is_cut = len(typed) > LONGEST_QUERY
    typed = _UNSEEN.sub(" ", typed[:LONGEST_QUERY]).strip()
    terms = tuple(dict.fromkeys(_term(run) for run in runs(fold(typed))))
    telling = tuple(term for term in terms if term.is_chinese or not term.says_nothing)
    return Query(typed, telling or terms, is_cut)


def one_word(word: str) -> Term:
    """A piece of Chinese as a term of its own."""
    return Term(word, ((word,),), is_chinese=True)


def _term(run: Run) -> Term:
    parts = tuple(dict.fromkeys(word for word, _start, _end in run.parts))
    if run.whole:
        return Term(names.key(run.text), ((run.whole,), parts))
    return Term(names.key(run.text), (parts,), is_chinese=run.kind == "han")


def _some(found: Iterable[Expression]) -> Expression | None:
    of = tuple(found)
    return None if not of else of[0] if len(of) == 1 else Some(of)
