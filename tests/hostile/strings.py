"""Texts that break programs: our own few, and where they are on the machine, the published collections."""

import json

import pytest

from tests.test_hostile_prose import CORPORA, OWN

NAUGHTY, ATTACKS = CORPORA / "naughty_strings.json", CORPORA / "xss_payloads.txt"


def are_there() -> bool:
    """The published collections."""
    return NAUGHTY.exists() and ATTACKS.exists()


def everything() -> list[str]:
    """Each that a text can hold, once. Skips the test where the collections are missing."""
    for path in (NAUGHTY, ATTACKS):
        if not path.exists():
            pytest.skip(f"{path} is not on this machine")
    return _storable([*OWN, *json.loads(NAUGHTY.read_text("utf-8")), *ATTACKS.read_text("utf-8").splitlines()])


def some(count: int) -> list[str]:
    """Our own, and from the collections, if they are there, evenly so many more: the same ones every time."""
    own = _storable(OWN)
    if not are_there():
        return own
    others = everything()[len(own) :]
    return own + others[:: max(1, len(others) // count)]


def _storable(texts: list[str]) -> list[str]:
    """Without what no database and no UTF-8 file can hold; the sign at the end keeps white space from being nothing."""
    cleaned = (text.replace("\0", "").encode(errors="ignore").decode() for text in texts)
    return list(dict.fromkeys(f"{text} ·" for text in cleaned))
