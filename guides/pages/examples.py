"""One example per component: unsaved objects that show every option. A test proves that none is missing."""

import datetime
from collections.abc import Callable

from django.core.paginator import Paginator

from guides.discovery.versions import Versions
from guides.evidence.comparison import Row
from guides.evidence.contacts import contact_rows
from guides.evidence.facts import MeaningFacts
from guides.evidence.lifecycle import lifecycle
from guides.evidence.placing import Block
from guides.models import (
    ChangeNote,
    ContactLink,
    Country,
    Fact,
    Guide,
    Image,
    Provider,
    Question,
    Section,
    Source,
    SupportChannel,
    Verdict,
)
from guides.vocabulary import Meaning, Need, Topic
from guides.words.wordings import terms

from .glossary import sheet_in
from .parts import Neighbour
from .reading import ShownQuestion, ShownSection

DAY = datetime.date(2026, 11, 21)
TEXT = "Example Mobile"


def _names(field: str, text: str) -> dict[str, str]:
    return {f"{field}_{suffix}": text for suffix in ("zh_hans", "zh_hant", "en")}


def _source() -> Source:
    return Source(
        id=1,
        slug="example",
        url="https://example.org/terms",
        title="Terms",
        publisher=TEXT,
        official=True,
        seen_on=DAY,
        dated="2019-12-10",
    )


def _evidence(confidence: str = "official") -> dict:
    return {
        "source": _source(),
        "confidence": confidence,
        "checked_how": "archived_copy",
        "checked_on": DAY,
        "due_on": datetime.date(2027, 5, 1),
    }


def _fact(topic: Topic, value: str, confidence: str = "official") -> Fact:
    return Fact(topic=topic, value=value, billing="prepaid", **_names("note", "…"), **_evidence(confidence))


def _country() -> Country:
    country = Country(id=1, code="KH", slug="cambodia", region="southeast-asia")
    country.guide_count, country.provider_count = 1, 3
    return country


def _guide() -> Guide:
    return Guide(
        slug="example",
        country=_country(),
        **_names("title", "End a travel eSIM"),
        **_names("summary", "What to do, in which order, and what you can leave alone."),
    )


def _provider() -> Provider:
    return Provider(
        slug="example",
        kind="carrier",
        difficulty="easy",
        **_names("name", TEXT),
        **_names("summary", "Ends by itself."),
    )


def _rows() -> list:
    provider = Provider(id=1, slug="example", **_names("name", TEXT))
    channel = SupportChannel(
        provider=provider,
        kind="phone",
        value="+85512812812",
        reach="abroad",
        **_names("hours", "09–18"),
        **_evidence("reported"),
    )
    provider._prefetched_objects_cache = {"channels": [channel]}
    return contact_rows([provider])


def _lifecycle() -> object:
    return lifecycle(
        _provider(),
        [
            _fact(Topic.OUTGOING_BLOCKED_DAYS, "60"),
            _fact(Topic.ALL_BLOCKED_DAYS, "30"),
            _fact(Topic.NUMBER_KEPT_DAYS, "90"),
            _fact(Topic.RESOLD_AFTER_DAYS, "180"),
        ],
    )


def _picture() -> Image:
    return Image(
        slug="example",
        digest="0" * 64,
        format="png",
        fallback="png",
        width=1080,
        height=720,
        **_names("alt", "The list of eSIMs in the settings"),
        **_names("caption", "The name of the plan stands in the second line."),
    )


def _blocks() -> list[Block]:
    rows, picture = tuple(_rows()), _picture()
    return [Block(html="<p>…</p>"), Block(contacts=rows), Block(lifecycle=_lifecycle()), Block(picture=picture)]


def _sections() -> list[ShownSection]:
    return [ShownSection(Section(anchor="steps", kind="steps", **_names("heading", "Step by step")), [])]


def _questions() -> list[ShownQuestion]:
    question = Question(anchor="reactivate", **_names("question", "Can it be switched on again?"))
    return [ShownQuestion(question, [Block(html="<p>…</p>")])]


EXAMPLES: dict[str, Callable[[], dict]] = {
    "answer": lambda: {"text": "Most prepaid plans end by themselves.\nYou need to do almost nothing."},
    "blocks": lambda: {"blocks": _blocks()},
    "breadcrumb": lambda: {"trail": [("Home", "/en/"), ("Cambodia", "/en/cambodia/"), ("This page", "#")]},
    "changes": lambda: {
        "changes": [ChangeNote(guide=_guide(), date=DAY, significance="major", **_names("text", "First edition."))],
        "show_guide": True,
    },
    "changes-filter": lambda: {"countries": [_country()], "country": _country()},
    "comparison": lambda: {
        "rows": [Row(_provider(), ((Topic.AUTO_RENEWS, (_fact(Topic.AUTO_RENEWS, "no"),)),), _lifecycle()).plain]
    },
    "contact-links": lambda: {
        "links": [ContactLink(kind="mail", address="mailto:a@example.org", sponsored=True, **_names("label", "Write"))]
    },
    "contacts": lambda: {"rows": [row.plain for row in _rows()], "show_provider": True},
    "contents": lambda: {"sections": _sections(), "questions": _questions()},
    "destination-card": lambda: {"country": _country().plain},
    "evidence": lambda: {"item": _fact(Topic.AUTO_RENEWS, "no", "unconfirmed").plain},
    "facts": lambda: {"groups": [MeaningFacts(Meaning.MONEY, (_fact(Topic.BALANCE_REFUNDABLE, "partly"),))]},
    "finder": lambda: {"query": "KR"},
    "guide-card": lambda: {"guide": _guide().plain},
    "journey": dict,
    "language-switcher": lambda: {"versions": Versions("/")},
    "lifecycle": lambda: {"lifecycle": _lifecycle().plain},
    "meanings": dict,
    "neighbours": lambda: {"before": Neighbour("SIM cards", "#", "Cambodia"), "after": Neighbour("Scams", "#", "")},
    "notice": lambda: {
        "tone": "caution",
        "text": "Nobody has reviewed this text.",
        "link": "#",
        "link_text": "Original",
    },
    "picture": lambda: {"picture": _picture()},
    "pager": lambda: {"page": Paginator(range(60), 20).page(2), "query": "country=cambodia"},
    "provider-card": lambda: {"provider": _provider().card},
    "questions": lambda: {"questions": _questions()},
    "site-footer": dict,
    "site-header": lambda: {"head": {"versions": Versions("/about/"), "has_search": True}},
    "sources": lambda: {"sources": [_source().plain]},
    "stamp": lambda: {"checked_on": DAY, "overdue": False},
    "term": lambda: {"term": terms()["iccid"], "name": "ICCID", "explanation": "The number of one SIM card."},
    "tools": lambda: {"print_url": "#", "history_url": "#", "providers": [_provider().plain]},
    "verdict-strip": lambda: {
        "verdicts": [
            Verdict(meaning=meaning, need=need, **_names("reason", "…"))
            for meaning, need in zip(Meaning, Need, strict=False)
        ]
    },
    "wordings": lambda: {"rows": sheet_in("en").words[:3], "named": True, "label": "Terms"},
}
