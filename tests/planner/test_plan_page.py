import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esimsite.examples import EXAMPLES
from guides.languages import LANGUAGES
from guides.models import Provider
from guides.planner.examples import EXAMPLES as OWN

METFONE = "country=cambodia&provider=metfone&billing=prepaid"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_empty_form_is_for_search_engines_and_a_plan_is_not(client, db, language):
    empty = client.get(f"/{language.code}/plan/").content.decode()
    planned = client.get(f"/{language.code}/plan/?{METFONE}").content.decode()
    assert ('name="robots"' in empty, 'name="robots"' in planned) == (False, True)
    canonical = f'<link rel="canonical" href="http://127.0.0.1:8000/{language.code}/plan/">'
    assert canonical in empty
    assert canonical in planned


def test_changing_the_language_keeps_the_answers(client, db):
    html = client.get(f"/en/plan/?{METFONE}").content.decode()
    assert f'href="/zh-hans/plan/?{METFONE.replace("&", "&amp;")}"' in html


def test_the_form_offers_every_country_and_provider(client, db):
    html = client.get("/en/plan/").content.decode()
    assert [
        slug for slug in Provider.objects.values_list("slug", flat=True) if f'<option value="{slug}"' not in html
    ] == []


def test_all_answers_unknown_still_give_a_plan(client, db):
    plan = client.get("/en/plan/?country=&provider=&card=unknown&departure=").context["plan"]
    assert [step.id for step in plan.steps] == ["stop_renewal", "unlink_accounts", "end_line", "remove_from_phone"]
    assert plan.dated == []


def test_a_plan_without_dates_offers_no_calendar(client, db):
    day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=9)
    assert "plan.ics" not in client.get(f"/en/plan/?{METFONE}").content.decode()
    assert "plan.ics" in client.get(f"/en/plan/?{METFONE}&departure={day}").content.decode()


def test_unknown_billing_links_to_the_plan_of_each(client, db):
    html = client.get("/en/plan/?provider=kt").content.decode()
    for billing in ("prepaid", "renewing", "contract"):
        assert f'href="/en/plan/?country=south-korea&amp;provider=kt&amp;billing={billing}"' in html


def test_no_provider_costs_more_queries_than_another(client, db):
    client.get("/en/plan/")  # what is read once per process
    counts = {}
    for slug in ("metfone", "t-mobile", "kt", "mobal"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/en/plan/?provider={slug}&billing=contract")
        counts[slug] = len(queries)
    assert len(set(counts.values())) == 1, counts
    assert max(counts.values()) <= 8


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_allowed(client, db, method):
    assert getattr(client, method)("/en/plan/").status_code == 405


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/en/cambodia/", "/en/plan/?country=cambodia"),
        ("/en/providers/kt/", "/en/plan/?country=south-korea&amp;provider=kt"),
        ("/en/providers/holafly/", "/en/plan/?provider=holafly"),
        ("/en/cambodia/cancel-travel-esim/", "/en/plan/?country=cambodia"),
        ("/en/guides/remove-esim/", "/en/plan/"),
    ],
)
def test_other_pages_lead_to_the_plan(client, db, page, link):
    assert f'href="{link}" rel="nofollow"' in client.get(page).content.decode()


@pytest.mark.parametrize("name", OWN)
def test_every_component_of_the_room_has_an_example_that_shows_it(name):
    from django.template.loader import render_to_string

    assert EXAMPLES[name] is OWN[name]
    assert render_to_string(f"components/{name}.html", OWN[name]()).strip()
