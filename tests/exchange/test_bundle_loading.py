import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from guides.exchange.loading import load
from guides.exchange.reading import read_bytes
from guides.exchange.schema import parse
from guides.languages import ZH_HANS
from guides.models import Country, Fact, Guide, Provider, SiteRevision, Source, TranslationState
from guides.models.translations import guide_texts, hash_texts

pytestmark = pytest.mark.usefixtures("empty")


def bundle(text: str):
    return parse(read_bytes("test.yaml", text.encode()))


def test_what_is_missing_is_created_and_named(full):
    report = load([bundle(full)])
    assert (report.created, report.kept, report.replaced) == (
        {
            Source: ["cellcard-faqs", "metfone-revoking"],
            Country: ["cambodia"],
            Provider: ["metfone", "cellcard"],
            Guide: ["cambodia/cancel-travel-esim", "cambodia/later"],
        },
        {},
        {},
    )


def test_a_country_is_loaded_with_its_facts_and_synonyms(full):
    load([bundle(full)])
    country = Country.objects.get(slug="cambodia")
    assert (country.code, country.synonyms, country.name_zh_hant) == ("KH", "柬国\n金边", "柬埔寨王國")
    assert [(fact.topic, fact.value) for fact in country.facts.all()] == [("identity_registered", "yes")]


def test_the_order_of_providers_channels_and_changes_is_that_of_the_file(full):
    load([bundle(full)])
    metfone, cellcard = Provider.objects.order_by("position")
    assert (metfone.slug, cellcard.slug) == ("metfone", "cellcard")
    assert [channel.value for channel in metfone.channels.all()] == ["+855 97 197 1097", "812"]
    changes = Guide.objects.get(slug="cancel-travel-esim").changes.all()
    assert [change.text_en for change in changes] == [
        "Second change of the day.",
        "First change of the day.",
        "A typo.",
    ]


def test_a_name_given_once_is_the_name_in_every_language(full):
    load([bundle(full)])
    metfone = Provider.objects.get(slug="metfone")
    assert (metfone.name_zh_hans, metfone.name_zh_hant, metfone.name_en) == ("Metfone",) * 3


def test_due_dates_are_set_without_single_saves(full):
    load([bundle(full)])
    assert Guide.objects.get(slug="cancel-travel-esim").due_on == datetime.date(2027, 2, 18)
    assert Fact.objects.get(topic="number_kept_days").due_on == datetime.date(2027, 5, 20)


def test_a_current_translation_answers_the_text_that_was_loaded(full):
    load([bundle(full)])
    guide = Guide.objects.get(slug="cancel-travel-esim")
    states = {state.language: state for state in guide.translation_states.all()}
    texts = guide_texts(guide, ZH_HANS)
    assert (states["en"].state, states["en"].source_hash, states["en"].source_snapshot) == (
        "current",
        hash_texts(texts),
        texts,
    )
    assert (states["zh-hant"].state, states["zh-hant"].source_hash) == ("missing", "")


def test_every_guide_has_a_state_per_translation(full):
    load([bundle(full)])
    assert TranslationState.objects.count() == 4


def test_what_an_editor_changed_stays(full):
    load([bundle(full)])
    Provider.objects.filter(slug="metfone").update(app="Edited")
    Fact.objects.filter(topic="number_kept_days").delete()
    Guide.objects.get(slug="cancel-travel-esim").sections.filter(anchor="steps").delete()
    report = load([bundle(full)])
    assert report.created == {}
    assert Provider.objects.get(slug="metfone").app == "Edited"
    assert not Fact.objects.filter(topic="number_kept_days").exists()
    assert Guide.objects.get(slug="cancel-travel-esim").sections.count() == 1


def test_only_the_missing_guide_of_a_known_country_is_created(full):
    load([bundle(full)])
    Guide.objects.get(slug="later").delete()
    assert load([bundle(full)]).created == {Guide: ["cambodia/later"]}


