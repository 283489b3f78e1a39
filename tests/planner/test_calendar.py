"""The calendar file against RFC 5545, and as two parsers that did not write it read it: a lenient and a strict one."""

import datetime
import re

import pytest
import vobject
from django.utils.translation import override
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from guides.languages import BY_CODE, LANGUAGES
from guides.models import Provider
from guides.planner.answers import Answers
from guides.planner.calendar import calendar
from guides.planner.case import Case
from guides.planner.plan import make
from tests.planner.conftest import SATURDAY
from tests.planner.test_five_plans import FIVE

NOW = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC)
ADDRESS = "https://example.org/en/plan/?provider=metfone"


@pytest.fixture
def written(planned):
    def written(query: str, language: str = "en", now: datetime.datetime = NOW) -> str:
        plan = planned(query, language)
        with override(language):
            return calendar(plan, address=ADDRESS, now=now).decode()

    return written


def events(text: str) -> list:
    return list(vobject.readOne(text).vevent_list)


def by_uid(text: str) -> dict[str, datetime.date]:
    return {event.uid.value: event.dtstart.value for event in events(text)}


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
@pytest.mark.parametrize("name", FIVE)
def test_an_independent_parser_finds_every_dated_step(planned, written, name, language):
    plan = planned(FIVE[name].query, language)
    found = events(written(FIVE[name].query, language))
    owner = f" ({plan.case.provider})" if plan.case.provider else ""
    assert [event.summary.value for event in found] == [f"{step.title}{owner}" for step in plan.dated]
    assert [event.dtstart.value for event in found] == [step.when.day for step in plan.dated]
    for event, step in zip(found, plan.dated, strict=True):
        assert event.dtend.value - event.dtstart.value == datetime.timedelta(days=1)
        assert step.why in event.description.value
        assert event.url.value == ADDRESS
        assert event.valarm.trigger.value == datetime.timedelta(hours=-15)


def strictly(text: str) -> Calendar:
    """As ical reads it, which refuses what RFC 5545 does not allow."""
    [calendar] = IcsCalendarStream.from_ics(text).calendars
    return calendar


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
@pytest.mark.parametrize("name", FIVE)
def test_a_strict_parser_finds_every_dated_step_as_the_page_shows_it(planned, written, name, language):
    plan = planned(FIVE[name].query, language)
    read = strictly(written(FIVE[name].query, language))
    owner = f" ({plan.case.provider})" if plan.case.provider else ""
    assert (read.version, read.calscale) == ("2.0", "GREGORIAN")
    assert [event.summary for event in read.events] == [f"{step.title}{owner}" for step in plan.dated]
    assert [(event.dtstart, event.dtend) for event in read.events] == [
        (step.when.day, step.when.day + datetime.timedelta(days=1)) for step in plan.dated
    ]
    for event, step in zip(read.events, plan.dated, strict=True):
        assert event.dtstamp == NOW
        assert event.description.split("\n")[0] == step.why
        assert event.description.endswith(f"\n{ADDRESS}")
        assert [line for line in step.how if f"– {line}" not in event.description.split("\n")] == []
        [alarm] = event.alarm
        assert (alarm.action, alarm.trigger, alarm.description) == (
            "DISPLAY", datetime.timedelta(hours=-15), event.summary
        )  # fmt: skip


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
@pytest.mark.parametrize("name", FIVE)
def test_the_file_keeps_the_rules_of_rfc_5545(written, name, language):
    text = written(FIVE[name].query, language)
    lines = text.split("\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert [line for line in lines if "\n" in line or "\r" in line] == []
    assert [line for line in lines if len(line.encode()) > 75] == []
    assert [line for line in lines[:-1] if not re.match(r"[A-Z][A-Z-]*[;:]|[ ]", line)] == []
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert unfolded.count("VERSION:2.0") == 1
    assert sum(line.startswith("PRODID:") for line in unfolded) == 1
    assert [line for line in unfolded if line.startswith("METHOD")] == []
    count = unfolded.count("BEGIN:VEVENT")
    assert count > 0
    tag = BY_CODE[language].html_lang
    texts = (f"SUMMARY;LANGUAGE={tag}:", f"DESCRIPTION;LANGUAGE={tag}:")
    for required in ("UID:", "DTSTAMP:20261121T093000Z", "DTSTART;VALUE=DATE:", "SEQUENCE:", "URL:", *texts):
        assert sum(line.startswith(required) for line in unfolded) == count
    assert unfolded.count("ACTION:DISPLAY") == sum(line.startswith("TRIGGER:-PT15H") for line in unfolded) == count
    assert all(re.fullmatch(r"[0-9a-f]{32}@[\w.-]+", uid) for uid in by_uid(text))


def test_a_changed_date_moves_the_same_events(written):
    before = by_uid(written("provider=t-mobile&billing=contract&departure=2026-12-01"))
    after = by_uid(written("provider=t-mobile&billing=contract&departure=2026-12-08"))
    assert before.keys() == after.keys()
    assert before != after


def test_the_same_step_is_the_same_event_in_every_language(written):
    query = FIVE["kt"].query
    assert len({frozenset(by_uid(written(query, language.code))) for language in LANGUAGES}) == 1


def test_steps_of_different_lines_are_different_events(written):
    found = [by_uid(written(expected.query)).keys() for expected in FIVE.values()]
    assert len(frozenset().union(*found)) == sum(len(uids) for uids in found)


def test_a_later_file_outranks_an_earlier_one(written):
    earlier, later = (
        {int(event.sequence.value) for event in events(written(FIVE["kt"].query, now=now))}
        for now in (NOW, NOW + datetime.timedelta(seconds=1))
    )
    assert max(earlier) < min(later) < 2**31


def test_a_name_cannot_end_the_calendar():
    name = "A;B,C\\\r\nEND:VEVENT\r\nEND:VCALENDAR\nX-EVIL:1\u2028\u202e{x}%(y)s💥" + "長" * 80
    provider = Provider(slug="evil", kind="carrier", name_en=name)
    answers = Answers(provider="evil", billing="contract", departure=datetime.date(2026, 12, 1))
    with override("en"):
        plan = make(Case(answers, SATURDAY, provider))
        text = calendar(plan, address=ADDRESS, now=NOW).decode()
    assert len(events(text)) == len(strictly(text).events) == len(plan.dated)
    one = name.replace("\r\n", "\n")
    assert all(event.summary.endswith(f" ({one})") for event in strictly(text).events)
    assert [line for line in text.split("\r\n") if line.startswith(("X-EVIL", "END:VCALENDAR"))] == ["END:VCALENDAR"]
    assert [line for line in text.split("\r\n") if len(line.encode()) > 75 or "\n" in line or "\r" in line] == []


def test_the_address_serves_it(client, db):
    day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=10)
    response = client.get(f"/zh-hans/plan.ics?provider=metfone&billing=prepaid&departure={day}")
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert response["Content-Disposition"] == 'attachment; filename="exit-plan-metfone.ics"'
    address = f"/zh-hans/plan/?country=cambodia&provider=metfone&billing=prepaid&departure={day}"
    assert all(event.url.value.endswith(address) for event in events(response.content.decode()))


@pytest.mark.parametrize("query", ["", "provider=metfone&billing=prepaid&accounts=yes"])
def test_without_any_date_it_says_what_is_missing(client, db, query):
    response = client.get(f"/en/plan.ics?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "no date" in response.content.decode()
