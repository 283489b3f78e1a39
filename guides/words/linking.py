"""Links from the first use of a term on a page to its place in the glossary."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from .wordings import terms

PATH = "/glossary/"
KEPT = 256  # texts of a few kilobytes
_Piece = tuple[str, str]  # words, and the term that they are a use of
_TAG = re.compile(r'<(/?)([a-z0-9]+)((?:[^<>"]|"[^"]*")*)>')
_CLOSED_TO_LINKS = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "span", "th"}  # span: menu words

_WORD_BEGINS = r"(?<![A-Za-z0-9_@/.&-])"
_WORD_ENDS = r"(?![A-Za-z0-9_@/]|[.-][A-Za-z0-9])"


class FirstUses:
    """Gives the texts of one page, one after the other, the links to terms that the page has not linked yet."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.linked: set[str] = set()

    def link(self, html: str) -> SafeString:
        """Clean HTML of prose.render with links in it. The words of the text stay as they are."""
        return mark_safe("".join(map(self._piece, _pieces(self.code, html))))  # noqa: S308  only our links are added

    def _piece(self, piece: _Piece) -> str:
        words, term = piece
        if not term or term in self.linked:
            return words
        self.linked.add(term)
        return f'<a class="term" href="/{self.code}{PATH}#{term}">{words}</a>'


@lru_cache(maxsize=KEPT)
def _pieces(code: str, html: str) -> tuple[_Piece, ...]:
    """The HTML cut into uses of terms, each with its term, and what is between them, with none."""
    place, inside, found = 0, 0, []
    for tag in _TAG.finditer(html):
        found += [(html[place : tag.start()], "")] if inside else _uses(code, html[place : tag.start()])
        found.append((tag[0], ""))
        if tag[2] in _CLOSED_TO_LINKS:
            inside += -1 if tag[1] else 1
        place = tag.end()
    found += [(html[place:], "")] if inside else _uses(code, html[place:])
    return tuple(_joined(found))


def _uses(code: str, text: str) -> Iterator[_Piece]:
    pattern, ids = _forms(code)
    place = 0
    for match in pattern.finditer(text):
        yield text[place : match.start()], ""
        yield match[0], ids[_key(match[0])]
        place = match.end()
    yield text[place:], ""


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Neighbours without a term as one."""
    for is_use, group in groupby(pieces, key=lambda piece: bool(piece[1])):
        if is_use:
            yield from group
        else:
            yield "".join(words for words, _term in group), ""


@cache
def _forms(code: str) -> tuple[re.Pattern, dict[str, str]]:
    """What finds the forms of a language's terms, and which term each form is of.

    At each place the longest is found. A Latin word is found whole, in English with its plural: not inside a longer
    word, an address or a name such as eSIM.com.au.
    """
    found = {form: term.id for term in terms().values() for form in term.linked.get(code, ())}
    if code == "en":
        found |= {f"{form}s": term for form, term in found.items()}
    forms = sorted(found, key=len, reverse=True)
    latin = [form for form in forms if form[0].isascii()]
    others = [form for form in forms if not form[0].isascii()]
    pattern = f"{_WORD_BEGINS}{_any_of(latin)}|{_any_of(others)}"
    return re.compile(pattern), {_key(form): term for form, term in found.items()}


def _any_of(forms: list[str]) -> str:
    """One of the forms; a look at the first character spares most places the comparison with every form."""
    if not forms:
        return "(?!)"
    first = "".join(sorted({sign for form in forms for sign in (form[0].lower(), form[0].upper())}))
    return f"(?=[{re.escape(first)}])(?:{'|'.join(map(_either_case, forms))})"


def _either_case(form: str) -> str:
    """The form as it stands in a sentence and at its beginning."""
    first, rest = form[0], re.escape(form[1:])
    begin = f"[{first.lower()}{first.upper()}]" if first.isascii() else first
    return begin + rest + (_WORD_ENDS if form[-1].isascii() else "")


def _key(form: str) -> str:
    return form[:1].lower() + form[1:]
