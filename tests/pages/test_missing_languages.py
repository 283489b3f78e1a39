"""A page that does not exist in a language: a 404 in that language which leads to the languages that do exist."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from guides.languages import EN, LANGUAGES, ZH_HANS, ZH_HANT, Language
from guides.models import TranslationState
from tests.factory import make_country, make_guide, make_provider
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


def _only(*languages: Language) -> None:
    norway = make_country(languages=languages)
    make_provider(country=norway, languages=languages)
    make_guide(country=norway, languages=languages)
    make_guide("general-leave", languages=languages)


@pytest.mark.parametrize("path", [
    "/norway/", "/norway/leave/", "/norway/leave/print/", "/norway/leave/history/", "/guides/general-leave/",
    "/providers/nordic/",
])  # fmt: skip
@pytest.mark.parametrize(("asked", "exist"), [(EN, [ZH_HANS, ZH_HANT]), (ZH_HANT, [ZH_HANS]), (ZH_HANS, [EN])])
def test_a_missing_language_leads_to_those_that_exist(
    client: Client, path: str, asked: Language, exist: list[Language]
):
    _only(*exist)
    shown = Shown(client, f"/{asked.code}{path}")
    assert (shown.status, shown.lang, shown.is_indexed, shown.alternates) == (404, asked.html_lang, False, [])
    assert shown.values("main .language-choices a", "href") == [f"/{language.code}{path}" for language in exist]
    assert shown.values("main .language-choices a", "lang") == [language.html_lang for language in exist]
    assert shown.texts("main .language-choices a") == [language.name for language in exist]


@pytest.mark.parametrize("path", ["/norway/", "/norway/leave/", "/guides/general-leave/", "/providers/nordic/"])
def test_versions_that_exist_do_not_advertise_the_missing_one(client: Client, path: str):
    _only(ZH_HANS, EN)
    shown = Shown(client, f"/zh-hans{path}")
    assert (shown.status, shown.alternates) == (200, ["zh-Hans", "en", "x-default"])
    assert shown.values(".language-switcher a", "href") == [f"/en{path}"]


@pytest.mark.parametrize("path", ["/", "/destinations/", "/guides/", "/norway/"])
def test_lists_leave_out_what_does_not_exist_in_the_language(client: Client, path: str):
    norway = make_country()
    make_guide("only-chinese", norway, languages=[ZH_HANS])
    make_provider("only-english", norway, languages=[EN])
    make_country("iceland", "IS", languages=[ZH_HANT])
    shown = Shown(client, f"/en{path}").values("main a", "href")
    unwanted = {"/en/norway/only-chinese/", "/en/iceland/"}
    assert (shown != [], unwanted & set(shown)) == (True, set())
    assert "/zh-hans/providers/only-english/" not in Shown(client, f"/zh-hans{path}").values("main a", "href")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_guides_that_are_not_published_exist_nowhere(client: Client, language: Language, status: str):
    make_guide("hidden", make_country(), status=status)
    _is_nowhere(client, language)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_guides_of_tomorrow_exist_nowhere(client: Client, language: Language):
    make_guide("hidden", make_country(), published_at=timezone.now() + datetime.timedelta(days=1))
    _is_nowhere(client, language)


def _is_nowhere(client: Client, language: Language) -> None:
    for page in ("", "print/", "history/"):
        shown = Shown(client, f"/{language.code}/norway/hidden/{page}")
        assert (shown.status, shown.texts(".language-choices"), shown.lang) == (404, [], language.html_lang)
    for path in ("/", "/norway/", "/guides/"):
        hrefs = Shown(client, f"/{language.code}{path}").values("main a", "href")
        assert [href for href in hrefs if "hidden" in href] == []


def test_a_machine_made_text_says_so_in_its_own_language(client: Client):
    guide = make_guide(country=make_country())
    TranslationState.objects.create(guide=guide, language="zh-hant", state="machine")
    shown = Shown(client, "/zh-hant/norway/leave/")
    assert len(shown.texts(".notice-caution")) == 1
    assert "簡體中文" in shown.texts(".notice-caution")[0]
    assert shown.values(".notice-caution a", "href") == ["/zh-hans/norway/leave/"]
    assert Shown(client, "/en/norway/leave/").texts(".notice-caution") == []


def test_a_translation_that_an_important_change_outdated_says_so(client: Client):
    guide = make_guide(country=make_country())
    TranslationState.objects.create(guide=guide, language="en", state="outdated_major")
    TranslationState.objects.create(guide=guide, language="zh-hant", state="outdated_minor")
    shown = Shown(client, "/en/norway/leave/")
    assert ["has changed in an important point" in text for text in shown.texts(".notice-caution")] == [True]
    assert shown.values(".notice-caution a", "href") == ["/zh-hans/norway/leave/"]
    assert Shown(client, "/zh-hant/norway/leave/").texts(".notice-caution") == []


@pytest.mark.parametrize("state", ["current", "outdated_minor"])
def test_no_notice_where_nothing_is_wrong(client: Client, state: str):
    guide = make_guide(country=make_country())
    TranslationState.objects.create(guide=guide, language="en", state=state)
    assert Shown(client, "/en/norway/leave/").texts(".notice") == []
