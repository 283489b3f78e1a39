"""Articles for tests."""

from pathlib import Path

import pytest

from guides.articles.article import Article
from guides.articles.file import read_file, read_text
from guides.articles.reading import read_article
from guides.languages import ZH_HANS, Language

SAMPLES = Path(__file__).parent.parent / "samples"


def article(text: str, language: Language = ZH_HANS) -> Article:
    return read_article(read_text(text), language)


def sample(name: str, language: Language = ZH_HANS) -> Article:
    return read_article(read_file(SAMPLES / f"{name}.md"), language)


def sections(found: Article) -> list[tuple[str, str, str]]:
    """Anchor, heading and body of each section."""
    return [(section.anchor, section.heading, section.body) for section in found.sections]


def questions(found: Article) -> list[tuple[str, str]]:
    return [(each.question, each.answer) for each in found.questions]


def dropped(found: Article, why: str) -> list[str]:
    return [omission.text for omission in found.report.dropped if omission.why == why]


def shared(*parts: str) -> Path:
    """A file of the collection that may lie beside the checkout; the test is skipped where it does not."""
    path = (Path(__file__).parents[2] / "../shared").joinpath(*parts)
    if not path.exists():
        pytest.skip("needs the collection of articles and attacks in ../shared")
    return path
