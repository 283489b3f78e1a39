"""An article is uploaded, shown with its report, and becomes a draft."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from guides.history.snapshots import revisions_of
from guides.languages import ZH_HANS
from guides.models import Country, Guide
from tests.admin.exchange.exchanging import apply, faults, upload_article
from tests.admin.forms import document

pytestmark = pytest.mark.django_db


def test_an_article_is_shown_with_its_report_before_anything_happens(client, norway):
    page = upload_article(client, slug="cancel")
    html = page.content.decode()
    assert ("A new draft in Norway at the address cancel:" in html, "注销前的准备" in html) == (True, True)
    assert page.context["plan"].article.title == "注销挪威 SIM 卡"
    assert not Guide.objects.filter(slug="cancel").exists()


def test_an_article_becomes_a_draft_with_log_and_history(client, norway):
    page = apply(client, upload_article(client, slug="cancel"))
    guide = Guide.objects.get(slug="cancel")
    assert page.redirect_chain == [(reverse("admin:guides_guide_change", args=[guide.pk]), 302)]
    assert (guide.country.slug, guide.status, guide.title_zh_hans, guide.title_en) == (
        "norway", "draft", "注销挪威 SIM 卡", None,
    )  # fmt: skip
    assert [each.revision.get_comment() for each in revisions_of(guide)] == ["Imported from article.md"]
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Imported from article.md"]
    assert guide.sections.filter(**{f"body_{ZH_HANS.suffix}__gt": ""}).count() == guide.sections.count() == 2


def test_an_article_never_replaces_a_guide(client, norway):
    [[_line, _place, message]] = faults(upload_article(client, slug="leave"))
    assert message == "Norway already has a guide “leave”: choose another slug if this is another article."


def test_an_article_for_a_country_that_a_colleague_deleted_is_refused(client, norway):
    page = upload_article(client, slug="cancel")
    Guide.objects.filter(slug="leave").delete()
    Country.objects.filter(slug="norway").delete()
    [[_line, _place, message]] = faults(apply(client, page))
    assert message == "the country “norway” is not here any more: choose another, or create it first."
    assert upload_article(client).context["forms"]["article"].errors["country"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xfe\xff\xfa" * 9, "\n\n  \n"])
def test_what_is_no_article_is_refused(client, norway, content):
    [[_line, _place, message]] = faults(upload_article(client, content))
    assert message.startswith("article.md is ")


@pytest.mark.parametrize("slug", ["history", "No Slug"])
def test_a_slug_that_cannot_be_used_is_refused(client, norway, slug):
    page = upload_article(client, slug=slug)
    assert document(page).query('input[name="upload"]') == []
    assert not Guide.objects.filter(slug=slug).exists()


@pytest.mark.parametrize(
    "sign", ["- 甲\n", "[甲](乙) ", "**甲", "<script ", "微信号：name88 正文", "https://a.example/b\n"]
)
def test_a_hostile_article_of_200_kb_is_answered(client, norway, sign):
    page = upload_article(client, "# 标题\n\n正文。\n\n" + sign * (200_000 // len(sign.encode())))
    assert page.status_code == 200
    assert not Guide.objects.filter(title_zh_hans="标题").exists()


def test_a_section_that_is_too_long_is_said_before_the_import(client, norway):
    page = upload_article(client, "# 标题\n\n## 步骤\n\n" + "长句。" * 7_000)
    assert "“步骤” has more than 20000 characters: divide it before it can be saved." in page.content.decode()
