import polib
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from guides.drafting import hant
from guides.drafting.answers import Report, take
from guides.drafting.catalogue import catalogue
from guides.drafting.places import with_parts
from guides.drafting.returned import Unreadable, read
from guides.drafting.states import refresh
from guides.languages import EN, TARGETS, ZH_HANS, ZH_HANT
from guides.models import Guide, SiteRevision
from guides.models.translations import hash_texts

pytestmark = pytest.mark.django_db


def exported(guide: Guide, language=EN) -> polib.POFile:
    return catalogue(with_parts(Guide.objects.all()).get(pk=guide.pk), language)


def handed_in(file: polib.POFile, user=None, **options: bool) -> Report:
    return take([read("a.po", str(file).encode())], user, **options)


def translated(guide: Guide, language=EN, **texts: str) -> polib.POFile:
    """The guide's file with some texts replaced, no longer fuzzy; keys with _ for dots."""
    file = exported(guide, language)
    for entry in file:
        if entry.msgctxt.replace(".", "_") in texts:
            entry.msgstr, entry.flags = texts[entry.msgctxt.replace(".", "_")], []
    return file


def skipped(report: Report) -> list[tuple[str, str]]:
    return [(each.place, each.message) for each in report.skipped]


def state(guide: Guide, language=EN):
    return guide.translation_states.select_related("updated_by").get(language=language.code)


def rows(guide: Guide) -> list[object]:
    """Everything stored of a guide."""
    parts = (guide.sections, guide.questions, guide.verdicts, guide.changes, guide.translation_states)
    return [Guide.objects.filter(pk=guide.pk).values().get(), *(list(part.values()) for part in parts)]


WHOLE = {
    "title": "Leave Norway",
    "short_answer": "Stop topping up.",
    "summary": "How to cancel.",
    "verdict_line_reason": "It renews itself",
    "section_steps_heading": "Steps",
    "section_steps_body": "### First\n\n1. **Call** [them](https://nordic.example/en/help).\n2. Wait 30 days.",
    "question_why_question": "Why?",
    "question_why_answer": "Because.",
}


@pytest.fixture
def current(in_english) -> Guide:
    refresh(in_english, "major", {ZH_HANS, EN}, None)
    return in_english


@pytest.fixture
def outdated(current) -> Guide:
    """The English title and summary answer older sources."""
    Guide.objects.filter(pk=current.pk).update(title_zh_hans="注销挪威电话卡", summary_zh_hans="怎样注销。")
    refresh(current, "minor", {ZH_HANS}, None)
    return current


@pytest.mark.parametrize("language", TARGETS)
def test_what_ships_goes_out_and_comes_back_without_a_trace(language):
    guides = list(with_parts(Guide.objects.all()))
    before, revision = [rows(guide) for guide in guides], SiteRevision.objects.number()
    report = take([read("a.po", str(catalogue(guide, language)).encode()) for guide in guides], None)
    assert (report.skipped, report.taken, report.empty) == ([], [], 0)
    assert ([rows(guide) for guide in guides], SiteRevision.objects.number()) == (before, revision)


@pytest.mark.parametrize("made", ["outdated", "machine", "half", "nothing"])
def test_in_any_state_an_unchanged_file_changes_nothing(outdated, made):
    if made == "machine":
        hant.apply(outdated, None)
    elif made == "half":
        Guide.objects.filter(pk=outdated.pk).update(title_zh_hant="註銷")
    before = rows(outdated)
    handed_in(exported(outdated, EN if made == "outdated" else ZH_HANT))
    assert rows(outdated) == before


def test_a_whole_translation_is_written_and_current(guide, user, source):
    revision = SiteRevision.objects.number()
    report = handed_in(translated(guide, **WHOLE), user)
    stored = Guide.objects.get(pk=guide.pk)
    assert (len(report.taken), report.skipped, report.empty) == (8, [], 0)
    assert (stored.title_en, stored.sections.get().body_en) == (WHOLE["title"], WHOLE["section_steps_body"])
    assert (state(guide).state, state(guide).updated_by, state(guide).source_hash) == (
        "current",
        user,
        hash_texts(source()),
    )
    assert (SiteRevision.objects.number() > revision, stored.version) == (True, guide.version + 1)


def test_a_dry_run_tells_the_same_and_writes_nothing(guide):
    before = rows(guide)
    dry = handed_in(translated(guide, **WHOLE), dry_run=True)
    assert rows(guide) == before
    assert handed_in(translated(guide, **WHOLE)) == dry


def test_what_is_written_in_two_halves_becomes_current_with_the_second(guide):
    handed_in(translated(guide, **dict(list(WHOLE.items())[:4])))
    assert state(guide).state == "missing"
    handed_in(translated(guide, **dict(list(WHOLE.items())[4:])))
    assert state(guide).state == "current"


def test_a_half_whose_source_changed_in_between_is_not_answered(guide):
    handed_in(translated(guide, **dict(list(WHOLE.items())[:4])))
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="别的")
    handed_in(translated(guide, **dict(list(WHOLE.items())[4:])))
    assert state(guide).state == "missing"
    assert [entry.msgctxt for entry in exported(guide) if entry.fuzzy] == ["title"]


def test_an_outdated_language_is_current_once_all_its_texts_are_answered(outdated):
    handed_in(translated(outdated, title="Leave Norway now"))
    assert state(outdated).state == "outdated_minor"
    handed_in(translated(outdated, summary="How to leave."))
    assert state(outdated).state == "current"


def test_clearing_the_mark_is_enough_if_the_translation_still_holds(outdated, user):
    report = handed_in(translated(outdated, title="Leave Norway", summary="How to cancel."), user)
    assert [(each.old, each.new) for each in report.taken] == [("Leave Norway",) * 2, ("How to cancel.",) * 2]
    assert (state(outdated).state, state(outdated).updated_by) == ("current", user)


def test_a_machine_made_language_is_current_only_once_all_of_it_was_read(guide):
    hant.apply(guide, None)
    file = exported(guide, ZH_HANT)
    for entry in file[1:]:
        entry.flags = []
    handed_in(file)
    assert state(guide, ZH_HANT).state == "machine"
    file[0].flags = []
    handed_in(file)
    assert state(guide, ZH_HANT).state == "current"


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


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t"\\%{}'), min_size=1, max_size=60
).filter(str.strip)


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(source_text=TEXTS, target_text=TEXTS)
def test_any_text_goes_out_and_comes_back_as_it_was(guide, source_text, target_text):
    Guide.objects.filter(pk=guide.pk).update(short_answer_zh_hans=source_text, short_answer_en=target_text)
    entry = next(each for each in read("a.po", str(exported(guide)).encode()).entries if each.msgctxt == "short_answer")
    assert (entry.msgid, entry.msgstr) == (source_text.strip(), target_text.strip())
