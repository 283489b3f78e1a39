"""What translators hand in and cannot be taken is named with its place."""

import polib
import pytest

from guides.drafting.answers import take
from guides.drafting.returned import Unreadable, read
from guides.models import Guide
from tests.drafting.handing import WHOLE, exported, handed_in, rows, skipped, translated

pytestmark = pytest.mark.django_db


def test_fuzzy_entries_are_named_and_skipped(outdated):
    file = exported(outdated)
    file.find("Leave Norway", by="msgstr").msgstr = "Leave"
    assert skipped(handed_in(file)) == [
        ("title", "is marked as fuzzy (needs work)."),
        ("summary", "is marked as fuzzy (needs work)."),
    ]
    assert Guide.objects.get(pk=outdated.pk).title_en == "Leave Norway"


def test_what_was_taken_out_is_empty_and_stays_on_the_site(current):
    report = handed_in(translated(current, title=""))
    assert skipped(report) == [("title", "is empty; the translation on the site stays.")]
    assert Guide.objects.get(pk=current.pk).title_en == "Leave Norway"


def test_what_is_not_translated_yet_is_only_counted(guide):
    report = handed_in(translated(guide, title="Leave Norway"))
    assert (report.skipped, report.empty, len(report.taken)) == ([], 7, 1)


def test_a_text_whose_source_changed_since_is_skipped_and_the_rest_written(guide):
    file = translated(guide, **WHOLE)
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="别的")
    report = handed_in(file)
    message = "the source text has changed since this file was written. Export it again."
    assert (skipped(report), len(report.taken)) == ([("title", message)], 7)


def test_a_text_that_the_guide_has_not_is_skipped_with_its_line(guide):
    file = translated(guide, **WHOLE)
    file.append(polib.POEntry(msgctxt="section.gone.body", msgid="旧", msgstr="Old"))
    file.append(polib.POEntry(msgid="无", msgstr="None"))
    lines = str(file).splitlines()
    with_context, without = (lines.index(line) + 1 for line in ('msgctxt "section.gone.body"', 'msgid "无"'))
    assert [str(each) for each in handed_in(file).skipped] == [
        f"a.po:{with_context}: section.gone.body: the guide has no such text.",
        f"a.po:{without}: 无: the guide has no such text.",
    ]


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        ("title", "x" * 121, "has 121 characters; at most 120 fit."),
        ("title", "Leave\nNorway", "must be one line."),
        ("question_why_answer", "x" * 20_001, "has 20001 characters; at most 20000 fit."),
        ("summary", "How\x1bto", "has a control character."),
        (
            "section_steps_body",
            "### First\n\n1. Call [them](https://nordic.example/help.\n2. Wait.",
            "links differ; only in the source: https://nordic.example/zh-cn/help",
        ),
        (
            "section_steps_body",
            "## First\n\n1. Call [them](https://nordic.example/help).",
            (
                "headings differ; only in the source: ###; the translation: ## "
                "list items and table rows differ; only in the source: 1."
            ),
        ),
        ("question_why_answer", "[[contacts: x]]", "directives differ; only in the translation: [[contacts: x]]"),
        ("question_why_answer", "Because {name}", "placeholders differ; only in the translation: {name}"),
    ],
)
def test_a_damaged_text_is_skipped_and_said_how(guide, place, text, message):
    report = handed_in(translated(guide, **WHOLE | {place: text}))
    assert (skipped(report), len(report.taken)) == ([(place.replace("_", "."), message)], 7)


def test_plural_forms_are_refused(guide):
    file = translated(guide, **WHOLE)
    file[0].msgid_plural, file[0].msgstr_plural, file[0].msgstr = "注销", {0: "Leave", 1: "Leave"}, "Leave"
    assert len(handed_in(file).taken) == 7


def test_a_file_for_a_guide_that_is_gone_is_refused(guide):
    file = read("a.po", str(exported(guide)).encode())
    guide.delete()
    with pytest.raises(Unreadable, match=r"^a\.po: There is no guide “norway/leave”\."):
        take([file], None)


def test_two_files_for_one_guide_and_language_are_refused(guide):
    raw = str(exported(guide)).encode()
    with pytest.raises(Unreadable, match=r"^a\.po and b\.po are for the same guide and language\.$"):
        take([read("a.po", raw), read("b.po", raw)], None)


def test_nothing_of_several_files_is_written_if_one_is_refused(guide):
    whole = read("a.po", str(translated(guide, **WHOLE)).encode())
    gone = read("b.po", str(exported(guide)).replace("norway/leave", "norway/zzz").encode())
    before = rows(guide)
    with pytest.raises(Unreadable):
        take([whole, gone], None)
    assert rows(guide) == before
