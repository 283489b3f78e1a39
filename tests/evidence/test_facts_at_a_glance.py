import pytest

from guides.evidence.facts import at_a_glance, sources_of
from guides.vocabulary import Meaning
from tests.factory import make_fact, make_provider, make_source

pytestmark = pytest.mark.django_db


def test_facts_are_grouped_by_meaning_in_the_order_of_acting():
    provider, source = make_provider(), make_source()
    for topic, value in [
        ("identity_registered", "yes"),
        ("notice_days", "14"),
        ("cancel_online", "yes"),
        ("auto_renews", "no"),
        ("balance_refundable", "no"),
    ]:
        make_fact(provider, topic, value, source)
    make_fact(provider, "reinstallable", "no")
    groups = [(group.meaning, [fact.topic for fact in group.facts]) for group in at_a_glance(provider.facts.all())]
    assert groups == [
        (Meaning.RENEWAL, ["auto_renews"]),
        (Meaning.LINE, ["cancel_online", "notice_days"]),
        (Meaning.MONEY, ["balance_refundable"]),
        (Meaning.REGISTRATION, ["identity_registered"]),
    ]


def test_how_a_renewal_is_switched_off_belongs_to_the_renewal():
    provider, source = make_provider(), make_source()
    for topic, value in (("cancel_online", "yes"), ("notice_days", "7"), ("takes_effect", "end_of_cycle")):
        make_fact(provider, topic, value, source, billing="renewing")
        make_fact(provider, topic, value, source, billing="contract")
    groups = [(group.meaning, {fact.billing for fact in group.facts}) for group in at_a_glance(provider.facts.all())]
    assert groups == [(Meaning.RENEWAL, {"renewing"}), (Meaning.LINE, {"contract"})]


def test_nothing_known_is_nothing_shown():
    assert at_a_glance([]) == []


def test_every_source_is_named_once_and_official_ones_first():
    provider = make_provider()
    blog, terms, authority = (
        make_source("blog", official=False, publisher="A blog"),
        make_source("terms", publisher="nordic"),
        make_source("authority", publisher="Authority"),
    )
    for topic, source in [("auto_renews", blog), ("cancel_online", terms), ("cancel_by_phone", terms)]:
        make_fact(provider, topic, "no", source)
    other = make_fact(provider, "cancel_in_person", "yes", authority)
    make_fact(provider, "reinstallable", "no")
    assert sources_of(provider.facts.all(), [other]) == [authority, terms, blog]
