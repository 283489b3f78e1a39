import hashlib
from dataclasses import dataclass

import nh3

from guides.models.evidence import SourceVisit

from .fetching import Answer, Fetcher
from .reasons import Unvisited
from .robots import Robots, follow, joined

_PERMANENT = (301, 308)
_GONE = (404, 410)
_UNSEEN = {"script", "style", "noscript", "template", "svg"}


@dataclass(frozen=True)
class Finding:
    visit: SourceVisit  # never CHANGED: who found it does not know what was there before
    detail: str = ""  # new address, status of HTTP, or value of a Reason
    content_hash: str = ""


class Visitor:
    """Visits addresses as a well-behaved program: slowly, where it is welcome, and on public machines only."""

    def __init__(self, fetcher: Fetcher | None = None) -> None:
        self.fetcher = fetcher or Fetcher()
        self.robots = Robots(self.fetcher)

    def visit(self, address: str) -> Finding:
        try:
            way = list(follow(address, self._ask))
            new = _new_address(way)
        except Unvisited as refusal:
            return Finding(refusal.visit, refusal.reason.value)
        answer = way[-1][1]
        if not 200 <= answer.status < 300:
            visit = SourceVisit.GONE if answer.status in _GONE else SourceVisit.FAILED
            return Finding(visit, str(answer.status))
        visit = SourceVisit.OK if new == address else SourceVisit.MOVED
        return Finding(visit, "" if new == address else new, visible_hash(answer))

    def _ask(self, address: str) -> Answer:
        self.robots.check(address)
        return self.fetcher.fetch(address)


def _new_address(way: list[tuple[str, Answer]]) -> str:
    """Where the page stands for good: a redirect that may be another one tomorrow does not count, nor what follows."""
    address = start = way[0][0]
    for place, answer in way[:-1]:
        if answer.status not in _PERMANENT:
            break
        address = joined(place, answer.location)
    fragment = start.partition("#")[2]
    return f"{address}#{fragment}" if fragment and "#" not in address else address


def visible_hash(answer: Answer) -> str:
    """The same for two pages that read the same; of anything but HTML, of its bytes."""
    if "html" not in answer.content_type:
        return hashlib.sha256(answer.content).hexdigest()
    charset = answer.content_type.partition("charset=")[2].strip("\"' ;") or "utf-8"
    try:
        page = answer.content.decode(charset, "replace")
    except LookupError:
        page = answer.content.decode("utf-8", "replace")
    text = nh3.clean(page, tags=set(), clean_content_tags=_UNSEEN)
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
