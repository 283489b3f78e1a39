"""The index says what the database says, from the moment of a change on, by whatever route it came."""

import datetime

import pytest
import reversion
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from reversion.models import Version

from guides.exchange.gathering import gather
from guides.exchange.loading import load
from guides.history.restoring import restore
from guides.languages import EN, ZH_HANS, ZH_HANT
from guides.models import Guide, SearchDocument, Section
from guides.search import finding, index, query
from guides.search.results import kind_of
from guides.search.results import load as load_results
from tests.admin.forms import save
from tests.factory import make_channel, make_country, make_guide, make_provider, make_source

pytestmark = pytest.mark.django_db


def found(typed: str, language=EN) -> list[str]:
    """What is found, as kind and slug, anchor or code."""
    hits = finding.find(query.read(typed), language, 0, 20).hits
    return [f"{kind_of(item)} {getattr(item, 'slug', '') or item.anchor}" for item in load_results(hits)]


def test_a_new_guide_is_found_at_once_with_its_questions():
    assert found("xylophone") == []
    make_guide("leave", title_en="Xylophone")
    assert found("xylophone") == ["guide leave", "question why", "question when"]


def test_a_changed_text_is_found_and_the_old_one_no_longer():
    guide = make_guide("leave", title_en="Xylophone")
    guide.title_en = "Theremin"
    guide.save()
    assert (found("xylophone"), found("theremin")[0]) == ([], "guide leave")


def test_a_changed_section_is_found():
    guide = make_guide("leave")
    section = guide.sections.first()
    section.body_en = "Play the theremin"
    section.save()
    assert found("theremin") == ["guide leave"]
    section.delete()
    assert found("theremin") == []


def test_a_changed_question_is_found_and_a_deleted_one_is_not():
    guide = make_guide("leave")
    question = guide.questions.first()
    question.answer_en = "With a theremin"
    question.save()
    assert found("theremin") == ["question why"]
    question.delete()
    assert found("theremin") == []


def test_what_is_rolled_back_never_was():
    guide = make_guide("leave", title_en="Xylophone")
    with transaction.atomic():
        Guide.objects.get(pk=guide.pk).delete()
        make_guide("other", title_en="Theremin")
        assert (found("xylophone"), found("theremin")[:1]) == ([], ["guide other"])
        transaction.set_rollback(True)
    assert (found("xylophone")[:1], found("theremin")) == (["guide leave"], [])


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
def test_only_what_is_published_is_found(status: str):
    guide = make_guide("leave", title_en="Xylophone")
    guide.status = status
    guide.save()
    assert found("xylophone") == []


def test_a_scheduled_guide_appears_at_its_minute(monkeypatch):
    moment = timezone.now() + datetime.timedelta(hours=1)
    make_guide("later", title_en="Xylophone", published_at=moment)
    make_guide("now", title_en="Xylophone too")
    assert (found("xylophone")[0], finding.count(query.read("xylophone"), EN)) == ("guide now", 3)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert (found("xylophone")[0], finding.count(query.read("xylophone"), EN)) == ("guide later", 6)


def test_a_guide_is_found_in_the_languages_in_which_it_exists():
    guide = make_guide("leave", title_en="Xylophone", title_zh_hans="木琴", title_zh_hant="木琴")
    Section.objects.filter(guide=guide).first().delete()
    section = guide.sections.first()
    section.body_zh_hant = ""
    section.save()
    assert [found("木琴", language)[:1] for language in (ZH_HANS, ZH_HANT)] == [["guide leave"], []]
    assert found("xylophone", EN)[:1] == ["guide leave"]


def test_a_deleted_guide_is_gone_with_all_that_belonged_to_it():
    guide = make_guide("leave", title_en="Xylophone")
    guide.delete()
    assert found("xylophone") == []
    assert not SearchDocument.objects.filter(page=f"guide/{guide.pk}").exists()


def test_guides_deleted_together_are_gone():
    make_guide("one", title_en="Xylophone")
    make_guide("two", title_en="Xylophone")
    Guide.objects.filter(slug__in=["one", "two"]).delete()
    assert found("xylophone") == []


def test_a_renamed_country_renames_what_its_guides_and_providers_are_found_by():
    country = make_country("norway", "NO")
    make_guide("leave", country)
    make_provider("nordic", country)
    country.synonyms = "Norge"
    country.save()
    assert found("norge") == ["country norway", "guide leave", "provider nordic", "question why", "question when"]


def test_a_number_is_found_once_it_has_a_source():
    provider = make_provider(country=make_country())
    make_channel(provider, "phone", "+47 987 65 432")
    assert found("+4798765432") == []
    channel = make_channel(provider, "phone", "+47 987 65 433", make_source())
    assert [found(each) for each in ("+4798765433", "98765433", "0047 98 76 54 33")] == [["provider nordic"]] * 3
    channel.delete()
    assert found("+4798765433") == []


def test_a_bundle_that_replaces_a_guide_replaces_what_it_is_found_by():
    country = make_country()
    guide = make_guide("leave", country, title_en="Xylophone")
    bundles = [gather(country)]
    Guide.objects.filter(pk=guide.pk).update(title_en="Theremin")
    index.refresh(index.pages_of(guide))
    assert (found("xylophone"), found("theremin")[:1]) == ([], ["guide leave"])
    load(bundles, overwrite=True)
    assert (found("xylophone")[:1], found("theremin")) == (["guide leave"], [])


def test_a_restored_guide_is_found_as_it_was(django_user_model):
    with reversion.create_revision():
        guide = make_guide("leave", title_en="Xylophone")
    guide.title_en = "Theremin"
    guide.save()
    user = django_user_model.objects.create(username="editor")
    restore(guide, Version.objects.get_for_object(guide).first().revision, user, "back")
    assert (found("xylophone")[:1], found("theremin")) == (["guide leave"], [])


def test_what_is_typed_into_the_admin_is_found(admin_client: Client):
    guide = make_guide("leave")
    address = f"/admin/guides/guide/{guide.pk}/change/"
    response = save(admin_client, address, title_en="Xylophone", note_en="A better title.")
    assert (response.status_code, found("xylophone")[:1]) == (302, ["guide leave"])


def test_reindex_repairs_what_was_written_behind_its_back_and_says_whether_it_must(capsys):
    guide = make_guide("leave")
    assert index.faults() == []
    Guide.objects.filter(pk=guide.pk).update(title_en="Xylophone")
    SearchDocument.objects.filter(page=f"guide/{guide.pk}", language="en", kind="guide").delete()
    SearchDocument.objects.create(
        pk=1, page="guide/987", kind="guide", object_id=987, language="zh-hans", visible_from=timezone.now(),
        definition=0, words="",
    )  # fmt: skip
    assert len(index.faults()) == 3
    call_command("reindex", verbosity=0)
    assert (index.faults(), found("xylophone")[:1]) == ([], ["guide leave"])


def test_reindexing_changes_nothing_that_is_true():
    before = list(SearchDocument.objects.order_by("pk").values_list("pk", "words"))
    with override("zh-hant"):
        call_command("reindex", verbosity=0)
    assert list(SearchDocument.objects.order_by("pk").values_list("pk", "words")) == before
    assert len(before) > 400


@pytest.mark.parametrize("faulty", [True, False])
def test_the_check_ends_with_an_error_only_if_something_is_missing(faulty: bool, capsys):
    if faulty:
        SearchDocument.objects.filter(kind="provider", language="en").first().delete()
    with pytest.raises(SystemExit) as ended:
        call_command("reindex", check=True)
    assert (ended.value.code, "provider, en" in capsys.readouterr().out) == (int(faulty), faulty)
