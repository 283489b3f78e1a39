"""Which addresses in Markdown become links, and how."""

import pytest

from guides import prose


def html(text: str, language: str = "zh-hant", **options) -> str:
    return str(prose.render(text, language, **options)).strip()


@pytest.mark.parametrize(
    "href",
    [
        "http://example.org",
        "https://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG/",
        "mailto:a@example.org",
        "MailTo:a@b",
        "tel:+82123",
        "TEL:*108%23",
        "#end-1",
        "/",
        "/cambodia/",
        "/guides/remove-esim/#iphone",
        "/destinations/?q=kh",
    ],
)
def test_addresses_of_the_web_mail_telephone_and_this_site_are_links(href):
    assert prose.is_safe_link(href) is True
    assert "<a " in html(f"[word]({href})")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:x",
        "\x01javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "DATA:text/html;base64,eA==",
        "data:image/png;base64,eA==",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org",
        "//example.org/path",
        "///example.org",
        "/\\example.org",
        "\\\\example.org",
        "\\/example.org",
        "https:\\\\example.org",
        "https:/\\example.org",
        "https://good.org\\@evil.org",
        "https:example.org",
        "https:///example.org",
        "https://",
        "relative",
        "../up",
        "?query",
        "",
        "tg://resolve",
        "weixin://",
        "blob:x",
        "javascript&colon;alert(1)",
        "https//example.org",
        "/\t/example.org",
        "/\n/example.org",
        "mailto:a b",
        "tel:",
    ],
)
def test_nothing_else_is_a_link(href):
    assert prose.is_safe_link(href) is False


@pytest.mark.parametrize(
    "text", ["[word]({})", "[word](<{}>)", "[word][1]\n\n[1]: {}", "[word][1]\n\n[1]: <{}>", "<{}>"]
)
@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&colon;x",
        "data:text/html,x",
        "&#x6A;avascript:x",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "&#47;&#47;evil.example",
        "/%5cevil",
    ],
)
def test_an_unsafe_address_stays_without_link_however_it_is_written(text, href):
    assert "<a " not in html(text.format(href))


def test_links_to_other_hosts_say_so_and_links_to_this_site_get_the_language():
    assert html("[a](https://example.org)") == '<p><a href="https://example.org" rel="external noopener">a</a></p>'
    assert html("[a](HTTP://example.org)") == '<p><a href="HTTP://example.org" rel="external noopener">a</a></p>'
    assert html("[a](/cambodia/)") == '<p><a href="/zh-hant/cambodia/">a</a></p>'
    assert html("[a](tel:+82)") == '<p><a href="tel:+82">a</a></p>'


@pytest.mark.parametrize("path", ["/en/cambodia/", "/zh-TW/cambodia/", "/media/a.png", "/static/a.css"])
def test_paths_that_have_a_language_or_none_are_left_alone(path):
    assert prose.localized_path(path, "zh-hant") == path
