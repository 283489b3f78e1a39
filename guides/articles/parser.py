"""markdown-it, set up for articles of strangers in Chinese."""

from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis


def make_parser() -> MarkdownIt:
    """Indentation is no code in these articles, and every address is judged by us, not passed over in silence."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table").disable("code")
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.validateLink = lambda _address: True
    parser.normalizeLink = parser.normalizeLinkText = lambda address: address
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """As CommonMark, but **余额：**先查 is strong, too: authors who write no spaces take it for **余额**：先查."""
    start, known = state.pos, len(state.delimiters)
    found = emphasis.tokenize(state, silent)
    if found and state.src[start] == "*":
        before = state.src[start - 1] if start else " "
        after = state.src[state.pos] if state.pos < state.posMax else " "
        for delimiter in state.delimiters[known:]:
            delimiter.open = delimiter.open or (_is_wide_letter(before) and not after.isspace())
            delimiter.close = delimiter.close or (_is_wide_letter(after) and not before.isspace())
    return found


def _is_wide_letter(sign: str) -> bool:
    return sign.isalpha() and east_asian_width(sign) == "W"
