"""Published attacks in every text of every page, feed and file: it is text there, and nothing else."""

import datetime
import io
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
import vobject
from django.conf import settings
from django.db import transaction
from django.test import Client
from lxml import etree
from PIL import Image

from guides.discovery import cards, drawing
from guides.history.recording import revised
from guides.history.snapshots import revisions_of
from guides.languages import LANGUAGES
from guides.models import Guide
from guides.prose import render
from tests.admin.people import person
from tests.hostile import markup
from tests.hostile.strings import everything, some
from tests.hostile.world import COUNTRY, GUIDE, PROVIDER, World, build, build_guide, plain

pytestmark = pytest.mark.django_db

CHUNK = 500  # texts in one guide
AT = f"/{COUNTRY}/{GUIDE}/"
PAGES = (
    AT, f"{AT}print/", f"{AT}history/", f"/{COUNTRY}/", f"/{COUNTRY}/short-3/", f"/providers/{PROVIDER}/",
    "/providers/firm-2/", "/", "/destinations/", "/guides/", "/changes/", f"/letter/?provider={PROVIDER}",
    f"/plan/?provider={PROVIDER}", f"/feedback/?page=/{COUNTRY}/",
)  # fmt: skip
XML = (
    "/en/feed.atom", f"/en/{COUNTRY}/feed.atom", "/en/opensearch.xml", "/sitemap.xml",
    *(f"/sitemap-{kind}-1.xml" for kind in ("countries", "guides", "providers")),
)  # fmt: skip
DESK = (
    "guide/", "country/", "provider/", "source/", "fact/", "contactlink/", "feedback/", "letter/", "image/",
    "guide/{guide}/change/", "guide/{guide}/history/", "guide/{guide}/history/{edit}/", "guide/{guide}/preview/en/",
    "guide/{guide}/delete/", "guide/{guide}/draft/", "guide/{guide}/source/en/", "guide/board/", "country/exchange/",
    "provider/{provider}/change/", "feedback/{feedback}/change/", "image/{image}/change/",
)  # fmt: skip
QUERIES = ("harmless", "alert", "script", "img onerror", "javascript")


@contextmanager
def world(texts: list[str], bodies: list[str]) -> Iterator[World]:
    with transaction.atomic():
        yield build(texts, bodies)
        transaction.set_rollback(True)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def chunks(texts: list[str]) -> list[list[str]]:
    return [texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)]


def assert_text_everywhere(client: Client, texts: list[str], language: str, pages: tuple[str, ...] = PAGES) -> None:
    """The same page with harmless texts has the same elements; with hostile Markdown, none but Markdown's."""
    harmless = plain(len(texts))
    with world(harmless, harmless):
        wanted = [markup.elements(page(client, f"/{language}{path}")) for path in pages]
    with world(texts, harmless):
        found = [markup.elements(page(client, f"/{language}{path}")) for path in pages]
    for path, want, got in zip(pages, wanted, found, strict=True):
        assert (path, markup.shape(got), markup.dangers(got)) == (path, markup.shape(want), [])
    with world(harmless, texts):
        found = [markup.elements(page(client, f"/{language}{path}")) for path in pages]
    for path, want, got in zip(pages, wanted, found, strict=True):
        assert (path, markup.pairs(got) - markup.pairs(want) - markup.PROSE, markup.dangers(got)) == (path, set(), [])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_no_text_becomes_an_element_or_an_attribute(client: Client, language):
    assert_text_everywhere(client, some(40), language.code)


@pytest.mark.slow
def test_no_published_attack_becomes_an_element_or_an_attribute(client: Client):
    """All of them, in the page that has most kinds of text."""
    for number, texts in enumerate(chunks(everything())):
        language = LANGUAGES[number % len(LANGUAGES)].code
        with transaction.atomic():
            build_guide(texts, texts)
            found = markup.elements(page(client, f"/{language}{AT}"))
            transaction.set_rollback(True)
        with transaction.atomic():
            build_guide(plain(len(texts)), plain(len(texts)))
            wanted = markup.elements(page(client, f"/{language}{AT}"))
            transaction.set_rollback(True)
        assert (markup.pairs(found) - markup.pairs(wanted) - markup.PROSE, markup.dangers(found)) == (set(), [])


