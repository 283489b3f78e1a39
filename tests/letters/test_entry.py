import datetime

import pytest

from guides.letters.entry import clean, read

TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("raw", "text", "is_changed"),
    [
        ("  Li \t Wei ", "Li Wei", False),
        ("Li\r\nBcc: x\u2028y\x85z", "Li Bcc: x y z", False),
        ("Li\u202eieW\u202c", "LiieW", True),
        ("\u2067דוד\u2069\u200f", "דוד", True),
        ("Li\x00\x07Wei", "LiWei", True),
        ("👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", False),
        ("{name} %s <b>", "{name} %s <b>", False),
        ("", "", False),
    ],
)
def test_values_become_one_line_of_visible_text(raw, text, is_changed):
    assert clean(raw) == (text, is_changed)


def test_the_reader_is_told_what_was_taken_out():
    assert read({"name": "Li\u202e"}, TODAY).notes == {"name": ["Invisible control characters were taken out."]}


def test_ten_kilobytes_are_refused_with_the_limit_and_everything_else_is_kept():
    entry = read({"name": "x" * 10_240, "number": "+82 10 1234 5678"}, TODAY)
    assert entry.errors == {"name": "At most 120 characters; this has 10240."}
    assert (entry.values.name, entry.values.number) == ("", "+82 10 1234 5678")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2026-02-30", "There is no such day in the calendar."),
        ("0000-01-01", "There is no such day in the calendar."),
        ("20261201", "Write the day as year-month-day, such as 2026-12-31."),
        ("２０２６-12-01", "Write the day as year-month-day, such as 2026-12-31."),
        ("soon", "Write the day as year-month-day, such as 2026-12-31."),
        ("9" * 10_240, "At most 40 characters; this has 10240."),
    ],
)
def test_a_day_that_does_not_exist_is_explained(text, error):
    assert read({"end_date": text}, TODAY).errors == {"end_date": error}


@pytest.mark.parametrize("text", ["2026-12-01", "0001-01-01", "9999-12-31"])
def test_any_day_of_the_calendar_is_taken(text):
    assert read({"end_date": text}, TODAY).values.end_date == datetime.date.fromisoformat(text)


def test_a_refund_is_asked_for_unless_it_is_declined():
    assert [read(data, TODAY).values.refund for data in ({}, {"refund": "yes"}, {"refund": "no"})] == [
        True,
        True,
        False,
    ]
