"""Whatever is typed into any field, in any language: a letter in which it is text, or a sentence beside the field."""

import pytest
from django.http import QueryDict

from guides.languages import LANGUAGES
from guides.letters.entry import LIMITS
from tests.planner.test_hostile_addresses import HOSTILE

FIELDS = ("name", "number", "iccid", "email", "end_date", "refund", "today")
ANSWERS = [*(("", language.code) for language in LANGUAGES), ("txt", "zh-hans"), ("show", "zh-hant")]
# Nothing is left of the first; of several days the last counts.
IS_A_DAY = {("end_date", "NUL alone"), ("end_date", "many of one")}
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(("kind", "language"), ANSWERS)
def test_no_field_brings_more_than_its_text(client, koryo, kind, value, language):
    typed = {name: value for name in FIELDS if name != "end_date"}
    body = "&".join(f"{name}={each.replace('{name}', name)}" for name, each in {**typed, "format": kind}.items())
    response = client.post(f"/{language}/letter/", f"provider=koryo&{body}", content_type=FORM)
    text = response.content.decode()
    raw = QueryDict(body)
    is_too_long = any(len(raw[name]) > limit for name, limit in LIMITS.items() if name in raw)
    assert response.status_code == (400 if is_too_long else 200)
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert "evil" not in str(response.headers).lower()
    assert not {"\x00", "\u202e", "\u2066"} & set(text)
    assert "<script>alert" not in text or response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["provider", "language", "end_date"])
def test_a_choice_or_a_day_that_cannot_be_is_a_sentence_beside_its_field(client, koryo, name, kind, language):
    given = {"provider": "koryo", name: HOSTILE[kind].replace("{name}", name)}
    body = "&".join(f"{key}={each}" for key, each in given.items())
    response = client.post(f"/{language.code}/letter/", body, content_type=FORM)
    html = response.content.decode()
    is_refused = (name, kind) not in IS_A_DAY
    assert (response.status_code, response["Cache-Control"]) == (400 if is_refused else 200, "no-store")
    assert (name in response.context["errors"]) == is_refused
    assert "<script>alert" not in html
    assert "\x00" not in html
