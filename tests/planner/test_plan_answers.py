import datetime

import pytest
from django.http import QueryDict

from guides.planner.answers import NAMES, Answers, Known, date_range, parse

TODAY = datetime.date(2026, 11, 21)
KNOWN = Known(frozenset({"cambodia", "japan"}), {"metfone": "cambodia", "mobal": "japan", "holafly": ""})


def read(query: str):
    return parse(dict(QueryDict(query).lists()), KNOWN, TODAY)


def test_every_parameter_is_read():
    query = (
        "country=cambodia&provider=metfone&card=esim&billing=prepaid&where=abroad"
        "&departure=2026-12-01&ends=2026-12-10&accounts=yes"
    )
    parsed = read(query)
    assert parsed.errors == {}
    assert parsed.answers == Answers(
        "cambodia", "metfone", "esim", "prepaid", "abroad",
        datetime.date(2026, 12, 1), datetime.date(2026, 12, 10), "yes",
    )  # fmt: skip
    assert parsed.answers.query == query


@pytest.mark.parametrize(
    "query", ["", "&".join(f"{name}=" for name in NAMES), "card=unknown&billing=unknown&where=unknown&accounts=unknown",
              "country=unknown&provider=unknown", "utm_source=feed"],
)  # fmt: skip
def test_what_is_left_out_empty_or_unknown_is_unknown(query):
    assert (read(query).answers, read(query).errors, read(query).answers.query) == (Answers(), {}, "")


def test_a_carrier_brings_its_country():
    assert read("provider=metfone").answers.country == "cambodia"


def test_a_platform_goes_with_every_country():
    assert read("country=japan&provider=holafly").errors == {}
    assert read("provider=holafly").answers.country == ""


@pytest.mark.parametrize("departure", ["2026-11-21", "2026-11-20", ""])
def test_who_is_home_has_left(departure):
    assert read(f"where=home&departure={departure}").errors == {}


@pytest.mark.parametrize(("departure", "ends"), [("2026-12-10", "2026-12-01"), ("2026-12-01", "2026-12-10")])
def test_a_plan_may_run_out_before_or_after_the_departure(departure, ends):
    assert read(f"where=abroad&departure={departure}&ends={ends}").errors == {}


REFUSED = {
    "no such country": ("country=atlantis", "country"),
    "no such provider": ("provider=nokia", "provider"),
    "other": ("provider=other", "provider"),
    "a name in another case": ("provider=Metfone", "provider"),
    "a provider of another country": ("country=japan&provider=metfone", "provider"),
    "no such card": ("card=paper", "card"),
    "no such billing": ("billing=any", "billing"),
    "no such place": ("where=moon", "where"),
    "no such answer": ("accounts=maybe", "accounts"),
    "a day that does not exist": ("departure=2026-02-30", "departure"),
    "a month that does not exist": ("ends=2026-13-01", "ends"),
    "not ISO": ("departure=01.12.2026", "departure"),
    "ISO without dashes": ("departure=20261201", "departure"),
    "a week date": ("departure=2026-W48-2", "departure"),
    "a time": ("departure=2026-12-01T10:00", "departure"),
    "full-width digits": ("departure=２０２６-12-01", "departure"),
    "a line break after it": ("departure=2026-12-01%0A", "departure"),
    "more than two years ahead": ("departure=2028-11-22", "departure"),
    "more than two years ago": ("ends=2024-11-20", "ends"),
    "the year 0000": ("ends=0000-00-00", "ends"),
    "home before leaving": ("where=home&departure=2026-11-22", "departure"),
    "twice": ("card=esim&card=esim", "card"),
    "10 kB": (f"country={'x' * 10_240}", "country"),
    "10 kB of date": (f"departure={'2' * 10_240}", "departure"),
    "NUL": ("provider=metfone%00", "provider"),
    "right-to-left mark": ("country=%E2%80%8Fcambodia", "country"),
    "right-to-left override": ("country=%E2%80%AEaidobmac", "country"),
    "braces": ("accounts={yes}", "accounts"),
    "markup": ("where=<script>alert(1)</script>", "where"),
    "percent": ("card=%25(value)s", "card"),
    "not UTF-8": ("card=%FF%FE", "card"),
    "emoji": ("billing=%F0%9F%92%B3", "billing"),
    "header": ("provider=metfone%0D%0ASet-Cookie:%20a=b", "provider"),
    "calendar": ("country=cambodia%0D%0AEND:VEVENT", "country"),
}


@pytest.mark.parametrize(("query", "field"), REFUSED.values(), ids=REFUSED)
def test_what_is_impossible_is_explained_beside_its_field(query, field):
    parsed = read(f"{query}&accounts=yes" if field != "accounts" else query)
    assert list(parsed.errors) == [field]
    assert 10 < len(parsed.errors[field]) < 160
    assert parsed.errors[field].isprintable()
    assert not getattr(parsed.answers, field) or getattr(parsed.answers, field) == "unknown"
    assert field == "accounts" or parsed.answers.accounts == "yes"


@pytest.mark.parametrize(("query", "field"), REFUSED.values(), ids=REFUSED)
def test_the_page_and_the_calendar_refuse_it_in_words(client, db, query, field):
    query = query.replace("2026-11-22", f"{datetime.date.today() + datetime.timedelta(days=3)}")
    query = query.replace("2028-11-22", "2099-11-22")
    page = client.get(f"/en/plan/?{query}")
    assert page.status_code == 200
    assert f'id="plan-{field}-error"' in page.content.decode()
    assert page.context["plan"] is None
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    refusal = client.get(f"/en/plan.ics?{query}")
    assert (refusal.status_code, refusal["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert page.context["form"].faulty[0].error in refusal.content.decode()
    assert "Content-Disposition" not in refusal


def test_everything_else_is_kept(client, db):
    html = client.get(
        "/en/plan/?country=cambodia&provider=metfone&billing=contract&departure=2026-02-30"
    ).content.decode()
    assert '<option value="metfone" selected>' in html
    assert '<input type="radio" name="billing" value="contract" checked>' in html


def test_the_two_years_hold_on_a_leap_day():
    assert date_range(datetime.date(2028, 2, 29)) == (datetime.date(2026, 2, 28), datetime.date(2030, 2, 28))
