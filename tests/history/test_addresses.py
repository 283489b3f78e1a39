"""Where a guide stood before still leads to it, in every language; what is withdrawn leads to its country."""

import pytest
from django.urls import reverse

from guides.languages import LANGUAGES
from guides.models import OldAddress
from tests.admin.forms import save
from tests.factory import make_country, make_guide
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db
CODES = [language.code for language in LANGUAGES]


def answers(client, path: str) -> dict[str, tuple[int, str]]:
    """Status and new address in every language; the language is taken off the address."""
    found = {}
    for code in CODES:
        response = client.get(f"/{code}{path}")
        found[code] = (response.status_code, response.headers.get("Location", "").removeprefix(f"/{code}"))
    return found


def everywhere(status: int, address: str = "") -> dict[str, tuple[int, str]]:
    return dict.fromkeys(CODES, (status, address))


@pytest.fixture
def moved_twice(publisher, guide, address):
    for slug in ("quit", "end"):
        assert save(publisher, address, slug=slug).status_code == 302
    return guide


def test_after_two_changes_of_the_slug_both_old_addresses_lead_straight_to_the_guide(client, moved_twice):
    assert answers(client, "/norway/leave/") == everywhere(301, "/norway/end/")
    assert answers(client, "/norway/quit/") == everywhere(301, "/norway/end/")
    assert answers(client, "/norway/end/") == everywhere(200)


def test_the_pages_below_an_old_address_and_what_was_asked_of_them_go_along(client, moved_twice):
    assert answers(client, "/norway/leave/print/") == everywhere(301, "/norway/end/print/")
    assert answers(client, "/norway/quit/history/?from=feed") == everywhere(301, "/norway/end/history/?from=feed")


def test_a_slug_that_comes_back_is_a_page_again_and_the_others_lead_to_it(client, publisher, moved_twice, address):
    assert save(publisher, address, slug="leave").status_code == 302
    assert answers(client, "/norway/leave/") == everywhere(200)
    assert answers(client, "/norway/quit/") == everywhere(301, "/norway/leave/")
    assert answers(client, "/norway/end/") == everywhere(301, "/norway/leave/")
    assert not OldAddress.objects.filter(path="/norway/leave/").exists()


def test_an_old_slug_that_another_guide_takes_is_that_guides_page(client, moved_twice):
    make_guide("leave", moved_twice.country)
    assert answers(client, "/norway/leave/") == everywhere(200)
    assert answers(client, "/norway/quit/") == everywhere(301, "/norway/end/")


def test_a_guide_that_moves_to_another_country_takes_its_readers_along(client, publisher, guide, address):
    assert save(publisher, address, country=str(make_country("sweden", "SE").pk)).status_code == 302
    assert answers(client, "/norway/leave/") == everywhere(301, "/sweden/leave/")


def test_a_guide_that_becomes_general_and_back_keeps_both_addresses(client, publisher, guide, address):
    country = str(guide.country_id)
    assert save(publisher, address, country="").status_code == 302
    assert answers(client, "/norway/leave/") == everywhere(301, "/guides/leave/")
    assert save(publisher, address, country=country).status_code == 302
    assert answers(client, "/guides/leave/") == everywhere(301, "/norway/leave/")


def test_a_countrys_old_slug_leads_on_with_its_guides(client, publisher, guide):
    form = reverse("admin:guides_country_change", args=[guide.country_id])
    assert save(publisher, form, slug="norge").status_code == 302
    assert answers(client, "/norway/") == everywhere(301, "/norge/")
    assert answers(client, "/norway/leave/") == everywhere(301, "/norge/leave/")


@pytest.mark.parametrize("code", CODES)
def test_an_archived_guide_leads_to_its_country_which_says_so(client, publisher, guide, address, code):
    assert save(publisher, address, status="archived").status_code == 302
    response = client.get(f"/{code}/norway/leave/")
    assert (response.status_code, response.headers["Location"]) == (302, f"/{code}/norway/?withdrawn=leave")
    plain = Shown(client, f"/{code}/norway/").texts("main p, main [role=status]")
    noted = Shown(client, response.headers["Location"]).texts("main p, main [role=status]")
    assert len(set(noted) - set(plain)) == 1


def test_the_old_address_of_an_archived_guide_leads_on_as_well(client, publisher, moved_twice, address):
    assert save(publisher, address, status="archived").status_code == 302
    last = client.get("/en/norway/leave/", follow=True)
    assert [address for address, _status in last.redirect_chain] == ["/en/norway/end/", "/en/norway/?withdrawn=end"]


def test_a_draft_is_nowhere(client, publisher, guide, address):
    assert save(publisher, address, status="draft").status_code == 302
    assert answers(client, "/norway/leave/") == everywhere(404)


@pytest.mark.parametrize("number", ["south-korea", "1e30", "9" * 30, "%00"])
def test_the_history_of_what_can_be_no_guide_is_not_found(publisher, number):
    assert publisher.get(f"/admin/guides/guide/{number}/history/").status_code == 404
