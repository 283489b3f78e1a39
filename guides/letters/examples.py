"""One example per component of this room, for the style guide; unsaved objects only."""

import datetime
from collections.abc import Callable

from guides import languages
from guides.models import Letter, Provider

from .choosing import Choice
from .filling import Filled, Values, fill


def _filled() -> Filled:
    letter = Letter(language="ko", subject="이동전화 서비스 해지 신청 – {number}")
    letter.body = "고객센터 담당자님께\n\n성명: {name}\n해지 희망일: {end_date}\n{refund}환불해 주십시오."
    for language in languages.LANGUAGES:
        setattr(letter, f"reader_subject_{language.suffix}", "… – {number}")
        setattr(letter, f"reader_body_{language.suffix}", "…\n\n… {name}\n… {end_date}\n{refund}…")
    return fill(letter, Values(name="LI WEI", end_date=datetime.date(2026, 12, 1)), languages.current())


def _provider() -> Provider:
    names = {f"name_{language.suffix}": "Example Mobile" for language in languages.LANGUAGES}
    return Provider(pk=1, slug="example", **names)


EXAMPLES: dict[str, Callable[[], dict]] = {
    "letter": lambda: {"filled": _filled()},
    "letter-actions": dict,
    "letter-call": lambda: {"language": "ko", "provider": "example"},
    "letter-choice": lambda: {
        "groups": [("Cambodia", [_provider()])],
        "letter_languages": [("ko", "한국어")],
        "choice": Choice(provider=_provider()),
        "errors": {"language": "There is no letter in that language. Choose one from the list."},
    },
    "letter-field": lambda: {
        "name": "iccid",
        "label": "ICCID",
        "hint": "The serial number of the card.",
        "value": "8982",
        "error": "At most 40 characters; this has 41.",
        "notes": ["An ICCID begins with 89."],
    },
    "letter-large": lambda: {"filled": _filled()},
}
