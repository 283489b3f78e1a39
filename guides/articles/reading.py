"""A Markdown article as it circulates on the web, read as a draft of a guide.

What the article says is kept word for word, in the script of its page; whatever is not kept stands in the report.
"""

import hashlib
import re
from collections import Counter
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext

from guides import prose
from guides.languages import Language
from guides.models import Guide
from guides.models.slugs import validate_guide_slug

from .article import Article, ArticleQuestion, ArticleSection
from .blocks import links_of, read_blocks
from .cleaning import cleaned
from .file import Source, Unreadable
from .fitting import fitting, in_script, named
from .inline import Inline
from .markdown import write
from .outline import Chapter, Outline, outline
from .questions import Exchange
from .report import Fate, Part, Report, Why

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TITLE_FROM_TEXT = 40  # characters


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
    article = fitting(in_script(article))
    return replace(article, sections=tuple(map(named(language), article.sections)), slug=_slug(article.title, source))


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
