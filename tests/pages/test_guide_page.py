import pytest
from django.test import Client

from guides.models import ChangeNote, ContactLink, Country, Guide, Section
from tests.factory import TODAY, make_channel, make_country, make_fact, make_guide, make_provider, make_source, texts
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

ADDRESS = "/en/norway/leave/"


@pytest.fixture
def norway() -> Country:
    return make_country()


@pytest.fixture
def leave(norway: Country) -> Guide:
    return make_guide(country=norway, facts_checked_on=TODAY)


def test_the_short_answer_stands_before_verdicts_and_sections(client: Client, leave: Guide):
    names = [element.attrs["class"] for element in Shown(client, ADDRESS).document.query(
        "main .stamp, main .answer, main .verdict-strip, main .guide-section"
    )]  # fmt: skip
    assert names == [
        "stamp", "answer", "verdict-strip", "guide-section guide-section-before", "guide-section guide-section-steps",
    ]  # fmt: skip


def test_verdicts_say_in_words_how_much_each_meaning_matters(client: Client, leave: Guide):
    shown = Shown(client, ADDRESS)
    assert shown.texts(".verdict-strip b") == ["Stop renewing", "End the line"]
    assert shown.texts(".verdict-strip .verdict") == ["Required", "Required"]
    assert shown.texts(".verdict-reason") == ["Reason (en)", "Reason (en)"]


def test_numbered_steps_can_be_linked(client: Client, leave: Guide):
    shown = Shown(client, ADDRESS)
    assert shown.values("ol.steps > li", "id") == ["steps-1", "steps-2"]
    assert shown.values("a.step-number", "href") == ["#steps-1", "#steps-2"]


def test_what_to_do_before_is_a_checklist(client: Client, leave: Guide):
    assert Shown(client, ADDRESS).values("ul.checklist > li", "id") == ["before-1"]


def test_the_contents_list_every_section_and_the_questions(client: Client, leave: Guide):
    shown = Shown(client, ADDRESS)
    assert shown.values(".contents a", "href") == ["#before", "#steps", "#questions"]
    assert shown.texts(".contents a")[:2] == ["Heading before (en)", "Heading steps (en)"]


def test_questions_can_be_opened_one_by_one(client: Client, leave: Guide):
    shown = Shown(client, ADDRESS)
    assert shown.values(".questions details", "id") == ["why", "when"]
    assert shown.values(".questions details[open]", "id") == []


def test_the_print_view_has_every_question_open_and_is_not_indexed(client: Client, leave: Guide):
    shown = Shown(client, f"{ADDRESS}print/")
    assert shown.values(".questions details[open]", "id") == ["why", "when"]
    assert not shown.is_indexed
    assert Shown(client, ADDRESS).is_indexed


def test_facts_are_placed_where_the_text_asks_for_them(client: Client, norway: Country, leave: Guide):
    provider, source = make_provider(country=norway), make_source()
    make_fact(provider, "number_kept_days", "90", source)
    make_fact(provider, "all_blocked_days", "30", source)
    make_channel(provider, "phone", "+4721234567", source)
    body = "Kept for [[fact: nordic number_kept_days]].\n\n[[contacts: nordic]]\n\n[[lifecycle: nordic]]"
    Section.objects.create(
        guide=leave, anchor="after", kind="after", position=3, **texts(heading="After"), body_en=body,
        body_zh_hans=body, body_zh_hant=body,
    )  # fmt: skip
    shown = Shown(client, ADDRESS)
    assert "Kept for 90 days." in shown.texts(".guide-section-after p")
    assert shown.values(".guide-section-after .contacts-value a", "href") == ["tel:+47-21-23-45-67"]
    assert shown.texts(".guide-section-after .lifecycle-days") == ["day 1 to 30", "day 31 to 120"]


def test_sources_stand_below_with_official_ones_first(client: Client, leave: Guide):
    leave.sources.add(make_source("press", official=False, publisher="A paper"), make_source("carrier"))
    assert Shown(client, ADDRESS).values(".sources li a", "href") == [
        "https://carrier.example.org/", "https://press.example.org/",
    ]  # fmt: skip


def test_neighbours_follow_reading_order_and_exist_in_the_language(client: Client, norway: Country, leave: Guide):
    make_guide("ahead", norway, position=0)
    leave.position = 5
    leave.save()
    make_guide("behind", norway, position=9)
    make_guide("chinese-only", norway, position=7, title_en="")
    shown = Shown(client, ADDRESS)
    assert shown.values('.neighbours a[rel="prev"]', "href") == ["/en/norway/ahead/"]
    assert shown.values('.neighbours a[rel="next"]', "href") == ["/en/norway/behind/"]


def test_a_countrys_guides_lead_to_one_another_and_then_to_the_general_ones_but_to_no_other_country(
    client: Client, norway: Country, leave: Guide
):
    Guide.objects.filter(country=None).delete()
    make_guide("early", make_country("sweden", "SE"))
    for slug, country in (("late", norway), ("general-b", None), ("general-a", None)):
        make_guide(slug, country, position=1)
    path, walked = ADDRESS, []
    while path:
        walked.append(path)
        path = next(iter(Shown(client, path).values('.neighbours a[rel="next"]', "href")), None)
    assert walked == [ADDRESS, "/en/norway/late/", "/en/guides/general-a/", "/en/guides/general-b/"]
    back = [next(iter(Shown(client, each).values('.neighbours a[rel="prev"]', "href")), None) for each in walked]
    assert back == [None, ADDRESS, None, "/en/guides/general-a/"]  # to which country's guide should a general one lead?


def test_changes_are_on_the_page_and_on_a_page_of_their_own(client: Client, leave: Guide):
    ChangeNote.objects.create(guide=leave, date=TODAY, significance="minor", **texts(text="New price"))
    assert Shown(client, ADDRESS).texts(".changes span") == ["New price (en)"]
    assert Shown(client, f"{ADDRESS}history/").texts(".changes span") == ["New price (en)"]


def test_no_contact_link_ships(client: Client, leave: Guide):
    assert ContactLink.objects.count() == 0
    assert Shown(client, ADDRESS).texts(".contact-links") == []


def test_contact_links_stand_where_the_operator_put_them(client: Client, leave: Guide):
    _link("head", "https://h.example.org/")
    _link("foot", "mailto:f@example.org")
    _link("both", "tg:resolve?domain=both")
    assert Shown(client, ADDRESS).values(".contact-links a", "href") == [
        "https://h.example.org/", "tg:resolve?domain=both", "mailto:f@example.org", "tg:resolve?domain=both",
    ]  # fmt: skip


def test_sponsored_links_are_marked_for_readers_and_machines(client: Client, leave: Guide):
    _link("foot", "https://own.example.org/")
    _link("foot", "https://paid.example.org/", sponsored=True)
    shown = Shown(client, ADDRESS)
    assert shown.values(".contact-links a", "rel") == ["noopener", "sponsored nofollow noopener"]
    assert shown.texts(".contact-links small") == ["Sponsored"]


def test_contact_links_are_shown_only_in_languages_they_have(client: Client, leave: Guide):
    ContactLink.objects.create(kind="web", place="foot", address="https://zh.example.org/", label_zh_hans="联系")
    assert Shown(client, ADDRESS).texts(".contact-links a") == []
    assert Shown(client, "/zh-hans/norway/leave/").texts(".contact-links a") == ["联系"]


def _link(place: str, address: str, **more: bool) -> None:
    ContactLink.objects.create(kind="web", place=place, address=address, **texts(label=place), **more)
