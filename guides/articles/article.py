"""An article as a draft of a guide: plain objects, no database."""

from dataclasses import dataclass

from guides.languages import Language
from guides.models import Section

from .report import Report


@dataclass(frozen=True)
class ArticleSection:
    anchor: str
    kind: Section.Kind
    heading: str
    body: str  # Markdown


@dataclass(frozen=True)
class ArticleQuestion:
    anchor: str
    question: str
    answer: str  # Markdown


@dataclass(frozen=True)
class Article:
    language: Language
    slug: str  # to use if the operator names none
    title: str
    sections: tuple[ArticleSection, ...]
    questions: tuple[ArticleQuestion, ...]
    report: Report

    @property
    def texts(self) -> list[str]:
        sections = [text for section in self.sections for text in (section.heading, section.body)]
        return [self.title, *sections, *(text for each in self.questions for text in (each.question, each.answer))]
