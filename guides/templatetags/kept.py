"""Components that are rendered once for what they show."""

import datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guides import languages

register = template.Library()

KEPT = 512  # renderings of some hundred to some thousand bytes
PLAIN = (str, int, datetime.date, type(None))


@register.simple_tag
def include_kept(template_name: str, **options: object) -> SafeString:
    """Like `include … with … only`, but what was rendered in a language is kept in memory for the same options.

    After an edit every page is made anew, though nearly all that it shows is as it was. Options are plain values, or
    objects that say with `plain` what is shown of them; the component gets nothing else, so that it cannot show what
    is not in the key. Templates of such components depend on no time of day.
    """
    given = _Given({name: _plain(value) for name, value in options.items()})
    if settings.DEBUG:  # templates change while the program runs
        return render_to_string(template_name, given.options)
    return _rendered(template_name, languages.current().code, given)


class _Given:
    """Options that are the same if all their values are, types included: 1 is not True, a safe text not an unsafe."""

    __slots__ = ("key", "options")

    def __init__(self, options: dict[str, object]) -> None:
        self.options = options
        self.key = tuple((name, _typed(value)) for name, value in options.items())

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Given) and self.key == other.key


def _plain(value: object) -> object:
    value = getattr(value, "plain", value)
    return tuple(map(_plain, value)) if isinstance(value, list) or type(value) is tuple else value


def _typed(value: object) -> object:
    if isinstance(value, tuple):
        return (type(value), *map(_typed, value))
    if isinstance(value, PLAIN):
        return type(value), value
    raise TypeError(f"a component that is kept shows plain values only, not {value!r}")


@lru_cache(maxsize=KEPT)
def _rendered(template_name: str, language: str, given: _Given) -> SafeString:
    return render_to_string(template_name, given.options)
