"""What Markdown refers to: facts and contacts placed by directives, and other pages of the site."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext

from guides import directives
from guides.directives import BLOCK_DIRECTIVES, Directive
from guides.vocabulary import Topic
from guides.words import menus

from . import schema
from .faults import Finding, Path
from .known import Known

_SITE_LINK = re.compile(r"\]\(\s*<?(/[^)\s>]*)")


def broken_mentions(bundle: schema.Bundle, known: Known) -> Iterator[Finding]:
    for path, texts in _markdown(bundle):
        for code, text in texts.items():
            for message in text_faults(text, known):
                yield (*path, code), message
        yield from _differences(path, texts)


def text_faults(text: str, known: Known) -> Iterator[str]:
    """What one Markdown text names that is not there."""
    yield from _directives(text, known)
    yield from _links(text, known)


def _markdown(bundle: schema.Bundle) -> Iterator[tuple[Path, dict[str, str]]]:
    for number, guide in enumerate(bundle.guides):
        for position, section in enumerate(guide.sections):
            yield ("guides", number, "sections", position, "body"), section.body
        for position, question in enumerate(guide.questions):
            yield ("guides", number, "questions", position, "answer"), question.answer


def _directives(text: str, known: Known) -> Iterator[str]:
    found = directives.find(text)
    if text.count("[[") > len(found):
        yield gettext("a “[[” does not begin a directive such as [[contacts: metfone]].")
    alone = [part for part in directives.split(text) if isinstance(part, Directive)]
    for directive in found:
        if directive.name in BLOCK_DIRECTIVES and directive not in alone:
            yield gettext("%(directive)s must stand alone on its line.") % {"directive": _written(directive)}
        if reason := _reason(directive, known):
            yield f"{_written(directive)}: {reason}"


def _reason(directive: Directive, known: Known) -> str:
    """Why a directive cannot be filled; empty if it can."""
    arguments = directive.arguments
    if directive.name == menus.NAME:
        return menus.objection(arguments)
    if directive.name == "fact":
        if len(arguments) != 2:
            return gettext("write [[fact: provider topic]].")
        if arguments[1] not in Topic.values:
            return gettext("“%(topic)s” is no topic of facts.") % {"topic": arguments[1]}
    elif directive.name == "image":
        return "" if len(arguments) == 1 else gettext("write [[image: name]].")
    elif directive.name not in BLOCK_DIRECTIVES:
        return gettext("there is no such directive.")
    elif not arguments or (directive.name == "lifecycle" and len(arguments) != 1):
        return gettext("write [[contacts: provider, provider]] or [[lifecycle: provider]].")
    providers = arguments[:1] if directive.name == "fact" else arguments
    if unknown := [slug for slug in providers if slug not in known.providers]:
        return gettext("there is no provider “%(slug)s”.") % {"slug": unknown[0]}
    if directive.name == "fact" and arguments not in known.facts:
        return gettext("“%(slug)s” has no such fact.") % {"slug": arguments[0]}
    return ""


def _links(text: str, known: Known) -> Iterator[str]:
    for address in _SITE_LINK.findall(text):
        if not known.leads_somewhere(address):
            message = gettext("%(address)s leads nowhere; links look like /guides/remove-esim/, without language.")
            yield message % {"address": address}


def _differences(path: Path, texts: dict[str, str]) -> Iterator[Finding]:
    """Directives and links of the site that one language has and the first one written has not, or the reverse."""
    mentioned = {code: _mentioned(text) for code, text in texts.items()}
    for code in list(mentioned)[1:]:
        first = next(iter(mentioned))
        if different := sorted(mentioned[first] ^ mentioned[code]):
            yield (
                (*path, code),
                gettext("does not refer to the same as %(language)s: %(mentions)s")
                % {"language": first, "mentions": " ".join(different)},
            )


def _mentioned(text: str) -> set[str]:
    return {_written(directive) for directive in directives.find(text)} | set(_SITE_LINK.findall(text))


def _written(directive: Directive) -> str:
    separator = " " if directive.name in ("fact", menus.NAME) else ", "
    return f"[[{directive.name}: {separator.join(directive.arguments)}]]"
