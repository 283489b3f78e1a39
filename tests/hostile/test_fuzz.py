"""Whatever is asked, by a stranger or by somebody signed in: an answer of ours, never a failure of ours."""

import traceback
from urllib.parse import quote, urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guides.languages import LANGUAGES
from tests.hostile.addresses import METHODS, WEIRD, headers, queries, templates, values

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::Warning"),
]  # what is asked is nonsense

LINES = templates()
bounded = settings(
    max_examples=1, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
known = ["south-korea", "kt", "cancel-travel-esim", "remove-esim", "1", "en", "guide", "0" * 16, "0" * 64]
parts = st.one_of(st.sampled_from(known), st.sampled_from(known), values)


def bold(client: Client) -> Client:
    """Takes what fails for an answer, as a browser does."""
    client.raise_request_exception = False
    return client


def escaped(text: str) -> str:
    return quote(text.encode(errors="surrogatepass"), safe="")


def spelled(query: dict[str, list[str]]) -> str:
    return urlencode(
        {name: [each.encode(errors="surrogatepass") for each in given] for name, given in query.items()}, doseq=True
    )


@st.composite
def asked(draw, line: str) -> tuple[str, str, dict[str, str], str]:
    """Method, address, headers and body."""
    path = line.format(*(escaped(draw(parts))[:2_000] for _ in range(line.count("{}"))))
    body = spelled(draw(queries))
    return draw(st.sampled_from(METHODS)), f"{path}?{spelled(draw(queries))}", draw(headers), body


def failures(client: Client, line: str, examples: int) -> list[tuple]:
    """Requests to addresses of this line that were answered with our own fault."""
    found = []

    @settings(bounded, max_examples=examples)
    @given(asked(line))
    def ask(request: tuple[str, str, dict[str, str], str]) -> None:
        method, address, sent, body = request
        sent = {name: value for name, value in sent.items() if "\n" not in value}
        form = sent.pop("Content-Type", "application/x-www-form-urlencoded")
        response = client.generic(method, address, body, content_type=form, headers=sent)
        if response.status_code >= 500:
            found.append(
                (
                    response.status_code,
                    method,
                    address[:300],
                    sent,
                    body[:200],
                    "".join(traceback.format_exception(*response.exc_info))[-700:],
                )
            )

    ask()
    return found


def test_the_table_of_addresses_is_read_whole():
    assert {"/en/search/", "/zh-hant/{}/{}/", "/admin/guides/guide/{}/change/", "/sitemap-{}-{}.xml"} <= set(LINES)


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("/admin/")])
def test_no_request_of_a_stranger_is_answered_with_a_failure(client: Client, line: str):
    assert failures(bold(client), line, 12) == []


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("/admin/")])
def test_no_request_of_somebody_signed_in_is_answered_with_a_failure(client: Client, line: str):
    client.force_login(User.objects.create_superuser("boss"))
    assert failures(bold(client), line, 12) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_refused_address_is_a_page_in_the_readers_language(client: Client, language):
    for value in WEIRD:
        response = bold(client).get(f"/{language.code}/{escaped(value)[:2_000]}/x/")
        assert response.status_code in (301, 404), value[:40]
        if response.status_code == 404:
            assert f'lang="{language.html_lang}"' in response.content.decode()
