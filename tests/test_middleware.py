import pytest
from django.test import Client

from guides.languages import EN, LANGUAGES, ZH_HANS, ZH_HANT
from tests.factory import make_country, make_guide

pytestmark = pytest.mark.django_db

ALIASES = [
    *((alias, ZH_HANS) for alias in ("zh", "zh-cn", "zh-sg", "zh-my", "cmn-hans", "ZH", "zh-CN", "zh_SG", "zh-Hans")),
    *((alias, ZH_HANT) for alias in ("zh-tw", "zh-hk", "zh-mo", "cmn-hant", "zh-TW", "zh_HK", "ZH-MO", "zh-Hant")),
    *((alias, EN) for alias in ("EN", "En", "en-GB", "en_us")),
    ("zh-Hant-TW", ZH_HANT),
    ("zh-Hans-SG", ZH_HANS),
]
RESTS = [
    "/",
    "/cambodia/",
    "/cambodia/cancel-travel-esim/print/",
    "/destinations/?q=%E6%9F%AC%E5%9F%94%E5%AF%A8",
    "/destinations/?q=a%20b+c&q=%2F%2F&x=%26;y",
    "/no/such/page?next=https://evil.example/",
    "/%E6%9F%AC/",
    "/a%3Fb%23c/",  # what reaches Django decoded is encoded again
    "/a:b@c/",
]


@pytest.mark.parametrize(("alias", "language"), ALIASES)
def test_an_alias_leads_for_good_to_its_language(client, alias, language):
    response = client.get(f"/{alias}/cambodia/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/{language.code}/cambodia/")


@pytest.mark.parametrize("rest", RESTS)
def test_path_and_query_are_kept_byte_for_byte(client, rest):
    path, _, query = rest.partition("?")
    response = client.get(f"/zh-TW{path}", QUERY_STRING=query)
    assert (response.status_code, response.headers["Location"]) == (301, f"/zh-hant{rest}")


def test_an_alias_without_slash_leads_to_the_home_page(client):
    assert client.get("/zh-TW").headers["Location"] == "/zh-hant/"
    assert client.get("/zh-TW", {"q": "1"}).headers["Location"] == "/zh-hant/?q=1"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/zh-tw/",
        "///evil.example",
        "//zh-tw/",
        "/zh-tw//evil.example/",
        "/zh//evil.example",
        "/\\evil.example/",
        "/zh-tw/\\evil.example/",
        "/%2F%2Fevil.example/",
        "/zh/%2F/evil.example",
        "/zh-hans//evil.example",
        "/en//evil.example/",
        "//evil.example/%2e%2e",
        "/zh-tw/%0d%0aLocation:/evil.example",
    ],
)
def test_no_path_becomes_a_way_to_another_host(client, path):
    location = client.get("/", PATH_INFO=path).headers.get("Location", "/")
    assert (location[:1], location[1:2] in ("/", "\\")) == ("/", False)
    assert not {"\r", "\n"} & set(location)


@pytest.mark.parametrize(
    ("header", "language"),
    [("zh-TW", ZH_HANT), ("zh-CN", ZH_HANS), ("fr", EN), ("", EN)],
    ids=lambda each: str(each)[:9],
)
@pytest.mark.parametrize("path", ["/fr/", "/ja/cambodia/", "/cambodia/", "/zh-xx/", "/no-such-page", "/%00/"])
def test_an_unknown_prefix_is_a_404_in_the_language_the_browser_asks_for(client, path, header, language):
    response = client.get(path, headers={"accept-language": header})
    assert (response.status_code, response.headers["Content-Language"]) == (404, language.html_lang)
    assert f'<html lang="{language.html_lang}">' in response.content.decode()
    assert "Accept-Language" in response.headers["Vary"]


def test_a_missing_page_below_a_language_is_a_404_in_that_language(client):
    response = client.get("/zh-hant/no/such/page/", headers={"accept-language": "en"})
    assert (response.status_code, response.headers["Content-Language"]) == (404, "zh-Hant")
    assert '<html lang="zh-Hant">' in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("path", ["/", "/destinations/", "/about/", "/norway/", "/norway/leave/", "/guides/", "/gone/"])
def test_a_page_depends_on_its_address_alone_and_sets_no_cookie(client, language, path):
    make_guide(country=make_country())
    other = {"accept-language": "zh-TW,en;q=0.5"}
    client.cookies["django_language"] = "zh-hant"
    response = client.get(f"/{language.code}{path}", headers=other)
    varied = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    assert response.headers["Content-Language"] == language.html_lang
    assert (varied & {"cookie", "accept-language"}, dict(response.cookies)) == (set(), {})


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "browser", "django_language"])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/", "/en/about/", "/en/letter/", "/en/nowhere/", "/robots.txt", "/static/none.css"])
def test_a_made_up_cookie_is_answered_with_none_for_that_would_name_the_admins_place(client, path, method, name):
    plain = getattr(client, method)(path)
    client.cookies[name] = "made up"
    response = getattr(client, method)(path)
    assert (dict(response.cookies), response.get("Vary")) == ({}, plain.get("Vary"))


@pytest.mark.parametrize(("header", "language"), [("zh-HK", ZH_HANT), ("zh", ZH_HANS), ("ja", EN)])
def test_the_bare_address_leads_to_the_negotiated_language(client, header, language):
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language.code}/")
    assert "Accept-Language" in response.headers["Vary"]


def test_a_garbled_request_is_answered_in_english(client):
    response = client.get("/fr/", headers={"accept-language": "é,\\;q=" + "x" * 10_000})
    assert (response.status_code, response.headers["Content-Language"]) == (404, "en")


def test_the_admin_speaks_the_language_an_editor_chose(admin_client):
    chosen = admin_client.post("/admin/language/", {"language": "zh-hant", "next": "/admin/"})
    response = admin_client.get("/admin/", headers={"accept-language": "en"})
    assert (chosen.status_code, response.headers["Content-Language"]) == (302, "zh-Hant")
    assert "Cookie" in response.headers["Vary"]


def test_choosing_a_language_leads_to_no_other_host(admin_client):
    response = admin_client.post("/admin/language/", {"language": "en", "next": "https://evil.example/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=0", None),
        ("gzip ; Q=0.000, deflate", None),
        ("identity, gzip; q=0.", None),
    ],
)
@pytest.mark.parametrize("path", ["/en/about/", "/robots.txt", "/no-such-page"])
def test_an_answer_is_compressed_only_for_who_accepts_that(client, path, accepted, encoding):
    response = client.get(path, headers={"accept-encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/en/", "/zh-hans/cambodia/", "/en/changes/", "/robots.txt", "/en/feed.atom"])
def test_what_is_only_read_says_so_to_any_other_method(path, method):
    response = Client(enforce_csrf_checks=True).generic(method, path)
    assert (response.status_code, response.headers["Allow"], response.content) == (405, "GET, HEAD", b"")


@pytest.mark.parametrize("path", ["/en/letter/", "/en/feedback/"])
def test_a_readers_form_says_which_methods_it_takes(client, path):
    response = client.generic("OPTIONS", path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_where_there_is_no_page_no_method_finds_one(client):
    assert {client.generic(method, "/nowhere.txt").status_code for method in ("GET", "POST", "OPTIONS")} == {404}
