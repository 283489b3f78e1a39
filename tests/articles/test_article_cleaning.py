"""Adverts, pictures and unsafe markup leave the article, each with an entry in the report."""

import pytest

from guides.articles.file import Unreadable
from tests.articles.articles import article, dropped


def body(text: str) -> str:
    return "\n\n".join(section.body for section in article(f"# 退订\n\n{text}").sections)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲。\n\n[[TG✈️+ @card_77](https://t.me/s/card_77)]", "甲。"),
        ("甲[[TG✈️+ @card_77](https://t.me/s/card_77)]乙。", "甲乙。"),
        ("甲（TG: @card_77）。", "甲。"),
        ("甲。【Telegram：@card_77】", "甲。"),
        ("甲，可以联系TG➕ @card_77办理。乙。", "甲。乙。"),
        ("甲。\n\n加微信 card77 咨询，领取优惠券！", "甲。"),
        ("甲。有问题请联系客服微信：card_77。乙。", "甲。乙。"),
        ("甲。\n微信号：cardking\n乙。", "甲。\n乙。"),
        ("甲。更多优惠请加QQ群 12345678！", "甲。"),
        ("甲。\n\nWhatsApp: +852 9123 4567", "甲。"),
        ("甲。[点我咨询](https://wa.me/85291234567)", "甲。"),
        ("甲。https://t.me/card_77", "甲。"),
        ("甲。\n\nt.me/card_77", "甲。"),
        ("甲。\n\n@card_77", "甲。"),
        ("甲。联系 @card_77。", "甲。"),
        ("甲。关注公众号：旅行卡助手", "甲。"),
        ("甲。\n\n扫码添加客服微信", "甲。"),
        ("甲。\n\n**VX**：`card_77`", "甲。"),
        ("- 甲\n- TG @card_77", "- 甲"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 | TG @card_77 |", "| 甲 | 乙 |\n| --- | --- |\n| 丙 |  |"),
        ("> 甲\n\n> TG @card_77", "> 甲"),
    ],
)
def test_adverts_are_cut_out_wherever_they_stand(text, left):
    assert body(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "微信：我 > 设置 > 账号与安全 > 手机号",
        "WhatsApp：Settings > Account",
        "打开微信、iPhone15 上的设置，微信8.0以上",
        "把微信、WhatsApp、QQ和银行账号改绑",
        "发邮件到 help@example.com，或者客服@example.com",
        "官方账号 @SKtelecom 会通知",
        "扫描二维码添加eSIM",
        "客服电话 1588-0010，线路 12345678",
        "随时可以联系客服寻求帮助",
        "The line: 12345678 stays",
    ],
)
def test_what_only_looks_like_an_advert_stays(text):
    assert (body(text), dropped(article(f"# 退订\n\n{text}"), "promotion")) == (text.replace(" > ", " > "), [])


def test_an_advert_is_reported_word_for_word():
    found = article("# 退订[[TG✈️+ @card_77](https://t.me/s/card_77)]\n\n甲。\n\n加微信 card77 咨询！")
    assert found.title == "退订"
    assert dropped(found, "promotion") == ["[[TG✈️+ @card_77](https://t.me/s/card_77)]", "加微信 card77 咨询！"]


def test_an_article_of_adverts_only_is_refused():
    with pytest.raises(Unreadable) as refusal:
        article("加微信 card77 咨询！\n\n![](https://example.org/a.png)")
    assert str(refusal.value) == "This article says nothing beside its title and its adverts."


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("![海报](https://example.org/a.png)", "![海报](https://example.org/a.png)"),
        ("<img src='https://example.org/a.png' alt='海报'>", "![海报](https://example.org/a.png)"),
        ("![](a.png)", "![](a.png)"),
    ],
)
def test_pictures_are_taken_out(text, reported):
    found = article(f"# 退订\n\n甲。{text}乙。")
    assert found.sections[0].body == "甲。乙。"
    assert dropped(found, "image") == [reported]


