"""The form's page, as a reader without JavaScript meets it."""

import pytest
from django.test import Client

from guides.models import Attempt, Feedback
from tests.feedback.conftest import PAGE, post, ticket
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


def stored() -> list[tuple]:
    return list(Feedback.objects.values_list("page", "language", "verdict", "text", "state"))


def test_the_form_names_its_page_and_offers_what_the_page_says(client, nordic):
    shown = Shown(client, f"/en/feedback/?page={PAGE}&verdict=outdated")
    assert (shown.status, shown.heading) == (200, "Tell us about “Nordic (en)”")
    assert shown.values("main input[checked]", "value") == ["outdated"]
    assert shown.values("main select[name=fact] option", "value") == ["", str(nordic.renews.pk)]
    assert (shown.is_indexed, shown.response["Cache-Control"]) == (False, "no-store")


@pytest.mark.parametrize(
    "path",
    ["", "/nowhere/", "/providers/nobody/", "/admin/", "https://example.org/", "//x.org/", "/a" * 150, "\0"],
)
def test_there_is_no_form_for_what_is_no_page(client, nordic, path):
    assert client.get("/en/feedback/", {"page": path}).status_code == 404
    assert post(client, page=path, ticket=ticket(path)).status_code == 404
    assert stored() == []


@pytest.mark.parametrize(
    "path", ["/plan/", "/letter/", "/cambodia/", "/cambodia/cancel-travel-esim/", "/guides/remove-esim/", "/"]
)
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_every_kind_of_page_can_be_spoken_of(client, path, language):
    assert client.get(f"/{language}/feedback/", {"page": path}).status_code == 200


def test_what_is_said_is_kept_and_thanked_for(client, nordic):
    response = post(client, "zh-hant", verdict="unclear", text="第二步看不懂")
    assert (response.status_code, response["Location"]) == (303, f"/zh-hant/feedback/thanks/?page={PAGE}")
    assert stored() == [(PAGE, "zh-hant", "unclear", "第二步看不懂", "new")]
    shown = Shown(client, response["Location"])
    assert f"/zh-hant{PAGE}" in shown.values("main a", "href")


def test_personal_data_is_never_stored_and_the_reader_is_told(client, nordic):
    response = post(client, verdict="other", text="I am +47 999 88 777, a@example.org; +47 815 00 000 does not answer")
    assert [row[3] for row in stored()] == ["I am [number], [e-mail]; +47 815 00 000 does not answer"]
    assert response["Location"].endswith("&masked=yes")


def test_the_day_on_which_it_worked_is_kept(client, nordic):
    post(client, verdict="worked", worked_on="2026-11-01")
    assert str(Feedback.objects.get().worked_on) == "2026-11-01"


def test_a_day_is_kept_only_with_what_worked(client, nordic):
    post(client, verdict="useful", worked_on="2026-11-01")
    assert Feedback.objects.get().worked_on is None


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("verdict", {"verdict": ""}),
        ("verdict", {"verdict": "perfect"}),
        ("fact", {"fact": "999999", "verdict": "outdated"}),
        ("fact", {"fact": "x", "verdict": "outdated"}),
        ("worked_on", {"worked_on": "2026-02-30"}),
        ("worked_on", {"worked_on": "2999-01-01"}),
        ("worked_on", {"worked_on": "yesterday"}),
        ("text", {"verdict": "other", "text": " \n "}),
        ("text", {"text": "x" * 2001}),
        ("text", {"text": "a\0b"}),
    ],
)
def test_what_cannot_be_kept_is_explained_beside_the_field_and_the_rest_stays(client, nordic, field, values):
    shown = Shown.of(post(client, **{"text": "Kept text", **values}))
    assert shown.status == 400
    assert shown.values("main [id$=-error]", "id") == [f"feedback-{field}-error"]
    if "text" not in values:
        assert shown.texts("main textarea") == ["Kept text"]
    assert stored() == []


def test_a_fact_without_source_is_not_shown_so_nobody_can_speak_of_it(client, nordic):
    assert post(client, verdict="outdated", fact=nordic.unsourced.pk).status_code == 400


def test_a_replayed_form_counts_once_and_is_thanked_for_again(client, nordic):
    answers = [post(client, verdict="useful")["Location"] for _ in range(3)]
    assert (len(set(answers)), len(stored())) == (1, 1)


@pytest.mark.parametrize(
    "unusable",
    ["", "forged", ticket(age=90_000), ticket("/cambodia/"), ticket()[:-2]],
    ids=["none", "forged", "old", "of another page", "cut"],
)
def test_a_form_that_is_not_ours_or_too_old_is_handed_back_with_its_text(client, nordic, unusable):
    shown = Shown.of(post(client, text="Kept text", ticket=unusable))
    assert (shown.status, shown.texts("main textarea"), stored()) == (400, ["Kept text"], [])
    assert shown.values("main input[name=ticket]", "value") != [unusable]


def test_a_form_that_comes_back_at_once_is_handed_back_and_can_be_sent_again(client, nordic):
    quick = ticket(age=0.2)
    shown = Shown.of(post(client, text="Kept text", ticket=quick))
    assert (shown.status, shown.texts("main textarea"), stored()) == (400, ["Kept text"], [])
    assert shown.values("main input[name=ticket]", "value") == [quick]


def test_who_falls_into_the_trap_is_thanked_and_not_kept(client, nordic):
    assert post(client, website="https://example.org/").status_code == 303
    assert stored() == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_website_cannot_speak_for_a_reader(client, nordic, site):
    assert post(client, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert stored() == []


def test_a_megabyte_is_refused_unread(client, nordic):
    assert post(client, text="x" * 1_000_000).status_code == 413
    assert stored() == []


def test_after_eight_in_an_hour_the_next_is_handed_back_with_its_text(client, nordic):
    for number in range(8):
        assert post(client, ticket=ticket(number=f"{number:032}")).status_code == 303
    shown = Shown.of(post(client, text="Kept text", ticket=ticket(number="9" * 32)))
    assert (shown.status, shown.texts("main textarea"), len(stored())) == (429, ["Kept text"], 8)
    assert 1 <= int(shown.response["Retry-After"]) <= 3600
    assert "127.0.0.1" not in str(list(Attempt.objects.values()))


def test_neither_form_nor_thanks_set_a_cookie_nor_need_one(nordic):
    client = Client(enforce_csrf_checks=True)
    client.get(f"/en/feedback/?page={PAGE}")
    response = post(client)
    client.get(response["Location"])
    assert (response.status_code, dict(client.cookies)) == (303, {})


def test_markup_is_shown_as_text(client, nordic):
    html = post(client, verdict="", text="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
