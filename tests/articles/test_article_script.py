"""An article in the script of its page."""

from guides.languages import LANGUAGES, ZH_HANT
from tests.articles.articles import article, sections


def test_a_page_gets_its_own_script():
    text = "# 遠遊卡怎么停\n\n运营商的“短信”，見 https://example.org/註銷/。\n\n本來就是繁體的平台和后里。"
    assert [sections(article(text, language))[0][2] for language in LANGUAGES] == [
        "运营商的“短信”，见 <https://example.org/註銷/>。\n\n本来就是繁体的平台和后里。",
        "電信業者的「簡訊」，見 <https://example.org/註銷/>。\n\n本來就是繁體的平台和后里。",
        "运营商的“短信”，見 <https://example.org/註銷/>。\n\n本來就是繁體的平台和后里。",
    ]


def test_a_simplified_article_is_converted_as_a_whole_for_a_traditional_page():
    found = article("# 日本旅游卡\n\n## 后台\n\n这里说明怎么办。", ZH_HANT)
    assert (found.title, sections(found)[0][1:]) == ("日本旅遊卡", ("後台", "這裡說明怎麼辦。"))


def test_what_is_traditional_already_is_left_to_its_author():
    found = article("# 遠遊卡註銷\n\n## 皇后与平台\n\n這裏說明如何解約，軟件在台灣的后里。", ZH_HANT)
    assert (found.title, sections(found)[0][1:]) == (
        "遠遊卡註銷",
        ("皇后與平台", "這裏說明如何解約，軟件在台灣的后里。"),
    )
