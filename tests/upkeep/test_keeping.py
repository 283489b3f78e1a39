import datetime

import pytest

from guides.upkeep.keeping import Rule, expired, name_of

START = datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)
EVERYTHING = Rule(days=1000, weeks=1000, months=1000)


def every_night(nights: int) -> list[str]:
    return [name_of(START - datetime.timedelta(days=night)) for night in range(nights)]


def kept(names: list[str], rule: Rule) -> list[str]:
    return sorted(set(names) - set(expired(names, rule)), reverse=True)


def test_a_name_says_when_it_was_made_in_utc():
    local = START.astimezone(datetime.timezone(datetime.timedelta(hours=8)))
    assert name_of(local) == name_of(START) == "esimsite-20261121T030000Z.tar"


def test_the_newest_of_each_of_the_last_days_stays():
    assert kept(every_night(30), Rule(days=7, weeks=0, months=0)) == every_night(7)


def test_of_two_on_one_day_the_later_stays():
    noon = name_of(START + datetime.timedelta(hours=9))
    assert kept([*every_night(1), noon], Rule(days=7, weeks=0, months=0)) == [noon]


def test_weeks_and_months_reach_further_back():
    found = kept(every_night(400), Rule())
    assert found[:7] == every_night(7)
    assert found[-1] == name_of(datetime.datetime(2025, 12, 31, 3, 0, tzinfo=datetime.UTC))
    assert len(found) <= 7 + 4 + 12


def test_the_newest_stays_whatever_the_rule():
    assert kept(every_night(5), Rule(0, 0, 0)) == every_night(1)


def test_a_generous_rule_removes_nothing():
    assert expired(every_night(50), EVERYTHING) == []


@pytest.mark.parametrize("name", ["notes.txt", "esimsite-2026.tar", "esimsite-20261121T030000Z.tar.old", ".hidden"])
def test_what_is_no_backup_of_ours_is_left_alone(name):
    assert expired([name, *every_night(3)], Rule(0, 0, 0)) == every_night(3)[:0:-1]
