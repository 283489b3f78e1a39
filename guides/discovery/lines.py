"""Text cut into lines that fit: words stay whole, and Chinese punctuation does not begin a line (UAX #14)."""

from collections.abc import Callable
from functools import lru_cache

from uniseg.graphemecluster import grapheme_clusters
from uniseg.linebreak import line_break_units

Width = Callable[[str], float]
Unit = tuple[str, float, float]  # what stays together, its width, its width at the end of a line


def wrapped(text: str, room: float, width: Width) -> list[str]:
    """As few lines as fit into the room, and about equally long, so that no last line holds a single letter."""
    return [line.strip() for line in _balanced(text, room, width)]


def shortened(text: str, most: int, room: float, width: Width) -> list[str]:
    """As many lines as are allowed, the last with an ellipsis where the text is cut."""
    lines = _greedy(_units(text, room, width), room)
    if len(lines) <= most:
        return wrapped(text, room, width)
    letters = list(grapheme_clusters("".join(lines[most - 1 :]).strip()))
    while letters and width("".join(letters).rstrip() + "…") > room:
        letters.pop()
    return [*(line.strip() for line in lines[: most - 1]), "".join(letters).rstrip() + "…"]


def _balanced(text: str, room: float, width: Width) -> list[str]:
    units = _units(text, room, width)
    lines = _greedy(units, room)
    narrow, wide = room / 2, room
    while len(lines) > 1 and wide - narrow > 4:
        middle = (narrow + wide) / 2
        if len(_greedy(units, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return _greedy(units, wide)


def _units(text: str, room: float, width: Width) -> list[Unit]:
    """What alone is wider than the room (an address, a very long word) falls into its letters."""
    found = []
    for unit in _breaks(text):
        pieces = [unit] if width(unit.rstrip()) <= room else list(grapheme_clusters(unit))
        found += [(piece, width(piece), width(piece.rstrip())) for piece in pieces]
    return found


@lru_cache(maxsize=8)
def _breaks(text: str) -> tuple[str, ...]:
    """Kept while one text is tried in several sizes: this is most of the work."""
    return tuple(line_break_units(text))


def _greedy(units: list[Unit], room: float) -> list[str]:
    lines, used = [], 0.0
    for text, width, width_at_end in units:
        if not lines or used + width_at_end > room:
            lines.append("")
            used = 0.0
        lines[-1] += text
        used += width
    return lines
