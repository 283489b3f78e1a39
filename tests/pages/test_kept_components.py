"""Components that are rendered once for what they show."""

import datetime
from typing import NamedTuple

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.safestring import mark_safe
from django.utils.translation import override

from guides.freshness.pages import PAGES
from guides.models import Fact, Guide, Source, SupportChannel
from guides.templatetags import kept
from tests.factory import TODAY, make_channel, make_country, make_fact, make_guide, make_provider, make_source

NOTICE = Template('{% load kept %}{% include_kept "components/notice.html" text=text tone=tone %}')


@pytest.fixture(autouse=True)
def nothing_kept():
    kept._rendered.cache_clear()


def notice(text: object, tone: object = "note") -> str:
    return NOTICE.render(Context({"text": text, "tone": tone}))


def times_rendered() -> int:
    return kept._rendered.cache_info().misses


def test_it_shows_what_an_include_shows():
    plain = Template('{% include "components/notice.html" with text=text tone=tone only %}')
    assert notice("A <b>", "caution") == plain.render(Context({"text": "A <b>", "tone": "caution"}))


def test_it_is_rendered_once_for_the_same_options():
    assert notice("A") == notice("A")
    assert times_rendered() == 1


@pytest.mark.parametrize(
    ("one", "other"), [("A", "B"), ("", "A"), ("A", mark_safe("A")), (1, True), (1, "1"), (None, "")]
)
def test_other_options_are_rendered_anew_even_if_python_calls_them_equal(one: object, other: object):
    notice(one)
    notice(other)
    assert times_rendered() == 2


def test_an_unsafe_text_never_gets_what_was_rendered_of_a_safe_one():
    text = "<b>bold</b>"
    assert text in notice(mark_safe(text))
    assert (text in notice(text), "&lt;b&gt;" in notice(text)) == (False, True)


def test_every_language_has_its_own():
    label = Template('{% load kept %}{% include_kept "components/plan-call.html" %}')
    shown = []
    for code in ("en", "zh-hans", "zh-hant", "en"):
        with override(code):
            shown.append(label.render(Context()))
    assert (len(set(shown)), shown[0], times_rendered()) == (3, shown[3], 3)


def test_it_sees_nothing_of_the_page_around_it():
    assert notice("A") == NOTICE.render(Context({"text": "A", "tone": "note", "link": "/secret/"}))


class Shown(NamedTuple):
    words: object


class Thing:
    def __init__(self, plain: object) -> None:
        self.plain = plain


@pytest.mark.parametrize("value", [object(), 1.5, {"a": 1}, {1}, Thing(object()), [object()], Shown(object())])
def test_what_could_change_without_its_key_is_refused(value: object):
    with pytest.raises(TypeError, match="plain values only"):
        notice(value)


def test_objects_are_shown_by_what_they_say_of_themselves():
    assert kept._plain([Thing(Shown("a")), Thing(None), (Thing(1),)]) == (Shown("a"), None, (1,))
    assert kept._typed((Shown(True), TODAY)) == (tuple, (Shown, (bool, True)), (datetime.date, TODAY))


def test_while_developing_nothing_is_kept(settings):
    settings.DEBUG = True
    notice("A")
    assert times_rendered() == 0


@pytest.mark.django_db
def test_every_edit_of_what_evidence_shows_is_on_the_next_page(client: Client):
    country = make_country()
    source = make_source(publisher="Nordic", title="Terms")
    provider = make_provider(country=country)
    fact = make_fact(provider, "validity_days", "30", source)
    make_fact(provider, "number_kept_days", "60", source)
    channel = make_channel(provider, "phone", "+4722345678", source)
    guide = make_guide(country=country)
    guide.sources.add(source)
    guide.sections.update(body_en="[[contacts: nordic]]\n\n[[lifecycle: nordic]]")

    def page() -> str:
        PAGES.clear()
        return client.get("/en/norway/leave/").content.decode()

    before = page()
    for rows, change in (
        (Source.objects.filter(pk=source.pk), {"publisher": "Southern"}),
        (Source.objects.filter(pk=source.pk), {"title": "Rules"}),
        (Source.objects.filter(pk=source.pk), {"old": True}),
        (Source.objects.filter(pk=source.pk), {"url": "https://other.example.org/"}),
        (Source.objects.filter(pk=source.pk), {"dated": "2019-12"}),
        (Fact.objects.filter(pk=fact.pk), {"confidence": "reported"}),
        (Fact.objects.filter(pk=fact.pk), {"checked_how": "phone"}),
        (Fact.objects.filter(pk=fact.pk), {"checked_on": TODAY - datetime.timedelta(days=3)}),
        (Fact.objects.filter(pk=fact.pk), {"due_on": TODAY - datetime.timedelta(days=1)}),
        (Fact.objects.filter(pk=fact.pk), {"value": "31"}),
        (Fact.objects.filter(pk=fact.pk), {"note_en": "Counted from the top-up."}),
        (SupportChannel.objects.filter(pk=channel.pk), {"value": "+4722345679"}),
        (SupportChannel.objects.filter(pk=channel.pk), {"reach": "abroad"}),
        (SupportChannel.objects.filter(pk=channel.pk), {"hours_en": "9–17"}),
        (SupportChannel.objects.filter(pk=channel.pk), {"note_en": "Ask for the SIM desk."}),
        (Guide.objects.filter(pk=guide.pk), {"facts_checked_on": TODAY - datetime.timedelta(days=2)}),
    ):
        rows.update(**change)
        after = page()
        assert after != before, change
        before = after
    SupportChannel.objects.filter(pk=channel.pk).update(source=None)
    assert "+4722345679" not in page().replace(" ", "")
