"""One example per component of this room, for the style guide: unsaved objects that show every option."""

import datetime
from collections.abc import Callable

from guides.evidence.contacts import contact_rows
from guides.models import Country, Fact, Guide, Provider, Source, SupportChannel
from guides.vocabulary import Billing, Meaning, Need, Topic

from .answers import UNKNOWN, Answers, Known, parse
from .case import Case
from .deadlines import Kind, When
from .directory import Directory
from .form import form
from .plan import NotNeeded, Step, make
from .unknowns import Unknown

DAY = datetime.date(2026, 11, 21)
NAME = "Example Mobile"


def _names(field: str, text: str) -> dict[str, str]:
    return {f"{field}_{suffix}": text for suffix in ("zh_hans", "zh_hant", "en")}


def _evidence() -> dict:
    source = Source(id=1, slug="example", url="https://example.org/terms", publisher=NAME, official=True, seen_on=DAY)
    checked = {"confidence": "official", "checked_how": "live_page", "checked_on": DAY}
    return {"source": source, **checked, "due_on": datetime.date(2027, 5, 1)}


def _fact() -> Fact:
    return Fact(topic=Topic.NOTICE_DAYS, value="7", billing="renewing", **_names("note", "…"), **_evidence())


def _country() -> Country:
    return Country(id=1, code="KH", slug="cambodia", region="southeast-asia")


def _provider() -> Provider:
    return Provider(id=1, slug="example", kind="carrier", country=_country(), **_names("name", NAME))


def _rows() -> list:
    provider = _provider()
    channel = SupportChannel(provider=provider, kind="app", value=NAME, reach="anywhere", **_evidence())
    provider._prefetched_objects_cache = {"channels": [channel]}
    return contact_rows([provider])


def _step(meaning: Meaning, need: Need, when: When) -> Step:
    texts = ("Switch off the automatic renewal", "Every new period is charged.", ["Do it in the app."], "passport")
    return Step(meaning.value, meaning, need, when, *texts, _rows(), [_fact()], "example")


def _steps() -> list[Step]:
    return [
        _step(Meaning.RENEWAL, Need.REQUIRED, When(Kind.BY, DAY)),
        _step(Meaning.ACCOUNTS, Need.RECOMMENDED, When(Kind.BY, DAY, was=datetime.date(2026, 11, 3))),
        _step(Meaning.LINE, Need.REQUIRED, When(Kind.SOON)),
        _step(Meaning.MONEY, Need.OPTIONAL, When(Kind.LATER)),
        _step(Meaning.DEVICE, Need.OPTIONAL, When(Kind.FROM, DAY)),
    ]


def _form() -> object:
    known = Known(frozenset({"cambodia"}), {"example": "cambodia"})
    parsed = parse({"provider": ["example"], "departure": ["2026-02-30"], "card": ["paper"]}, known, DAY)
    return form(parsed, Directory((_country(),), (_provider(),)), DAY)


def _plan() -> object:
    return make(Case(Answers(billing="prepaid", departure=DAY), DAY, _provider(), _country()))


EXAMPLES: dict[str, Callable[[], dict]] = {
    "fact-list": lambda: {"facts": [_fact()]},
    "plan-actions": lambda: {"plan": _plan(), "query": "provider=example"},
    "plan-call": lambda: {"country": "cambodia", "provider": "example"},
    "plan-form": lambda: {"form": _form()},
    "plan-introduction": dict,
    "plan-spared": lambda: {"items": [NotNeeded("line", Meaning.LINE, "It ends by itself.", [_fact()])]},
    "plan-steps": lambda: {"steps": _steps(), "guides": [Guide(slug="example", **_names("title", "Remove an eSIM"))]},
    "plan-unknown": lambda: {
        "items": [Unknown("billing", "How it is paid.", "Look at the order e-mail.")],
        "billings": [(Billing.PREPAID.label, f"billing={UNKNOWN}")],
    },
}
