"""Every address that the site's own table of addresses knows, with what a stranger may put into it."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from hypothesis import strategies as st

WEIRD = [
    "", "0", "-1", "1" * 30, "-" + "9" * 30, "1e30", "NaN", "inf", "0x10", "٣", "true", "null", "[]", "{}",
    "x" * 10_000,
    "卡" * 3_000, "\x00", "a\x00b", "\r\nX-Evil: 1", "%s%n", "../../etc/passwd", "' OR 1=1 --",
    "<script>alert(1)</script>", "\u202eabc", "\ufeff", "2026-02-30", "9999-12-31", "0001-01-01", "-0001-01-01", "10000-01-01",  # noqa: E501
    "zh-hans", "kt", "south-korea",
    "https://example.org/", "//example.org", "a,b,,c", "1,2", "-1.0.x", "pk__in", "id__exact=1", "🧨" * 50, "\ud800",
]  # fmt: skip
# All that a view of ours or the admin's looks for; each view gets all of them, in any mixture.
NAMES = [
    "q", "page", "p", "o", "e", "_popup", "_to_field", "all", "verdict", "masked", "kind", "country", "language", "format",  # noqa: E501
    "provider", "card", "billing", "departure", "last_day", "renews", "state", "status__exact", "id__in", "pk", "next",
    "_changelist_filters", "password__startswith", "country__slug__regex", "published_at__gte", "date__range", "to", "term",  # noqa: E501
    "app_label", "model_name", "field_name", "utm_source", "from", "until", "since", "guide", "x",
]  # fmt: skip

values = st.one_of(st.sampled_from(WEIRD), st.text(max_size=30), st.integers(-(10**30), 10**30).map(str))
queries = st.dictionaries(st.sampled_from(NAMES), st.lists(values, min_size=1, max_size=2), max_size=6)
HEADERS = {
    "Accept-Language": ["", "*", "zh;q=9", "zh-" + "x" * 9_000, "en;q=0.5;q=1,,;", ",".join(["de;q=0.1"] * 2_000), "\xff"],  # noqa: E501
    "Accept-Encoding": ["", "*;q=0", "br;q=x", "gzip;;;", "identity;q=0,*;q=0", "x" * 9_000],
    "If-None-Match": ["*", '"', 'W/"', '"a",' * 2_000, "\xff", "W/W/"],
    "If-Modified-Since": ["never", "Thu, 01 Jan 99999 00:00:00 GMT", "0", "-1", "x" * 9_000],
    "Range": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0," * 500, "lines=1", "bytes=" + "9" * 40 + "-"],
    "Cookie": ["", "=", "sessionid=" + "x" * 4_000, "django_language=\x01", "csrftoken=x; csrftoken=y", ";;;a", "\xff=1"],  # noqa: E501
    "X-Forwarded-For": ["", ",,,", "::ffff:1.2.3.4", "1.2.3.4" * 500, "<script>", "fe80::1%eth0"],
    "X-Forwarded-Proto": ["https", "gopher", ""],
    "Sec-Fetch-Site": ["cross-site", "", "x"],
    "Origin": ["null", "http://[", "https://example.org:99999", "x"],
    "Host": ["", "example.org", "127.0.0.1:x", "[::1", "a" * 300, "127.0.0.1:99999999999"],
    "Content-Type": ["", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; charset=no-such", "a/b;c=\xff"],  # noqa: E501
}  # fmt: skip
headers = st.lists(st.sampled_from(sorted(HEADERS)), max_size=4, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: st.sampled_from(HEADERS[name]) for name in names})
)
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW"]


def templates() -> list[str]:
    """Every address as a line with {} where something is to be put in; below a language, in each of them."""
    found = sorted(set(_walk(get_resolver())))
    prefix = f"{settings.LANGUAGE_CODE}/"
    languages = [code for code, _ in settings.LANGUAGES]
    return [
        f"/{code}/{each.removeprefix(prefix)}" if each.startswith(prefix) else f"/{each}"
        for each in found
        for code in (languages if each.startswith(prefix) else languages[:1])
    ]


def _walk(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        line = before + _blank(each)
        if isinstance(each, URLPattern):
            yield line
        else:
            yield from _walk(each, line)


def _blank(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    if isinstance(pattern.pattern, RoutePattern):
        return re.sub(r"<[^>]+>", "{}", text)
    if isinstance(pattern.pattern, LocalePrefixPattern):
        return text
    return re.sub(r"\((?:[^()]|\([^()]*\))*\)", "{}", text).strip("^$").replace("\\", "").replace("Z", "")
