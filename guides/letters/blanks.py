"""A letter's text taken apart: blocks of lines, lines of words and blanks."""

from dataclasses import dataclass

from guides.models.letters import BLANK, REFUND


@dataclass(frozen=True)
class Piece:
    """Words of a line; or, where blank names one, what fills a blank."""

    text: str
    blank: str = ""
    empty: str = ""  # what shows that the blank is still empty

    @property
    def is_filled(self) -> bool:
        return bool(self.blank) and self.text != self.empty


Line = tuple[Piece, ...]


def pieces(line: str) -> Line:
    """The line's words and blanks in turn. A brace that belongs to no blank is a brace."""
    parts = BLANK.split(line.removeprefix(REFUND))  # words, name of a blank, words, …
    found = (Piece("", part) if index % 2 else Piece(part) for index, part in enumerate(parts))
    return tuple(piece for piece in found if piece.text or piece.blank)


def blocks(body: str) -> list[list[str]]:
    """The lines, grouped as the empty lines between them do."""
    found: list[list[str]] = [[]]
    for line in body.strip().splitlines():
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return found


def is_refund(line: str) -> bool:
    return line.startswith(REFUND)
