"""Filters and tags of the site's templates."""

import datetime
import json
from urllib.parse import unquote, urlsplit

from babel import Locale
from babel.dates import format_date
from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from guides import languages

register = template.Library()

_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def json_ld(data: dict) -> SafeString:
    """A JSON-LD data block; no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(_JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above


@register.filter
def day(value: datetime.date) -> str:
    """The date in words of the active language: 2026年11月21日, 21 November 2026."""
    return format_date(value, "long", locale=languages.current().babel)


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the active one: Korean, 韩语."""
    language, _, script = code.partition("-")
    names = Locale.parse(languages.current().babel).languages
    return names[f"{language}_{script.title()}" if script else language]


@register.filter
def short_address(url: str) -> str:
    """An address as readers recognise it: host and path, without scheme, query and trailing slash."""
    parts = urlsplit(url)
    shown = unquote(parts.netloc.removeprefix("www.") + parts.path).rstrip("/")
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


@register.simple_tag
def works_offline() -> bool:
    """Whether browsers may keep pages (setting OFFLINE)."""
    return settings.OFFLINE


@register.simple_tag
def site_languages() -> tuple[languages.Language, ...]:
    return languages.LANGUAGES


@register.filter
def url_in(versions: object, language: languages.Language) -> str:
    """The address of the same page in a language; empty if it does not exist there."""
    return versions.url(language) if language in versions.languages else ""


@register.simple_tag
def component(template_name: str, options: dict) -> SafeString:
    """A component rendered with nothing but its own options: for the style guide."""
    return render_to_string(template_name, options)


@register.filter
def html_lang(code: str) -> str:
    """The lang attribute for a code of the site or of a letter: zh-hant → zh-Hant, ko → ko."""
    return languages.BY_CODE[code].html_lang if code in languages.BY_CODE else code
