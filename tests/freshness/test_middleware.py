"""Which answers are stamped and kept, as Django gives them."""

import pytest

from guides.freshness.pages import PAGES
from tests import factory

pytestmark = pytest.mark.django_db
PAGE = "/en/norway/leave/"


@pytest.fixture
def guide():
    return factory.make_guide(country=factory.make_country())


def test_a_page_has_a_stamp_and_may_be_kept_by_caches(client, guide):
    response = client.get(PAGE)
    assert response["ETag"].startswith('W/"')
    assert response["Cache-Control"].startswith("public, max-age=0, must-revalidate, s-maxage=")
    assert response["Vary"] == "Accept-Encoding"


def test_who_has_this_version_is_told_so_and_nothing_else(client, guide):
    first = client.get(PAGE)
    second = client.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert {name: second[name] for name in ("ETag", "Vary")} == {"ETag": first["ETag"], "Vary": "Accept-Encoding"}


def test_who_has_an_older_version_gets_the_new_one(client, guide):
    first = client.get(PAGE)
    guide.title_en = "Another title"
    guide.save()
    second = client.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, b"Another title" in second.content) == (200, True)


def test_head_says_what_get_says(client, guide):
    assert dict(client.head(PAGE).items()) == dict(client.get(PAGE).items())


@pytest.mark.parametrize(
    "path",
    [
        "/en/nowhere/", "/en/norway", "/zh-TW/norway/", "/", "/admin/login/", "/en/feedback/?page=/norway/",
    ],
)  # fmt: skip
def test_what_is_no_page_for_everybody_has_no_stamp_and_is_not_kept(client, guide, path):
    response = client.get(path)
    assert "ETag" not in response.headers
    assert len(PAGES) == 0


def test_a_stamp_opens_nothing_that_is_not_public(client, guide):
    stamp = client.get(PAGE)["ETag"]
    assert client.get("/admin/", headers={"If-None-Match": stamp}).status_code == 302
    assert client.get("/en/nowhere/", headers={"If-None-Match": stamp}).status_code == 404


def test_an_answer_to_a_post_is_never_kept(client, guide):
    client.post("/en/letter/", {"language": "ko", "name": "SECRET"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert len(PAGES) == 0


def test_addresses_with_a_query_are_stamped_but_not_kept(client, guide):
    for number in range(20):
        assert "ETag" in client.get(f"{PAGE}?flood={number}")
    assert len(PAGES) == 0


def test_addresses_that_do_not_exist_displace_nothing(client, guide):
    client.get(PAGE)
    for number in range(20):
        client.get(f"/en/flood-{number}/")
    assert [PAGES.get(PAGE) is not None, len(PAGES)] == [True, 1]
