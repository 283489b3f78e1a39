import pytest

from guides import names


@pytest.mark.parametrize("same", [
    ("韩国", "韓國", "韓国", " 韓 國 "),
    ("hanguo", "Han Guo", "hánguó", "HÁN GUÓ", "han-guo", "ｈａｎｇｕｏ"),
    ("T-Mobile", "t mobile", "TMOBILE", "t‑mobile"),
    ("AT&T", "at & t", "ＡＴ＆Ｔ", "att"),
    ("Türkiye", "turkiye", "TÜRKİYE", "Turkiye"),
    ("España", "Espana"),
    ("대한민국", "대한 민국"),
    ("U.A.E.", "uae"),
])  # fmt: skip
def test_spellings_of_a_name_have_one_key(same: tuple[str, ...]):
    assert {names.key(each) for each in same} == {names.key(same[0])}


@pytest.mark.parametrize("nothing", ["", " ", "?!…", "\x00", "🇰🇷", "\u0301"])
def test_what_has_no_letters_has_no_key(nothing: str):
    assert (names.key(nothing), names.typed_keys(nothing), names.spellings(nothing)) == ("", [], ())


def test_pinyin_may_be_typed_with_its_tones_as_numbers():
    assert names.typed_keys("han2 guo2") == ["han2guo2", "hanguo"]
    assert (names.typed_keys("3HK"), names.typed_keys("O2")) == (["3hk"], ["o2", "o"])


@pytest.mark.parametrize(("name", "key"), [
    ("韩国", "hanguo"), ("南韓", "nanhan"), ("重庆", "chongqing"), ("长滩岛", "changtandao"), ("绿岛", "lvdao"),
    ("绿岛", "ludao"), ("AT&T（后付费）", "att"), ("Kcell/activ", "activ"), ("e& UAE (etisalat)", "euae"),
])  # fmt: skip
def test_a_name_is_found_in_pinyin_and_without_what_stands_beside_it(name: str, key: str):
    assert key in names.spellings(name)


def test_a_name_of_many_readings_has_few_spellings():
    assert len(names.spellings("了着地得和长行重" * 5)) <= 2 * names.MOST_READINGS + 2


def test_a_name_begins_with_each_of_its_words():
    assert names.beginnings("Republic of Korea") == ("republicofkorea", "ofkorea", "korea")


@pytest.mark.parametrize(("code", "three"), [("KR", "KOR"), ("US", "USA"), ("GB", "GBR"), ("HK", "HKG"), ("Q0", "")])
def test_a_country_has_a_code_of_three_letters(code: str, three: str):
    assert names.three_letters(code) == three
