from collections.abc import Callable, Iterator
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from .fetching import NAME, Answer, Fetcher, parsed
from .reasons import Reason, Unvisited

MAX_REDIRECTS = 5
LONGEST_PAUSE = 30  # seconds; a host that wishes for more gets this
_REDIRECTS = (301, 302, 303, 307, 308)


def follow(address: str, ask: Callable[[str], Answer]) -> Iterator[tuple[str, Answer]]:
    """Every address on the way and its answer, the last of which is no redirect. Raises Unvisited."""
    for _step in range(MAX_REDIRECTS + 1):
        answer = ask(address)
        yield address, answer
        if answer.status not in _REDIRECTS or not answer.location:
            return
        address = joined(address, answer.location)
    raise Unvisited(Reason.REDIRECTS)


def joined(address: str, location: str) -> str:
    """Raises Unvisited if the location is no address."""
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise Unvisited(Reason.ADDRESS) from error


class Robots:
    """What the robots.txt of each host says to this program (RFC 9309); each is read once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self._known: dict[str, RobotFileParser | Reason] = {}

    def check(self, address: str) -> None:
        """Raises Unvisited if the address must not be asked, or if the host is not there to say so."""
        url = parsed(address)
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._known:
            try:
                self._known[origin] = self._read(f"{origin}/robots.txt")
            except Unvisited as refusal:
                self._known[origin] = refusal.reason
        rules = self._known[origin]
        if isinstance(rules, Reason):
            raise Unvisited(rules)
        if not rules.can_fetch(NAME, url.url):
            raise Unvisited(Reason.ROBOTS)

    def _read(self, address: str) -> RobotFileParser:
        *_way, (_address, answer) = follow(address, self.fetcher.fetch)
        if answer.status >= 500:
            raise Unvisited(Reason.NO_ROBOTS)
        text = answer.content.decode("utf-8-sig", "replace") if answer.status < 300 else ""  # no file: no rules
        rules = RobotFileParser()
        rules.parse(text.splitlines())
        if wish := rules.crawl_delay(NAME):
            self.fetcher.slow_down(address, min(float(wish), LONGEST_PAUSE))
        return rules
