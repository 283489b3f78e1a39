import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.languages import LANGUAGES
from guides.letters.entry import BIDI_CONTROLS, clean
from guides.letters.filling import Values, fill
from guides.models import Letter
from guides.models.countries import LetterLanguage
from guides.models.letters import first_difference

DAY = datetime.date(2026, 12, 1)
FULL = Values("LI WEI", "+82 10 1234 5678", "8982300000000000008", "li@example.org", DAY, DAY)
SMALL = Letter(
    language="ko",
    subject="해지 – {number}",
    body="성명: {name}\n해지일: {end_date}\n\n{refund}환불\n{name} (서명)",
    reader_subject_en="End – {number}",
    reader_body_en="Name: {name}\nDay: {end_date}\n\n{refund}Refund\n{name} (signature)",
)
every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
every_letter = pytest.mark.parametrize("code", LetterLanguage.values)


def sides(filled) -> list[list[str]]:
    pairs = [filled.subject, *(pair for block in filled.blocks for pair in block)]
    return [["".join(piece.text for piece in side) for side in (pair.carrier, pair.reader)] for pair in pairs]


@every_language
@every_letter
def test_a_full_letter_has_no_blank_left(letters, code, language):
    filled = fill(Letter.objects.get(language=code), FULL, language)
    for text in (text for pair in sides(filled) for text in pair):
        assert not set("[]{}") & set(text)
    for value in ("LI WEI", "+82 10 1234 5678", "8982300000000000008", "li@example.org", "2026"):
        assert value in filled.text


@every_language
@every_letter
def test_every_line_has_its_line_in_the_readers_language(letters, code, language):
    filled = fill(Letter.objects.get(language=code), FULL, language)
    if code == language.code:
        assert filled.reader is None
    else:
        assert all(ours and theirs for ours, theirs in sides(filled))


@every_letter
def test_a_shipped_letter_is_what_the_admin_would_accept(letters, code):
    Letter.objects.get(language=code).full_clean()


@every_letter
def test_without_the_wish_for_a_refund_one_line_is_left_out(letters, code):
    letter = Letter.objects.get(language=code)
    with_refund = fill(letter, FULL, LANGUAGES[2]).text.splitlines()
    without = fill(letter, Values(refund=False), LANGUAGES[2]).text.splitlines()
    assert len(with_refund) == len(without) + 1


def test_only_khmer_kazakh_and_thai_are_called_doubtful_and_none_is_called_checked(letters):
    found = {letter.language: (letter.is_doubtful, letter.checked) for letter in Letter.objects.all()}
    assert {code for code, (doubtful, _checked) in found.items() if doubtful} == {"km", "kk", "th"}
    assert not any(checked for _doubtful, checked in found.values())


def test_a_letter_that_a_native_speaker_checked_is_not_doubtful():
    assert not Letter(language="km", wording="unsure", checked=True).is_doubtful


def test_the_text_is_the_carriers_letter_with_dates_as_the_language_writes_them():
    values = Values(name="LI WEI", number="100", end_date=DAY)
    assert fill(SMALL, values, LANGUAGES[2]).text == (
        "제목: 해지 – 100\n\n성명: LI WEI\n해지일: 2026년 12월 1일\n\n환불\nLI WEI (서명)\n"
    )


def test_empty_blanks_stay_to_be_seen_in_the_form_of_the_letter():
    assert sides(fill(SMALL, Values(), LANGUAGES[2]))[:3] == [
        ["제목: 해지 – [ ]", "Subject: End – [ ]"],
        ["성명: [ ]", "Name: [ ]"],
        ["해지일: [    년   월   일]", "Day: [ ]"],
    ]


def test_braces_in_a_value_are_braces():
    assert "성명: {number} %s {}\n" in fill(SMALL, Values(name="{number} %s {}", number="1"), LANGUAGES[2]).text


def test_a_right_to_left_name_is_isolated_in_plain_text():
    assert "성명: \u2068דוד כהן\u2069\n" in fill(SMALL, Values(name="דוד כהן"), LANGUAGES[2]).text


def test_a_letter_whose_lines_do_not_answer_each_other_is_shown_alone():
    letter = Letter(language="ko", subject="s", body="a\nb", reader_subject_en="s", reader_body_en="a")
    filled = fill(letter, Values(), LANGUAGES[2])
    assert (filled.reader, filled.text) == (None, "제목: s\n\na\nb\n")


@pytest.mark.parametrize(
    ("body", "reader_body", "line"),
    [
        ("a\nb", "a\nb", 0),
        ("a\nb", "a", 2),
        ("a {name}", "a", 1),
        ("a\n\nb", "a\nb", 2),
        ("a\n{refund}b", "a\nb", 2),
        ("a {name} {email}", "{email} a {name}", 0),
    ],
)
def test_the_first_line_that_does_not_answer_the_letter_is_named(body, reader_body, line):
    assert first_difference(body, reader_body) == line


@given(st.text(max_size=200))
def test_any_name_keeps_the_letter_in_its_lines(raw):
    name, _changed = clean(raw)
    text = fill(SMALL, Values(name=name, number="1"), LANGUAGES[2]).text
    shown = text.replace("\u2068", "").replace("\u2069", "")
    assert (
        shown
        == f"제목: 해지 – 1\n\n성명: {name or '[ ]'}\n해지일: [    년   월   일]\n\n환불\n{name or '[ ]'} (서명)\n"
    )


@given(st.text(max_size=200))
def test_a_cleaned_value_is_one_line_without_controls(raw):
    text, _changed = clean(raw)
    assert len(text.splitlines()) <= 1
    assert not BIDI_CONTROLS & set(text)
    assert clean(text) == (text, False)
