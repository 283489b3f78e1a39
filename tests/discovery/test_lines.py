import pytest

from guides.discovery.lines import shortened, wrapped

CLOSING = "，。、！？：；）》」』”’…％"
OPENING = "（《「『“‘"


def width(text: str) -> int:
    """A Han letter is as wide as two others."""
    return sum(2 if ord(letter) > 0x2E80 or letter in "“”‘’…" else 1 for letter in text)


TITLES = [
    "在韩国回国后怎么注销旅行eSIM？“先停续费”，再解绑账号（第2步）……",
    "快速註銷騙局：「三分鐘代辦」為什麼不能信，遇到了該怎麼辦？",
    "AT&T、Verizon、T-Mobile、Mint Mobile等美国号码怎么停",
    "《金邊郵報》說：『餘額到期後先停撥出60天』",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("room", range(14, 40, 3))
def test_chinese_punctuation_neither_begins_nor_ends_a_line_wrongly(title: str, room: int):
    lines = wrapped(title, room, width)
    assert [line for line in lines[1:] if line[0] in CLOSING] == []
    assert [line for line in lines[:-1] if line[-1] in OPENING] == []
    assert [line for line in lines if width(line) > room] == []


@pytest.mark.parametrize("title", [*TITLES, "End a travel eSIM after your trip to South Korea"])
@pytest.mark.parametrize("room", range(14, 40, 3))
def test_nothing_is_lost_and_words_stay_whole(title: str, room: int):
    lines = wrapped(title, room, width)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    whole = {"eSIM", "Verizon", "Mobile", "travel", "South", "Korea", "60"}
    assert [word for word in whole if word in title and not any(word in line for line in lines)] == []


def test_lines_are_about_equally_long():
    assert wrapped("怎么注销旅行卡和流量卡", 20, width) == ["怎么注销旅行", "卡和流量卡"]
    assert wrapped("End a travel eSIM for good", 20, width) == ["End a travel", "eSIM for good"]


def test_a_word_wider_than_the_room_is_cut_at_its_letters():
    assert wrapped("Hauptbetriebswerk", 6, width) == ["Hauptb", "etrieb", "swerk"]
    assert wrapped("👩‍👩‍👧‍👧👩‍👩‍👧‍👧", 4, width) == ["👩‍👩‍👧‍👧", "👩‍👩‍👧‍👧"]


def test_too_long_a_text_ends_with_an_ellipsis():
    assert shortened("End a travel eSIM for good", 2, 12, width) == ["End a travel", "eSIM for g…"]
    assert shortened("Short", 2, 12, width) == ["Short"]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_no_text_makes_no_lines(text: str):
    assert "".join(wrapped(text, 20, width)) == ""
