import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from guides.languages import LANGUAGES, ZH_HANS
from guides.models import Fact, Provider, SupportChannel
from tests.factory import TODAY, make_channel, make_country, make_fact, make_provider, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("confidence", "recheck_every", "days"),
    [("official", None, 180), ("reported", None, 90), ("unconfirmed", None, 60), ("official", 7, 7)],
)
def test_a_fact_is_due_again_after_the_days_of_its_confidence(confidence, recheck_every, days):
    fact = make_fact(make_provider(), "auto_renews", "no", confidence=confidence, recheck_every=recheck_every)
    due = TODAY + datetime.timedelta(days=days)
    mine = Fact.objects.filter(pk=fact.pk)
    assert [mine.overdue(day).exists() for day in (due, due + datetime.timedelta(days=1))] == [False, True]


def test_a_new_date_or_confidence_moves_the_day_it_is_due():
    fact = make_fact(make_provider(), "auto_renews", "no")
    fact.confidence = "unconfirmed"
    fact.checked_on = TODAY + datetime.timedelta(days=1)
    fact.save()
    fact.refresh_from_db()
    assert fact.due_on == TODAY + datetime.timedelta(days=61)


def test_evidence_without_source_is_not_for_readers():
    provider, source = make_provider(), make_source()
    make_fact(provider, "auto_renews", "no", source)
    make_fact(provider, "cancel_online", "yes")
    make_channel(provider, "phone", "+4712345678")
    assert [fact.topic for fact in provider.facts.sourced()] == ["auto_renews"]
    assert provider.channels.sourced().exists() is False


@pytest.mark.parametrize(
    ("confidence", "age", "old", "caution"),
    [
        ("official", 0, False, False),
        ("reported", 0, False, False),
        ("unconfirmed", 0, False, True),
        ("official", 181, False, True),
        ("official", 0, True, True),
    ],
)
def test_readers_are_warned_of_what_is_unconfirmed_overdue_or_from_an_old_page(confidence, age, old, caution):
    checked = timezone.now().date() - datetime.timedelta(days=age)
    source = make_source(old=old)
    fact = make_fact(make_provider(), "auto_renews", "no", source, confidence=confidence, checked_on=checked)
    assert fact.needs_caution is caution


@pytest.mark.parametrize(("dated", "old"), [("", False), ("2022", False), ("2021-12-31", True), ("2019-12", True)])
def test_a_page_is_old_five_years_after_its_date(dated, old):
    assert make_source(dated=dated).is_old is old


@pytest.mark.parametrize(
    ("owners", "topic", "value"),
    [
        ((), "auto_renews", "no"),
        (("provider", "country"), "auto_renews", "no"),
        (("provider",), "auto_renews", "partly"),
        (("provider",), "notice_days", "0"),
        (("provider",), "no_such_topic", "1"),
    ],
)
def test_a_fact_that_makes_no_sense_is_refused_before_the_database(owners, topic, value):
    everyone = {"provider": make_provider(), "country": make_country()}
    with pytest.raises(ValidationError):
        Fact(
            topic=topic,
            value=value,
            confidence="official",
            checked_how="phone",
            checked_on=TODAY,
            **{owner: everyone[owner] for owner in owners},
        ).full_clean()


@pytest.mark.parametrize(
    ("kind", "reach", "value"),
    [
        ("email", "anywhere", "no address"),
        ("web", "anywhere", "javascript:alert(1)"),
        ("web", "anywhere", "example.org"),
        ("web", "anywhere", "https://"),
        ("web", "anywhere", "https://exa mple.org/"),
        ("chat", "anywhere", "https://<script>"),
        ("phone", "abroad", "0800 1234"),
        ("phone", "domestic", "call us"),
        ("phone", "domestic", "1-800-FLOWERS"),
        ("phone", "domestic", "12"),
        ("phone", "domestic", "０８００ １２３４"),
        ("phone", "abroad", "+47 123"),
        ("phone", "abroad", "+999 22 12 34 56"),
        ("phone", "abroad", "+47 22 12 34 56 78 90 12 34"),
        ("fax", "domestic", "n/a"),
        ("short_code", "own_network", "611 or 114"),
        ("short_code", "own_network", "123456789"),
        ("ussd", "own_network", "925"),
        ("ussd", "own_network", "*#"),
        ("app", "anywhere", "My\r\nApp"),
        ("store", "domestic", "Shop\u202e"),
    ],
)
def test_a_channel_that_cannot_be_used_is_refused(kind, reach, value):
    with pytest.raises(ValidationError):
        SupportChannel(provider=make_provider(), kind=kind, reach=reach, value=value).clean()


@pytest.mark.parametrize(
    ("kind", "reach", "value"),
    [
        ("email", "anywhere", "help@example.org"),
        ("web", "anywhere", "https://example.org"),
        ("chat", "anywhere", "https://example.org/chat"),
        ("chat", "anywhere", "Chat in the app"),
        ("phone", "abroad", "+47 22 12 34 56"),
        ("phone", "abroad", "+852 12580"),
        ("phone", "domestic", "0800 1234"),
        ("phone", "domestic", "8 (727) 258 89 14"),
        ("short_code", "own_network", "*611"),
        ("ussd", "own_network", "*108#"),
        ("ussd", "own_network", "#00"),
    ],
)
def test_a_channel_that_can_be_used_is_accepted(kind, reach, value):
    assert SupportChannel(provider=make_provider(), kind=kind, reach=reach, value=value).clean() is None


@pytest.mark.parametrize("missing", ["name", "summary"])
def test_a_providers_page_exists_once_its_name_and_summary_are_written(missing):
    provider = make_provider()
    mine = Provider.objects.filter(pk=provider.pk)
    mine.update(**{f"{missing}_zh_hant": None, f"{missing}_en": ""})
    assert [mine.complete_in(language).exists() for language in LANGUAGES] == [True, False, False]
    assert make_provider("other", languages=[ZH_HANS]) in Provider.objects.complete_in(ZH_HANS)
