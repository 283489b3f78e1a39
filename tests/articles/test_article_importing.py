"""manage.py import_article."""

import pytest
from django.core.management import CommandError, call_command

from guides.models import Country, Guide
from tests.articles.articles import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def run(*arguments: object, **options: str) -> str:
        names = {"country": "KR", "language": "zh-hans", **options}
        call_command("import_article", *map(str, arguments), **names)
        return capsys.readouterr().out

    return run


def refusal(run, *arguments: object, **options: str) -> str:
    guides = Guide.objects.count()
    with pytest.raises(CommandError) as refused:
        run(*arguments, **options)
    assert Guide.objects.count() == guides
    return str(refused.value)


@pytest.fixture
def file(tmp_path):
    def file(text: str | bytes) -> str:
        path = tmp_path / "a.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return file


def test_an_article_becomes_a_draft_of_its_country(run):
    out = run(SAMPLES / "japan.md", slug="from-the-web")
    guide = Guide.objects.get(country__code="KR", slug="from-the-web")
    assert (guide.status, guide.published_at, guide.title_zh_hans) == (
        "draft",
        None,
        "日本远游卡想停用？停用顺序和几点提醒",
    )
    assert [(section.anchor, section.kind, section.position) for section in guide.sections.all()] == [
        ("overview", "overview", 1),
        ("overview-2", "overview", 2),
        ("before", "before", 3),
        ("steps", "steps", 4),
        ("after", "after", 5),
        ("overview-3", "overview", 6),
    ]
    assert [(each.anchor, each.question_zh_hans, each.answer_zh_hans) for each in guide.questions.all()] == [
        ("question-1", "删掉以后还能装回来吗？", "多数装不回来。"),
        ("question-2", "没用完的流量能退钱吗？", "看商家的规定，一般不退。"),
    ]
    assert guide.title_zh_hant is guide.title_en is None
    assert out.splitlines()[0] == "A new draft: south-korea/from-the-web, “日本远游卡想停用？停用顺序和几点提醒”"
    assert "Headings: 9 = 5 kept + 3 changed + 1 left out" in out.splitlines()


def test_the_text_lands_in_the_column_of_its_language(run):
    run(SAMPLES / "japan.md", language="zh-TW", slug="from-the-web")
    guide = Guide.objects.get(slug="from-the-web")
    assert (guide.title_zh_hans, guide.title_zh_hant) == (None, "日本遠遊卡想停用？停用順序和幾點提醒")


def test_a_dry_run_reports_and_changes_nothing(run):
    before = Guide.objects.count()
    out = run(SAMPLES / "japan.md", "--dry-run", slug="from-the-web")
    assert Guide.objects.count() == before
    assert out.splitlines()[0].startswith("Would become a draft: south-korea/from-the-web, ")


def test_a_second_import_changes_nothing(run):
    run(SAMPLES / "japan.md")
    before = list(Guide.objects.values())
    assert run(SAMPLES / "japan.md").startswith("South Korea has a guide “article-")
    assert list(Guide.objects.values()) == before


def test_the_same_text_in_another_encoding_has_the_same_slug(run, file):
    run(SAMPLES / "japan.md")
    windows = (SAMPLES / "japan.md").read_text(encoding="utf-8").replace("\n", "\r\n")
    assert "already" in run(file(b"\xef\xbb\xbf" + windows.encode()))
    assert "already" in run(file(windows.encode("gb18030")))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("泰国 AIS 与 True 退订", "ais-true"),
        ("ＥＳＩＭ 退订", "esim"),
        ("2026年退订", "article-9bd0acc1"),
        ("Feed", "article-8d382f48"),
        ("A" * 100, "a" * 80),
    ],
)
def test_the_slug_comes_from_the_title_or_from_the_text(run, file, title, slug):
    out = run(file(f"# {title}\n\n正文。"), "--dry-run")
    assert out.split("/")[1].split(",")[0] == slug


def test_an_article_goes_behind_the_guides_that_exist(run):
    last = max(Country.objects.get(code="KR").guides.values_list("position", flat=True))
    run(SAMPLES / "japan.md", slug="from-the-web")
    assert Guide.objects.get(slug="from-the-web").position == last + 1


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"country": "XX"}, "“XX” is not an ISO 3166-1 code of a country."),
        ({"country": "Korea"}, "“KOREA” is not an ISO 3166-1 code of a country."),
        (
            {"country": "NO"},
            (
                "The country NO is not in the database yet. Add it in the admin (Countries) or in a bundle that "
                "“manage.py seed” loads, then import the article."
            ),
        ),
        ({"language": "ja"}, "“ja” is no language of this site: it has zh-hans, zh-hant, en."),
        (
            {"slug": "Not a slug"},
            (
                "The slug “Not a slug” cannot be used: Enter a valid “slug” consisting of letters, numbers, "
                "underscores or hyphens."
            ),
        ),
        ({"slug": "feed"}, "The slug “feed” cannot be used: “feed” is an address of the site itself."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_is_refused_with_its_reason(run, options, reason):
    assert refusal(run, SAMPLES / "japan.md", **options) == reason


@pytest.mark.parametrize("data", [b"", b"a\0b", b"\xff\xfe\xfd\xfc", b"a" * 1_000_001, "加微信 card77 咨询".encode()])
def test_a_file_that_is_no_article_leaves_the_database_alone(run, file, data):
    assert len(refusal(run, file(data)).splitlines()) == 1


def test_a_missing_file_is_refused(run):
    assert refusal(run, "nowhere.md") == "nowhere.md cannot be read: No such file or directory."


def test_a_small_country_code_is_understood(run):
    assert "south-korea/" in run(SAMPLES / "japan.md", "--dry-run", country="kr")


def test_every_draft_page_can_be_edited_and_read_as_markdown(run):
    from guides.prose import numbered_items

    run(SAMPLES / "japan.md", slug="from-the-web")
    steps = Guide.objects.get(slug="from-the-web").sections.get(kind="steps")
    assert [item.split("。")[0] for item in numbered_items(steps.body_zh_hans)] == [
        "打开商家的网页",
        "关掉自动续订",
        "删除配置",
    ]
