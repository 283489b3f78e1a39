"""An article made to fit its guide: the script of its page, the length of its columns, a name for every section."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext, override

from guides import chinese
from guides.languages import ZH_HANS, ZH_HANT, Language
from guides.models import Guide, Question, Section
from guides.models.parts import at_most

from .article import Article, ArticleSection
from .report import Report, Why

_BREAKS = "，。！？；：、,.!?;: ）)」”"


def in_script(article: Article) -> Article:
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


def fitting(article: Article) -> Article:
    """The article with what is too long for its column shortened."""
    report = article.report
    return replace(
        article,
        title=_shortened(article.title, Guide, "title", report),
        sections=tuple(
            replace(_warn_of(each, report), heading=_shortened(each.heading, Section, "heading", report))
            for each in article.sections
        ),
        questions=tuple(
            replace(each, question=_shortened(each.question, Question, "question", report))
            for each in article.questions
        ),
    )


def _warn_of(section: ArticleSection, report: Report) -> ArticleSection:
    """What is too long for a section stays whole: only a person can divide it."""
    if len(section.body) > at_most.limit_value:
        message = gettext("“%(heading)s” has more than %(limit)d characters: divide it before it can be saved.")
        report.notes.append(message % {"heading": section.heading, "limit": at_most.limit_value})
    return section


def _shortened(text: str, model: type[Guide | Section | Question], field: str, report: Report) -> str:
    limit = model._meta.get_field(field).max_length
    if len(text) <= limit:
        return text
    place = max(text.rfind(sign, limit * 2 // 3, limit - 1) for sign in _BREAKS)
    end = place if place > 0 else limit - 1
    report.drop(Why.TOO_LONG, text[end:])
    report.notes.append(gettext("Shortened to %(limit)d characters: %(text)s") % {"limit": limit, "text": text})
    return text[:end].rstrip(_BREAKS) + "…"


def named(language: Language) -> Callable[[ArticleSection], ArticleSection]:
    """Gives a section without heading, which is what stands before the first one, the name of its kind."""
    with override(language.code):
        names = {kind: str(kind.label) for kind in Section.Kind}
    return lambda section: section if section.heading else replace(section, heading=names[section.kind])