@pytest.mark.parametrize(
    ("text", "left", "refused"),
    [
        ("<script>alert('坏')</script>乙", "乙", ["<script>alert('坏')</script>"]),
        ("<script>\n\nalert('坏')\n\n</script>\n\n乙", "乙", ["<script>\n\nalert('坏')\n\n</script>"]),
        ("<script>乙", "乙", ["<script>"]),
        (
            "甲<iframe src='https://example.org'>坏</iframe>乙",
            "甲乙",
            ["<iframe src='https://example.org'>坏</iframe>"],
        ),
        ("<b onclick='x()'>甲</b>", "**甲**", ["<b onclick='x()'>"]),
        ("[甲](javascript:alert(1))", "甲", ["[甲](javascript:alert(1))"]),
        ("[甲](&#106;avascript:alert(1))", "甲", ["[甲](javascript:alert(1))"]),
        ("<a href='java\tscript:x()'>甲</a>", "甲", ["[甲](java\tscript:x())"]),
        ("[甲](data:text/html;base64,AA)", "甲", ["[甲](data:text/html;base64,AA)"]),
        ("<form action='https://example.org'>甲<input></form>", "甲", None),
        ("<style>p{color:red}</style>\n\n甲", "甲", ["<style>p{color:red}</style>"]),
        ("<svg onload='x()'>甲</svg>乙", "乙", ["<svg onload='x()'>甲</svg>"]),
    ],
)
def test_unsafe_markup_is_refused_and_named(text, left, refused):
    found = article(f"# 退订\n\n{text}")
    assert found.sections[0].body == left
    assert found.report.refused == refused if refused else found.report.refused


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲<br>乙", "甲\\\n乙"),
        ("<b>甲</b>和<strong>乙</strong>", "**甲**和**乙**"),
        ("<font color='red'>甲</font>", "甲"),
        ("<p>甲</p><p>乙</p>", "甲\n\n乙"),
        ("<div>\n\n甲\n\n</div>", "甲"),
        ("<h3>甲</h3>\n乙", "### 甲\n\n乙"),
        ("<ul><li>甲<li>乙<ol><li>丙</ol></ul>", "- 甲\n- 乙\n  1. 丙"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲 / 乙"),
        ("<a href='https://example.org/x'>甲</a>", "[甲](https://example.org/x)"),
        ("发送 <ICCID> 给商家", "发送 \\<ICCID> 给商家"),
        ("&lt;b&gt;甲", "\\<b>甲"),
        ("*甲*", "甲"),
    ],
)
def test_harmless_markup_becomes_markdown_or_text(text, left):
    found = article(f"# 退订\n\n## 注意\n\n{text}")
    assert (found.sections[0].body, found.report.refused) == (left, [])


@pytest.mark.parametrize(
    ("text", "left", "why", "reported"),
    [
        ("[甲](/help)", "甲", "link", "[甲](/help)"),
        ("[甲](#乙)", "甲", "link", "[甲](#乙)"),
        ("[甲](//example.org)", "甲", "link", "[甲](//example.org)"),
        ("[甲](https://example.org '乙')", "[甲](https://example.org)", "link", "乙"),
        (
            "[甲][x]\n\n[x]: https://example.org '乙'",
            "[甲](https://example.org)",
            "link",
            "[X]: https://example.org 乙",
        ),
        ("甲<!-- 乙 -->", "甲", "markup", "<!-- 乙 -->"),
        ("<abbr title='乙'>甲</abbr>", "甲", "markup", "<abbr title='乙'>"),
        ("甲\n\n👇👇👇", "甲", "markup", "👇👇👇"),
    ],
)
def test_what_a_guide_cannot_hold_goes_to_the_report(text, left, why, reported):
    found = article(f"# 退订\n\n{text}")
    assert found.sections[0].body == left
    assert dropped(found, why)[0] == reported


def test_addresses_become_links_and_keep_their_letters():
    assert body(
        "见 https://example.org/退订?a=1&b=2。再见 https://example.org/登录后[点](<https://example.org/a b>)"
    ) == ("见 <https://example.org/退订?a=1&b=2>。再见 <https://example.org/>登录后[点](https://example.org/a%20b)")
