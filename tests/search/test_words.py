"""How texts are cut into what is compared."""

import pytest

from guides.search.query import read
from guides.search.snippet import BEFORE, LENGTH, Piece, excerpt, marked
from guides.search.words import words


@pytest.mark.parametrize(("text", "expected"), [
    ("注销卡", {"注销", "销卡"}),
    ("註銷", {"注销"}),
    ("退eSIM卡", {"退", "esim", "卡"}),
    ("T-Mobile", {"tmobil", "t", "mobil"}),
    ("AT&T", {"att", "at", "t"}),
    ("AT & T", {"att", "at", "t"}),
    ("e SIM", {"esim", "e", "sim"}),
    ("a SIM", {"a", "sim"}),
    ("cancelling, cancelled; cancellation", {"cancel"}),
    ("+855 12 812 812", {"85512812812", "855", "12", "812"}),
    ("2026-11-21", {"20261121", "2026", "11", "21"}),
    ("30 days", {"30", "day"}),
    ("한국 번호", {"한국", "번호"}),
    ("", set()),
    ("。，！ -- \x00", set()),
])  # fmt: skip
def test_a_text_is_cut_into_words(text: str, expected: set[str]):
    assert words(text) == expected


def test_single_characters_count_where_asked():
    assert words("注销卡", single=True) == {"注销", "销卡", "注", "销", "卡"}


def test_a_word_of_any_length_is_cut():
    assert {len(word) for word in words("x" * 5000)} == {40}


@pytest.mark.parametrize("query", ["", " ", "？！", "\x00\x1f", "\ud800", "(((", "&&&"])
def test_a_query_may_hold_nothing_to_look_for(query: str):
    assert (read(query).terms, read(query).is_cut) == ((), False)


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    assert [term.key for term in read("how do I cancel my SIM").terms] == ["cancel", "sim"]
    assert [term.key for term in read("how to").terms] == ["how", "to"]


@pytest.mark.parametrize(("text", "query", "pieces"), [
    ("先註銷再刪除", "注销", ["先", "*註銷", "再刪除"]),
    ("The ＥＳＩＭ ends", "esim", ["The ", "*ＥＳＩＭ", " ends"]),
    ("Cancelling it", "cancel", ["*Cancelling", " it"]),
    ("½ ﬁn eSIM", "esim", ["½ ﬁn ", "*eSIM"]),
    ("İstanbul eSIM", "esim", ["İstanbul ", "*eSIM"]),
    ("T-Mobile", "tmobile", ["*T-Mobile"]),
    ("no", "esim", ["no"]),
    ("", "esim", []),
])  # fmt: skip
def test_found_words_are_marked_where_they_stand(text: str, query: str, pieces: list[str]):
    expected = [Piece(each.removeprefix("*"), each.startswith("*")) for each in pieces]
    assert marked(text, read(query).words) == expected


def test_an_excerpt_shows_the_words_and_begins_with_a_sentence():
    text = "Nothing here. " * 30 + "Now play the theremin. " + "Nothing there. " * 30
    shown = "".join(piece.text for piece in excerpt(text, read("theremin").words))
    assert shown.startswith("…Now play the theremin. Nothing there.")
    assert len(shown) <= LENGTH + BEFORE


def test_an_excerpt_prefers_the_place_where_most_words_stand():
    text = "One theremin. " + "Nothing. " * 60 + "A theremin and a xylophone. " + "Nothing. " * 60
    pieces = excerpt(text, read("theremin xylophone").words)
    assert [piece.text for piece in pieces if piece.is_marked] == ["theremin", "xylophone"]


def test_a_short_text_is_its_own_excerpt():
    assert "".join(piece.text for piece in excerpt("短短的\n一句話。", read("一句").words)) == "短短的 一句話。"
