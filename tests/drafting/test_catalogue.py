import shutil
import subprocess

import polib
import pytest

from guides.drafting.catalogue import catalogue, file_name
from guides.drafting.naming import named
from guides.drafting.places import places, with_parts
from guides.drafting.states import refresh
from guides.languages import EN, LANGUAGES, TARGETS, ZH_HANS, ZH_HANT
from guides.models import Guide
from guides.models.translations import guide_texts, hash_texts
from tests.factory import make_guide

pytestmark = pytest.mark.django_db


def written(guide: Guide, language=EN) -> polib.POFile:
    return catalogue(with_parts(Guide.objects.all()).get(pk=guide.pk), language)


def entries(guide: Guide, language=EN) -> dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in written(guide, language)}


def test_places_are_those_that_states_are_bound_to():
    for guide in with_parts(Guide.objects.all()):
        for language in LANGUAGES:
            assert {key: place.text(language) for key, place in places(guide).items()} == guide_texts(guide, language)


def test_an_entry_holds_where_it_stands_its_source_and_its_translation(current):
    assert {key: (entry.msgid, entry.msgstr, entry.fuzzy) for key, entry in entries(current).items()} == {
        "title": ("注销挪威手机卡", "Leave Norway", False),
        "short_answer": ("停止充值。", "Stop topping up.", False),
        "summary": ("怎么注销。", "How to cancel.", False),
        "verdict.line.reason": ("会自动续费", "It renews itself", False),
        "section.steps.heading": ("步骤", "Steps", False),
        "section.steps.body": (
            "### 先做\n\n1. **打电话。**拨[客服](https://nordic.example/zh-cn/help)。\n2. 等30天。",
            "### First\n\n1. **Call.** Dial the [helpline](https://nordic.example/en/help).\n2. Wait 30 days.",
            False,
        ),
        "question.why.question": ("为什么？", "Why?", False),
        "question.why.answer": ("因为。", "Because.", False),
    }


def test_a_comment_says_what_the_text_is_and_where_it_is_shown(current, settings):
    settings.SITE_URL = "https://example.org"
    found = entries(current)
    assert (found["title"].comment, found["section.steps.body"].comment, found["verdict.line.reason"].comment) == (
        "title, plain text, at most 120 characters\nhttps://example.org/en/norway/leave/",
        "section of the kind “Steps”: text, Markdown, at most 20000 characters\nhttps://example.org/en/norway/leave/#steps",
        "reason of “End the line”: “Required”, plain text, at most 160 characters\nhttps://example.org/en/norway/leave/",
    )


def test_the_header_names_guide_language_and_source(current, source):
    metadata = written(current, ZH_HANT).metadata
    wanted = ("Language", "X-Guide", "X-Source-Language", "X-Source-Hash")
    assert [metadata[key] for key in wanted] == ["zh_Hant", "norway/leave", "zh-Hans", hash_texts(source())]


def test_an_outdated_text_is_fuzzy_and_shows_the_source_it_answered(current):
    Guide.objects.filter(pk=current.pk).update(title_zh_hans="注销挪威电话卡")
    refresh(current, "minor", {ZH_HANS}, None)
    fuzzy = [(key, entry.msgid, entry.previous_msgid) for key, entry in entries(current).items() if entry.fuzzy]
    assert fuzzy == [("title", "注销挪威电话卡", "注销挪威手机卡")]


def test_what_a_machine_made_is_fuzzy(current):
    current.translation_states.update(state="machine")
    assert {(entry.fuzzy, entry.previous_msgid or "") for entry in entries(current).values()} == {(True, "")}


def test_a_text_without_source_or_translation(current):
    Guide.objects.filter(pk=current.pk).update(summary_zh_hans="", short_answer_en="")
    found = entries(current)
    assert ("summary" in found, found["short_answer"].msgstr, found["short_answer"].fuzzy) == (False, "", False)


def test_line_ends_of_browsers_do_not_reach_the_file(current):
    current.sections.update(body_zh_hans="一\r\n\r\n二\r\n")
    assert entries(current)["section.steps.body"].msgid == "一\n\n二"


@pytest.mark.parametrize("language", TARGETS)
def test_files_open_and_save_unchanged(tmp_path, language):
    for guide in with_parts(named()):
        path = tmp_path / file_name(guide, language)
        path.write_text(str(catalogue(guide, language)), encoding="utf-8")
        before = path.read_bytes()
        polib.pofile(str(path), check_for_duplicates=True).save()
        assert path.read_bytes() == before


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@pytest.mark.parametrize("language", TARGETS)
def test_gettext_finds_nothing_wrong(tmp_path, language):
    for guide in with_parts(named()):
        path = tmp_path / file_name(guide, language)
        path.write_text(str(catalogue(guide, language)), encoding="utf-8")
        command = ["msgfmt", "-c", "-o", "/dev/null", str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (0, "")


def test_the_same_guide_gives_the_same_file(current):
    assert str(written(current)) == str(written(current))


@pytest.mark.parametrize("count", [1, 20])
def test_writing_takes_the_same_queries_for_any_number_of_guides(no_content, django_assert_num_queries, count):
    for number in range(count):
        make_guide(f"guide-{number}")
    with django_assert_num_queries(6):
        assert len({file_name(each, EN): str(catalogue(each, EN)) for each in with_parts(named())}) == count
