import datetime

import pytest

from guides.letters.checks import check_email, check_end_date, check_iccid, check_number


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("8982300000000000008", ""),
        ("8982 3000 0000 0000 008", ""),
        ("8982-3000-0000-0000-008", ""),
        ("8982300000000000008F", ""),
        ("8944500102198304826", ""),
        ("8982300000000000006", "The last digit is a check digit"),
        ("8928300000000000005", "The last digit is a check digit"),
        ("89823000000000000", "An ICCID has 18 to 22 digits; this one has 17."),
        ("89" * 12, "An ICCID has 18 to 22 digits; this one has 24."),
        ("7982300000000000005", "An ICCID begins with 89."),
        ("89823000000000000O8", "An ICCID has digits only."),
        ("８９８２３０００００００００００００８", "An ICCID has digits only."),
        ("F", "An ICCID has digits only."),
        ("-", "An ICCID has digits only."),
    ],
)
def test_an_iccid_is_explained_by_the_rule_that_it_breaks(value, rule):
    found = check_iccid(value)
    assert found.startswith(rule) if rule else found == ""


@pytest.mark.parametrize(
    ("value", "region", "words"),
    [
        ("+82 10-1234-5678", "", ""),
        ("010-1234-5678", "KR", ""),
        ("010-1234-5678", "", "It is clearer with + and the country's code at the beginning."),
        ("+1 23456", "", "For a number of that country, this one is too short or too long."),
        ("none", "KR", "This does not look like a telephone number."),
        ("+999 12345678", "", "This does not look like a telephone number."),
        ("😀", "", "This does not look like a telephone number."),
    ],
)
def test_a_number_is_explained_leniently(value, region, words):
    assert check_number(value, region) == words


def test_an_address_without_at_sign_is_explained():
    assert check_email("li.example.org") == "This does not look like an e-mail address."
    assert check_email("li@example.org") == ""


def test_a_past_day_is_explained():
    today = datetime.date(2026, 11, 21)
    assert check_end_date(datetime.date(2026, 11, 20), today) != ""
    assert check_end_date(today, today) == ""
