"""What readers type, and what they must see first."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.translation import override

from guides.models import Country, Guide, Provider, Question
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

KOREA, CAMBODIA, US = "/south-korea/", "/cambodia/", "/united-states/"
REMOVE, SCAMS, ACCOUNTS = "/guides/remove-esim/", "/guides/quick-cancel-scams/", "/guides/unlink-accounts/"
KOREAN_LINE, KOREAN_ESIM = "/south-korea/cancel-data-sim/", "/south-korea/cancel-travel-esim/"
CAMBODIAN, KAZAKH, AMERICAN = (f"/{slug}/cancel-travel-esim/" for slug in ("cambodia", "kazakhstan", "united-states"))

FIRST = [
    # A country by its name in either script, mixed, in English, in Pinyin, by code, by what else it is called.
    ("zh-hans", "韩国", KOREA),
    ("zh-hans", "南韓", KOREA),
    ("zh-hant", "韩国", KOREA),
    ("zh-hant", "韓国", KOREA),
    ("en", "韓國", KOREA),
    ("zh-hans", "South Korea", KOREA),
    ("zh-hant", "korea", KOREA),
    ("zh-hans", "KOREA", KOREA),
    ("zh-hans", "hanguo", KOREA),
    ("zh-hant", "han guo", KOREA),
    ("zh-hans", "hánguó", KOREA),
    ("zh-hans", "han2guo2", KOREA),
    ("en", "Hán Guó", KOREA),
    ("zh-hans", "KR", KOREA),
    ("en", "kr", KOREA),
    ("en", "KOR", KOREA),
    ("en", "한국", KOREA),
    ("zh-hant", "ｋｏｒｅａ", KOREA),
    ("zh-hans", "柬埔寨", CAMBODIA),
    ("zh-hans", "jianpuzhai", CAMBODIA),
    ("zh-hans", "柬國", CAMBODIA),
    ("en", "cambod", CAMBODIA),
    ("zh-hant", "美國", US),
    ("zh-hant", "USA", US),
    ("en", "türkiye", "/turkiye/"),
    ("en", "Turkey", "/turkiye/"),
    ("en", "turkiye", "/turkiye/"),
    ("zh-hans", "阿联酋", "/united-arab-emirates/"),
    ("zh-hant", "杜拜", "/united-arab-emirates/"),
    ("en", "UAE", "/united-arab-emirates/"),
    ("en", "U.A.E.", "/united-arab-emirates/"),
    ("zh-hans", "xianggang", "/hong-kong/"),
    ("en", "hong kong", "/hong-kong/"),
    ("zh-hans", "义大利", "/italy/"),
    ("zh-hant", "意大利", "/italy/"),
    # A provider by its name as anybody writes it, and by its numbers.
    ("zh-hans", "t-mobile", "/providers/t-mobile/"),
    ("en", "T Mobile", "/providers/t-mobile/"),
    ("en", "tmobile", "/providers/t-mobile/"),
    ("zh-hant", "AT&T", "/providers/att/"),
    ("zh-hant", "at&t", "/providers/att/"),
    ("zh-hans", "ＡＴ＆Ｔ", "/providers/att/"),
    ("en", "att prepaid", "/providers/att-prepaid/"),
    ("en", "LG U+", "/providers/lg-uplus/"),
    ("zh-hans", "lgu+", "/providers/lg-uplus/"),
    ("en", "sk telecom", "/providers/sk-telecom/"),
    ("en", "u mobile", "/providers/u-mobile/"),
    ("zh-hans", "airalo", "/providers/airalo/"),
    ("zh-hant", "中国移动香港", "/providers/china-mobile-hong-kong/"),
    ("zh-hans", "zhongguo yidong xianggang", "/providers/china-mobile-hong-kong/"),
    ("zh-hans", "metfone", "/providers/metfone/"),
    ("en", "Türk Telekom", "/providers/turk-telekom/"),
    ("zh-hans", "+855 12 812 812", "/providers/cellcard/"),
    ("en", "+85512812812", "/providers/cellcard/"),
    ("en", "00855-12-812-812", "/providers/cellcard/"),
    ("en", "012 812 812", "/providers/cellcard/"),
    ("zh-hant", "812", "/providers/cellcard/"),
    ("en", "12580", "/providers/china-mobile-hong-kong/"),
    ("en", "1599-0011", "/providers/sk-telecom/"),
    ("en", "15990011", "/providers/sk-telecom/"),
    # Words, in the script of the page or in the other.
    ("zh-hans", "柬埔寨 注销", CAMBODIAN),
    ("zh-hant", "柬埔寨 註銷", CAMBODIAN),
    ("zh-hans", "韩国 esim", KOREAN_ESIM),
    ("zh-hant", "韓國 旅遊 eSIM", KOREAN_ESIM),
    ("en", "korea esim", KOREAN_LINE),
    ("en", "korea travel eSIM online", KOREAN_ESIM),
    ("zh-hans", "删除eSIM", REMOVE),
    ("en", "remove eSIM", REMOVE),
    ("en", "removing esims from phones", REMOVE),
    ("zh-hans", "换绑", ACCOUNTS),
    ("zh-hant", "改綁", ACCOUNTS),
    ("en", "unlink accounts", ACCOUNTS),
    ("zh-hans", "快速代办", SCAMS),
    ("zh-hant", "快速代辦", SCAMS),
    ("en", "quick cancel scam", SCAMS),
    ("zh-hans", "哈萨克斯坦 怎么注销", KAZAKH),
    ("zh-hant", "哈薩克 怎麽註銷", KAZAKH),
    ("en", "kazakh sim", KAZAKH),
    ("zh-hans", "美国 预付卡", AMERICAN),
    ("en", "US prepaid SIM", AMERICAN),
    # Questions, found by their own words and led to on the page of their guide.
    ("zh-hans", "滞留费", f"{KOREAN_ESIM}#expiry-fee"),
    ("zh-hans", "Lycamobile", f"{AMERICAN}#other-carrier"),
    ("en", "do i need my passport to cancel?", f"{AMERICAN}#passport"),
    ("zh-hant", "快速註銷 詐騙 護照", SCAMS),
    # Sentences as people type them.
    ("en", "how do I cancel my korean eSIM", KOREAN_ESIM),
]


@pytest.mark.parametrize(("language", "query", "expected"), FIRST)
def test_what_is_typed_finds_first(client: Client, language: str, query: str, expected: str):
    shown = _search(client, language, query)
    assert shown.values(".search-result h2 a", "href")[:1] == [f"/{language}{expected}"]


@pytest.mark.parametrize("same", [
    ("远游卡", "遠遊卡", "远遊卡"),
    ("注销", "註銷", "註销"),
    ("怎么", "怎麽", "怎麼"),
    ("eSIM", "ESIM", "esim", "e-SIM", "e‑sim", "ＥＳＩＭ", "eSIMs"),
    ("韓國 退款", "韩国 退款", "退款 韩国", "韩国，退款？"),
    ("cancel", "cancelling", "Cancelled", "cancellation"),
    ("賬戶", "账户", "帳戶", "帐户"),
])  # fmt: skip
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_same_in_other_letters_finds_the_same(client: Client, language: str, same: tuple[str, ...]):
    found = {query: _search(client, language, query).values(".search-result h2 a", "href") for query in same}
    assert found == dict.fromkeys(same, found[same[0]])


@pytest.mark.parametrize(("language", "query"), [
    ("zh-hans", "远游卡"), ("zh-hant", "遠遊卡"), ("zh-hans", "注销"), ("zh-hant", "怎麼"), ("en", "cancel"),
])  # fmt: skip
def test_words_of_two_characters_and_of_every_guide_are_found(client: Client, language: str, query: str):
    assert _search(client, language, query).values(".search-result", "class") != []


def test_every_page_is_found_by_its_own_title(client: Client):
    """Among the first three, because some titles are alike."""
    missed = []
    with override("zh-hans"):
        pages = {
            item.get_absolute_url(): str(item) for model in (Guide, Country, Provider) for item in model.objects.all()
        }
        for question in Question.objects.select_related("guide__country"):
            pages[f"{question.guide.get_absolute_url()}#{question.anchor}"] = str(question)
    for url, title in pages.items():
        found = _search(client, "zh-hans", title).values(".search-result h2 a", "href")
        missed += [(title, found[:3])] if url not in found[:3] else []
    assert (missed, len(pages) > 150) == ([], True)


def _search(client: Client, language: str, query: str) -> Shown:
    return Shown(client, f"/{language}/search/?q={quote(query)}")
