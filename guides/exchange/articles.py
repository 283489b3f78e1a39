"""A Markdown article as it circulates on the web, as a draft of a guide: plain objects, no database.

What the article says is kept word for word, in the script of its page; whatever is not kept stands in the report.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext, override

from guides import chinese, prose
from guides.languages import ZH_HANS, ZH_HANT, Language
from guides.models import Guide, Question, Section
from guides.models.slugs import validate_guide_slug

from .articles_blocks import links_of, read_blocks
from .articles_cleaning import cleaned
from .articles_file import Source, Unreadable
from .articles_inline import Inline
from .articles_markdown import write
from .articles_outline import Chapter, Outline, outline
from .articles_questions import Exchange
from .articles_report import Fate, Part, Report, Why

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BREAKS = "，。！？；：、,.!?;: ）)」”"
_TITLE_FROM_TEXT = 40  # characters


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


def read_article(source: Source, language: Language) -> Article:
    """Raises Unreadable if nothing but adverts is left."""
    report = Report(notes=list(source.notes))
    report.drop(Why.FRONT_MATTER, source.front_matter)
    blocks = read_blocks(source.text, report)
    every, links = [each for block in blocks for each in block.walk()], links_of(blocks)
    shape = outline(cleaned(blocks, report), language.code, report, titled=bool(source.title))
    article = _written(shape, source, language, report)
    for block in every:
        if block.part:
            report.settle(block.part, block.fate)
    for link in links:
        report.settle(Part.LINK, link.fate)
    report.drop(Why.UNREAD, _missing(source, article))
    article = _fitting(_in_script(article))
    return replace(article, sections=tuple(map(_named(language), article.sections)), slug=_slug(article.title, source))


def _written(shape: Outline, source: Source, language: Language, report: Report) -> Article:
    anchors: Counter[str] = Counter()
    sections = tuple(_section(chapter, anchors, report) for chapter in shape.chapters)
    questions = tuple(_question(number, each, report) for number, each in enumerate(shape.exchanges, 1))
    if not sections and not questions:
        raise Unreadable(gettext("This article says nothing beside its title and its adverts."))
    title = _plain(shape.title, report) if shape.title else source.title
    if not title:
        title = (sections[0].heading or _first_words(sections[0].body)) if sections else questions[0].question
        report.notes.append(gettext("The article has no title: its first words serve as one."))
    return Article(language, "", title, sections, questions, report)


def _section(chapter: Chapter, anchors: Counter[str], report: Report) -> ArticleSection:
    anchors[chapter.kind] += 1
    anchor = chapter.kind.value if anchors[chapter.kind] == 1 else f"{chapter.kind.value}-{anchors[chapter.kind]}"
    heading = _plain(chapter.heading, report) if chapter.heading else ""
    return ArticleSection(anchor, chapter.kind, heading, write(chapter.blocks))


def _question(number: int, exchange: Exchange, report: Report) -> ArticleQuestion:
    question = _plain(exchange.question, report)
    report.find(Part.QUESTION)
    report.settle(Part.QUESTION, Fate.KEPT)
    if not exchange.answer:
        report.notes.append(gettext("This question has no answer: %(question)s") % {"question": question})
    return ArticleQuestion(f"question-{number}", question, write(exchange.answer))


def _plain(inline: Inline, report: Report) -> str:
    """For fields without Markdown: a link there loses its address, which goes to the report."""
    for link in inline.links:
        report.drop(Why.LINK, link.address)
        link.fate = Fate.CHANGED
    return " ".join(inline.plain.split())


def _first_words(body: str) -> str:
    words = prose.plain(body).split("\n")[0].strip()
    return words if len(words) <= _TITLE_FROM_TEXT else words[: _TITLE_FROM_TEXT - 1] + "…"


def _missing(source: Source, article: Article) -> str:
    """Han characters of the article that are neither in the guide nor in the report: none, unless this has a fault."""
    reported = [omission.text for omission in article.report.dropped] + article.report.refused
    there = Counter(_HAN.findall("\n".join([*article.texts, *reported])))
    return "".join((Counter(_HAN.findall(source.front_matter + source.text)) - there).elements())


def _in_script(article: Article) -> Article:
    """The article with characters of the other script converted."""
    text, language = "\n".join(article.texts), article.language
    article.report.converted = chinese.foreign_characters(text, language.code)
    if language is ZH_HANS:
        return _mapped(article, chinese.to_simplified)
    if language is ZH_HANT and _foreign_count(text, ZH_HANT) > _foreign_count(text, ZH_HANS):
        return _mapped(article, chinese.draft)  # all of it: 旅游 shows by no character that it is Simplified
    if language is ZH_HANT:
        return _mapped(article, _drafted_where_simplified)
    return article


def _foreign_count(text: str, language: Language) -> int:
    return sum(map(text.count, chinese.foreign_characters(text, language.code)))


def _drafted_where_simplified(text: str) -> str:
    return chinese.draft(text) if chinese.foreign_characters(text, ZH_HANT.code) else text


def _mapped(article: Article, change: Callable[[str], str]) -> Article:
    return replace(
        article,
        title=change(article.title),
        sections=tuple(
            replace(each, heading=change(each.heading), body=change(each.body)) for each in article.sections
        ),
        questions=tuple(
            replace(each, question=change(each.question), answer=change(each.answer)) for each in article.questions
        ),
    )


def _fitting(article: Article) -> Article:
    """The article with what is too long for its column shortened."""
    report = article.report
    return replace(
        article,
        title=_shortened(article.title, Guide, "title", report),
        sections=tuple(
            replace(each, heading=_shortened(each.heading, Section, "heading", report)) for each in article.sections
        ),
        questions=tuple(
            replace(each, question=_shortened(each.question, Question, "question", report))
            for each in article.questions
        ),
    )


def _shortened(text: str, model: type[Guide | Section | Question], field: str, report: Report) -> str:
    limit = model._meta.get_field(field).max_length
    if len(text) <= limit:
        return text
    place = max(text.rfind(sign, limit * 2 // 3, limit - 1) for sign in _BREAKS)
    end = place if place > 0 else limit - 1
    report.drop(Why.TOO_LONG, text[end:])
    report.notes.append(gettext("Shortened to %(limit)d characters: %(text)s") % {"limit": limit, "text": text})
    return text[:end].rstrip(_BREAKS) + "…"


def _named(language: Language) -> Callable[[ArticleSection], ArticleSection]:
    """Gives a section without heading, which is what stands before the first one, the name of its kind."""
    with override(language.code):
        names = {kind: str(kind.label) for kind in Section.Kind}
    return lambda section: section if section.heading else replace(section, heading=names[section.kind])


def _slug(title: str, source: Source) -> str:
    """From the Latin words of the title, if it has any; else from the text, so that the same file has the same slug."""
    words = slugify(title)[: Guide._meta.get_field("slug").max_length].strip("-")
    try:
        validate_guide_slug(words)
    except ValidationError:
        words = ""
    if any(sign.isalpha() for sign in words):
        return words
    text = "\n".join(line.rstrip() for line in source.text.strip().split("\n"))
    return f"article-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
