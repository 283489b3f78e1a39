from dataclasses import dataclass

from guides.diff import html_diff
from guides.languages import BY_CODE, Language

from .snapshots import Snapshot


@dataclass(frozen=True)
class Difference:
    place: str  # section.before.body
    before: str
    after: str

    @property
    def html(self) -> str:
        return html_diff(self.before, self.after)


def differences(before: Snapshot, after: Snapshot) -> list[tuple[Language | None, list[Difference]]]:
    """What differs, first in what all languages share (None), then language by language."""
    groups: list[tuple[Language | None, list[Difference]]] = [(None, _compare(before.neutral, after.neutral))]
    for code, texts in after.texts.items():
        groups.append((BY_CODE[code], _compare(before.texts.get(code, {}), texts)))
    return [(language, found) for language, found in groups if found]


def _compare(before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    places = dict.fromkeys([*after, *before])
    return [
        Difference(place, before.get(place, ""), after.get(place, ""))
        for place in places
        if before.get(place, "") != after.get(place, "")
    ]