def test_every_feed_and_file_keeps_its_form(client: Client):
    texts = some(40)
    with world(plain(len(texts)), plain(len(texts))):
        wanted = forms(client)
    with world(texts, texts):
        assert forms(client) == wanted


@pytest.mark.slow
def test_what_is_searched_and_what_is_found_is_text(client: Client):
    texts = some(40)
    with world(plain(len(texts)), plain(len(texts))):
        known = [markup.elements(page(client, f"/en/search/?q={query}")) for query in ("harmless", "nowhere", "germ")]
        wanted = set().union(*map(markup.pairs, known))
    with world(texts, texts):
        for query in (*QUERIES, *(text[:100] for text in texts)):
            found = markup.elements(page(client, f"/en/search/?{urlencode({'q': query})}"))
            assert (query, markup.pairs(found) - wanted, markup.dangers(found)) == (query, set(), [])


@pytest.mark.slow
def test_a_card_is_drawn_for_whatever_title():
    for text in some(300):
        card = cards.Card(title=text[:120], site=text[:40], place=text[:80], code="HM", font=cards.font())
        assert Image.open(io.BytesIO(drawing.png(card))).size == (cards.WIDTH, cards.HEIGHT), text


def forms(client: Client) -> dict[str, object]:
    """Of each machine's file: what a strict parser of its kind makes of it, without the texts."""
    day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=30)
    calendar = vobject.readOne(page(client, f"/en/plan.ics?provider={PROVIDER}&billing=contract&departure={day}"))
    card = client.get(markup.content_of(page(client, f"/en{AT}"), "og:image").removeprefix(settings.SITE_URL)).content
    data = json.loads(page(client, "/en/search/suggestions/?q=short"))
    return {
        **{path: Counter(each.tag for each in etree.fromstring(client.get(path).content).iter()) for path in XML},
        "calendar": [sorted(event.contents) for event in calendar.vevent_list],
        "card": Image.open(io.BytesIO(card)).size,
        "llms.txt": len(page(client, "/llms.txt").split("\n")),
        "suggestions": sorted(data),
        "structured": [_keys(json.loads(text)) for text in markup.data_blocks(page(client, f"/en{AT}"))],
        "guide.md": markup.dangers(markup.elements(str(render(page(client, f"/en{AT}guide.md"), "en")))),
    }


def _keys(value: object) -> object:
    if isinstance(value, dict):
        return {key: _keys(each) for key, each in value.items()}
    return [_keys(each) for each in value] if isinstance(value, list) else type(value).__name__


def edited(guide: Guide, texts: list[str]) -> int:
    """The guide is kept in its history, once as it is and once with its texts in another order; the later edit."""
    for _time in range(2):
        with revised(None, texts[0], guide):
            headings = [*guide.sections.values_list("heading_en", flat=True)]
            for section, heading in zip(guide.sections.all(), [*headings[1:], headings[0]], strict=True):
                section.heading_en = heading
                section.save()
    return revisions_of(guide)[0].pk


@pytest.mark.slow
@pytest.mark.parametrize("hostile", ["texts", "bodies"])
def test_no_text_becomes_an_element_at_the_desk(hostile):
    boss = person("boss")
    boss.user.is_superuser = True
    boss.user.save()
    texts, harmless = some(30), plain(len(some(30)))
    shown = []
    for given in ((harmless, harmless), (texts, harmless) if hostile == "texts" else (harmless, texts)):
        with world(*given) as made:
            keys = {name: getattr(made, name).pk for name in ("guide", "provider", "feedback", "image")}
            keys["edit"] = edited(made.guide, given[0])
            shown.append([markup.elements(page(boss, f"/admin/guides/{path.format(**keys)}")) for path in DESK])
    for path, want, got in zip(DESK, *shown, strict=True):
        new = markup.pairs(got) - markup.pairs(want) - markup.PROSE - markup.DIFFERENCES
        assert (path, new, markup.dangers(got)) == (path, set(), [])
