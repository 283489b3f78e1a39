"""A form that holds more than the desk takes is refused with a page that says so and what to do."""

import pytest

from tests.admin.people import person

pytestmark = pytest.mark.django_db

FORMS = {"fields": "a=1&" * 5_001, "bytes": "a=" + "x" * 10_000_001}
TITLES = {"zh-hans": "表单内容太多", "zh-hant": "表單內容太多", "en": "The form was too large"}


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("kind", FORMS)
def test_a_form_with_too_much_is_refused_in_words(kind: str, language: str):
    boss = person("boss", "Editor")
    form = "application/x-www-form-urlencoded"
    answer = boss.post("/admin/guides/guide/add/", FORMS[kind], form, headers={"Accept-Language": language})
    assert (answer.status_code, TITLES[language] in answer.content.decode()) == (413, True)
