"""Letter and values to the filled letter: in the carrier's language, and line by line in the reader's."""

import datetime
from dataclasses import dataclass, replace
from unicodedata import bidirectional

from guides.languages import Language
from guides.models import Letter
from guides.models.letters import first_difference

from .blanks import Line, Piece, blocks, is_refund, pieces
from .tongues import TONGUES, Tongue, date_forms

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


@dataclass(frozen=True)
class Values:
    """What stands in the blanks. Empty or None: the blank stays, to be filled by hand."""

    name: str = ""
    number: str = ""
    iccid: str = ""
    email: str = ""
    end_date: datetime.date | None = None
    today: datetime.date | None = None
    refund: bool = True


@dataclass(frozen=True)
class Pair:
    carrier: Line
    reader: Line  # empty if the letter is not written in the reader's language
    is_refund: bool = False
    is_wanted: bool = True


@dataclass(frozen=True)
class Filled:
    letter: Letter
    language: Language  # the reader's
    carrier: Tongue
    reader: Tongue | None  # None: one column, because it is the carrier's language or the letter has no such text
    subject: Pair
    blocks: list[list[Pair]]

    @property
    def wanted_blocks(self) -> list[list[Line]]:
        """The carrier's lines without those that the reader does not want."""
        found = ([pair.carrier for pair in block if pair.is_wanted] for block in self.blocks)
        return [block for block in found if block]

    @property
    def text(self) -> str:
        """The letter to the carrier as plain text."""
        paragraphs = ("\n".join(map(plain, block)) for block in self.wanted_blocks)
        return "\n\n".join([plain(self.subject.carrier), *paragraphs]) + "\n"

    @property
    def date_forms(self) -> str:
        return date_forms(tongue for tongue in (self.carrier, self.reader) if tongue)


def fill(letter: Letter, values: Values, language: Language) -> Filled:
    carrier, reader = TONGUES[letter.language], TONGUES[language.code]
    reader_body = getattr(letter, f"reader_body_{language.suffix}") or ""
    reader_subject = getattr(letter, f"reader_subject_{language.suffix}") or ""
    has_reader = carrier != reader and bool(reader_body) and not first_difference(letter.body, reader_body)
    ours = blocks(letter.body)
    theirs = blocks(reader_body) if has_reader else [[""] * len(block) for block in ours]
    return Filled(
        letter=letter,
        language=language,
        carrier=carrier,
        reader=reader if has_reader else None,
        subject=Pair(
            _filled(carrier.subject_label + letter.subject, values, carrier),
            _filled(reader.subject_label + reader_subject, values, reader) if has_reader else (),
        ),
        blocks=[
            [_pair(*lines, values, carrier, reader) for lines in zip(*block, strict=True)]
            for block in zip(ours, theirs, strict=True)
        ],
    )


def plain(line: Line) -> str:
    return "".join(_isolated(piece.text) if piece.is_filled else piece.text for piece in line)


def _pair(ours: str, theirs: str, values: Values, carrier: Tongue, reader: Tongue) -> Pair:
    optional = is_refund(ours)
    is_wanted = values.refund or not optional
    return Pair(_filled(ours, values, carrier), _filled(theirs, values, reader), optional, is_wanted)


def _filled(line: str, values: Values, tongue: Tongue) -> Line:
    return tuple(_fill_piece(piece, values, tongue) for piece in pieces(line))


def _fill_piece(piece: Piece, values: Values, tongue: Tongue) -> Piece:
    if not piece.blank:
        return piece
    value = getattr(values, piece.blank)
    text = tongue.day(value) if isinstance(value, datetime.date) else value
    empty = tongue.empty_date if piece.blank in ("end_date", "today") else "[ ]"
    return replace(piece, text=text or empty, empty=empty)


def _isolated(text: str) -> str:
    """Right-to-left text between marks that keep it from turning its surroundings round."""
    if any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text