def test_overwriting_restores_the_bundle_and_keeps_the_rows(full):
    load([bundle(full)])
    before = list(Guide.objects.values_list("pk", "slug"))
    Provider.objects.filter(slug="metfone").update(app="Edited", name_en="Edited")
    Guide.objects.get(slug="cancel-travel-esim").sections.all().delete()
    Source.objects.filter(slug="cellcard-faqs").update(publisher="Edited")
    report = load([bundle(full)], overwrite=True)
    assert report.created == {}
    assert report.replaced[Guide] == ["cambodia/cancel-travel-esim", "cambodia/later"]
    metfone = Provider.objects.get(slug="metfone")
    assert (metfone.app, metfone.name_en, metfone.channels.count()) == ("MyMetfone", "Metfone", 2)
    assert Guide.objects.get(slug="cancel-travel-esim").sections.count() == 2
    assert Source.objects.get(slug="cellcard-faqs").publisher == "Cellcard"
    assert list(Guide.objects.values_list("pk", "slug")) == before


def test_overwriting_keeps_what_the_site_noted_itself(full):
    load([bundle(full)])
    Source.objects.update(visit="gone", visit_detail="404")
    load([bundle(full)], overwrite=True)
    assert set(Source.objects.values_list("visit", "visit_detail")) == {("gone", "404")}


def test_overwriting_outdates_forms_that_are_open(full):
    load([bundle(full)])
    load([bundle(full)])
    assert set(Guide.objects.values_list("version", flat=True)) == {0}
    load([bundle(full)], overwrite=True)
    assert set(Guide.objects.values_list("version", flat=True)) == {1}


def rename(row: Country | Provider | Guide, slug: str) -> None:
    row.slug = slug
    row.save()


def test_what_an_editor_renamed_is_not_missing(full):
    load([bundle(full)])
    rename(Provider.objects.get(slug="metfone"), "metfone-kh")
    rename(Guide.objects.get(slug="cancel-travel-esim"), "cancel")
    assert load([bundle(full)]).created == {}


def test_what_is_missing_in_a_renamed_country_is_created_there(full):
    load([bundle(full)])
    rename(Country.objects.get(), "kampuchea")
    Guide.objects.get(slug="later").delete()
    assert load([bundle(full)]).created == {Guide: ["cambodia/later"]}
    assert Guide.objects.get(slug="later").country.slug == "kampuchea"


def test_overwriting_gives_old_names_back(full):
    load([bundle(full)])
    rename(Provider.objects.get(slug="metfone"), "metfone-kh")
    load([bundle(full)], overwrite=True)
    assert list(Provider.objects.order_by("slug").values_list("slug", flat=True)) == ["cellcard", "metfone"]
    assert [each.slug for each in Guide.objects.get(slug="cancel-travel-esim").providers.order_by("slug")] == [
        "cellcard",
        "metfone",
    ]


def test_the_revision_rises_once_and_only_for_a_change(full):
    load([bundle(full)])
    assert SiteRevision.objects.number() == 1
    load([bundle(full)])
    assert SiteRevision.objects.number() == 1


def test_a_source_of_two_files_is_stored_once(full):
    general = (
        "format: 1\n"
        + full[full.index("sources:") : full.index("providers:")]
        + ("providers:\n  - slug: airalo\n    name: Airalo\n    kind: platform\n")
    )
    load([bundle(full), bundle(general)])
    assert Source.objects.count() == 2
    assert Provider.objects.get(slug="airalo").country is None


def test_a_faulty_bundle_changes_nothing(full, tmp_path):
    good, bad = tmp_path / "cambodia.yaml", tmp_path / "general.yaml"
    good.write_text(full)
    bad.write_text("format: 1\nproviders:\n  - slug: airalo\n    kind: platfrom\n")
    with pytest.raises(CommandError, match="2 faults; nothing was changed"):
        call_command("seed", good, bad)
    assert not Country.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing_behind(full):
    broken = bundle(full)
    broken.guides[0].published_at = None
    with pytest.raises(IntegrityError, match="guide_published_has_moment"), transaction.atomic():
        load([broken])
    assert not Country.objects.exists()
