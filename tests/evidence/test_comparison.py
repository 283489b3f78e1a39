import pytest

from guides.evidence.comparison import comparison
from guides.models import Country
from guides.vocabulary import Topic
from tests.factory import make_fact, make_provider, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared():
    """From (topic, value, billing) of one provider's facts to what its row says of a topic."""
    provider, source = make_provider(), make_source()

    def compared(topic: Topic, *facts: tuple[str, str, str]) -> list[tuple[str, str, str]]:
        for each, value, billing in facts:
            make_fact(provider, each, value, source, billing=billing)
        [row] = comparison([provider])
        return [(fact.topic, fact.value, fact.billing) for fact in dict(row.facts)[topic]]

    return compared


def test_each_billing_has_its_answer(compared):
    facts = [("auto_renews", "no", "prepaid"), ("auto_renews", "yes", "contract")]
    assert sorted(compared(Topic.AUTO_RENEWS, *facts)) == facts


def test_what_is_said_of_from_abroad_comes_first(compared):
    said = ("cancel_from_abroad", "no", "contract")
    assert compared(Topic.CANCEL_FROM_ABROAD, said, ("cancel_by_phone", "yes", "contract")) == [said]


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ([("cancel_online", "yes", "any")], [("cancel_online", "yes", "any")]),
        ([("cancel_online", "no", "any")], [("cancel_online", "no", "any")]),
        ([("cancel_online", "no", "any"), ("cancel_in_person", "yes", "any")], [("cancel_in_person", "yes", "any")]),
        (
            [("cancel_by_phone", "yes", "contract"), ("cancel_online", "yes", "prepaid")],
            [("cancel_by_phone", "yes", "contract"), ("cancel_online", "yes", "prepaid")],
        ),
        ([("cancel_from_abroad", "yes", "contract"), ("cancel_online", "no", "prepaid")],
         [("cancel_from_abroad", "yes", "contract"), ("cancel_online", "no", "prepaid")]),
        ([("balance_refundable", "no", "any")], []),
    ],
)  # fmt: skip
def test_where_nothing_is_said_the_known_way_tells(compared, facts, shown):
    assert compared(Topic.CANCEL_FROM_ABROAD, *facts) == shown


def test_a_provider_of_which_nothing_is_known_has_no_row():
    provider = make_provider()
    make_fact(provider, "auto_renews", "yes")  # without source
    make_fact(provider, "notice_days", "7", make_source())
    assert comparison([provider]) == []


def test_every_way_says_its_name(client):
    html = client.get("/en/south-korea/").content.decode()
    assert '<td role="cell" data-label="How it is ended">' in html
    assert "Can be ended in person: Yes" in html
    assert Country.objects.get(slug="south-korea").providers.filter(facts__topic="cancel_from_abroad").count() == 0
