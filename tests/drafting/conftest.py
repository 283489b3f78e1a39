import pytest
from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS

from guides.drafting.states import refresh
from guides.languages import EN, ZH_HANS
from guides.models import (
    ChangeNote,
    ContactLink,
    Country,
    Fact,
    Guide,
    Provider,
    Question,
    Section,
    SupportChannel,
    TranslationState,
    Verdict,
)
from guides.models.translations import guide_texts


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("translator")


@pytest.fixture
def no_content(db) -> None:
    """The database that tests begin with holds what ships; this one holds nothing."""
    parts = (ChangeNote, Section, Question, Verdict, TranslationState)
    links = (Guide.providers.through, Guide.sources.through)
    for model in (*parts, *links, Guide, SupportChannel, Fact, Provider, Country, ContactLink):
        model.objects.all()._raw_delete(DEFAULT_DB_ALIAS)


@pytest.fixture
def guide(no_content) -> Guide:
    """A guide in Simplified Chinese only."""
    country = Country.objects.create(code="NO", slug="norway", region="europe")
    guide = Guide.objects.create(
        slug="leave",
        country=country,
        title_zh_hans="注销挪威手机卡",
        short_answer_zh_hans="停止充值。",
        summary_zh_hans="怎么注销。",
    )
    Section.objects.create(
        guide=guide,
        anchor="steps",
        kind="steps",
        position=1,
        heading_zh_hans="步骤",
        body_zh_hans="### 先做\n\n1. **打电话。**拨[客服](https://nordic.example/zh-cn/help)。\n2. 等30天。",
    )
    Question.objects.create(guide=guide, anchor="why", position=1, question_zh_hans="为什么？", answer_zh_hans="因为。")
    Verdict.objects.create(guide=guide, meaning="line", need="required", reason_zh_hans="会自动续费")
    return guide


@pytest.fixture
def in_english(guide) -> Guide:
    """The guide with a whole English translation; its states are not refreshed."""
    Guide.objects.filter(pk=guide.pk).update(
        title_en="Leave Norway", short_answer_en="Stop topping up.", summary_en="How to cancel."
    )
    body = "### First\n\n1. **Call.** Dial the [helpline](https://nordic.example/en/help).\n2. Wait 30 days."
    guide.sections.update(heading_en="Steps", body_en=body)
    guide.questions.update(question_en="Why?", answer_en="Because.")
    guide.verdicts.update(reason_en="It renews itself")
    return Guide.objects.get(pk=guide.pk)


@pytest.fixture
def source(guide):
    """The guide's source texts as they are stored when called."""
    return lambda: guide_texts(Guide.objects.get(pk=guide.pk), ZH_HANS)


@pytest.fixture
def current(in_english, user) -> Guide:
    """English is current, Traditional Chinese is missing."""
    refresh(in_english, "major", {ZH_HANS, EN}, user)
    return in_english


@pytest.fixture
def outdated(current) -> Guide:
    """The English title and summary answer older sources."""
    Guide.objects.filter(pk=current.pk).update(title_zh_hans="注销挪威电话卡", summary_zh_hans="怎样注销。")
    refresh(current, "minor", {ZH_HANS}, None)
    return current
