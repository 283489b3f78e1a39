"""Whatever stands in the address of a plan or of a letter: an answer in words, never a failure of ours."""

import datetime
from urllib.parse import quote

import pytest
import vobject

from guides.languages import LANGUAGES
from guides.planner.answers import NAMES

HOSTILE = {
    "no such day": "2026-02-30",
    "line breaks": "2026-12-01%0D%0ASet-Cookie:%20evil=1%0D%0AEND:VEVENT%0D%0AX-EVIL:1",
    "line separators": "kt%E2%80%A8%E2%80%A9%C2%85X-EVIL:1",
    "emoji": quote("👩‍👩‍👧😀"),
    "10 kB": "x" * 10_240,
    "10 kB of Chinese": quote("卡" * 3_400),
    "right-to-left": quote("\u200f\u202ekt\u2066دوד"),
    "braces": "{0}{name}{{7*7}}{%25%20debug%20%25}%25(value)s%25s",
    "NUL": "kt%00",
    "NUL alone": "%00",
    "lone surrogates": "%ED%A0%80%ED%B0%80",
    "not UTF-8": "%FF%FE%C0%AF",
    "markup": quote("\"'><script>alert(1)</script>"),
    "SQL": quote("kt' OR 1=1; DROP TABLE guides_fact; --"),
    "a path": "../../etc/passwd",
    "many of one": "kt&{name}=kt&{name}=2026-12-01",
}
ELSEWHERE = ("language", "format", "name", "refund")  # parameters of the letter's form


def query_of(given: dict[str, str]) -> str:
    return "&".join(f"{name}={value.replace('{name}', name)}" for name, value in given.items())


def assert_no_header_from_outside(response) -> None:
    assert "evil" not in str(response.headers).lower()
    assert "Set-Cookie" not in response.headers
    assert "\n" not in "".join(response.headers.values())


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("page", ["plan", "letter"])
def test_a_page_with_it_in_every_parameter_is_a_page(client, db, page, value, language):
    query = query_of(dict.fromkeys((*NAMES, *ELSEWHERE), value))
    response = client.get(f"/{language.code}/{page}/?{query}")
    html = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (
        200 if page == "plan" else 404, "text/html; charset=utf-8"
    )  # fmt: skip
    assert_no_header_from_outside(response)
    assert html.count("<h1") == 1
    assert "<script>alert" not in html
    assert "\x00" not in html


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_calendar_with_it_in_every_parameter_says_a_line_for_each(client, db, value, language):
    response = client.get(f"/{language.code}/plan.ics?{query_of(dict.fromkeys(NAMES, value))}")
    text = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert_no_header_from_outside(response)
    assert text.count("\n") == len(text.splitlines()) == len(NAMES)
    assert max(map(len, text.splitlines())) < 200
    assert not {"\x00", "\x85", "\u202e", "\u2028", "\u2029", "\r"} & set(text)


@pytest.mark.parametrize("name", [*NAMES, *ELSEWHERE])
def test_one_such_answer_is_a_line_and_what_is_no_answer_changes_nothing(client, db, name):
    """Beside answers that make a calendar, so that only the one parameter decides."""
    day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=20)
    good = {"provider": "kt", "billing": "contract", "departure": f"{day}"}
    wanted = vobject.readOne(client.get(f"/zh-hans/plan.ics?{query_of(good)}").content.decode())
    for value in HOSTILE.values():
        response = client.get(f"/zh-hans/plan.ics?{query_of({**good, name: value})}")
        assert_no_header_from_outside(response)
        if name in NAMES:
            assert (response.status_code, len(response.content.decode().splitlines())) == (400, 1)
        else:
            found = vobject.readOne(response.content.decode())
            assert [event.uid.value for event in found.vevent_list] == [event.uid.value for event in wanted.vevent_list]
            assert "EVIL" not in response.content.decode()
