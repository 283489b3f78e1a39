import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides import models
from guides.exchange.gathering import gather
from guides.exchange.loading import load
from guides.exchange.reading import read, read_bytes
from guides.exchange.schema import Bundle, Country, parse
from guides.exchange.values import tidy
from guides.exchange.writing import write
from guides.management.commands.seed import SHIPPED


def bundle(text: str) -> Bundle:
    return parse(read_bytes("test.yaml", text.encode()))


def test_a_canonical_bundle_is_written_as_it_was_read(full):
    assert write(bundle(full)) == full


@pytest.mark.usefixtures("empty")
def test_a_canonical_bundle_comes_out_of_the_database_as_it_went_in(full):
    load([bundle(full)])
    assert write(gather(models.Country.objects.get())) == full


@pytest.mark.usefixtures("empty")
def test_what_editors_wrote_survives_export_import_export(full):
    load([bundle(full)])
    models.Section.objects.filter(anchor="steps").update(
        body_en="\r\n1. a  \r\n2. b\ttab\r\n", heading_en="  x: y # z "
    )
    models.Provider.objects.filter(slug="metfone").update(position=7, summary_en="- dash\nemoji 😀 \x85 end", app="no")
    models.Country.objects.update(synonyms="a, b\r\n\r\n [c] \r\nyes")
    models.TranslationState.objects.filter(language="en").update(state="outdated_minor")
    first = write(gather(models.Country.objects.get()))
    models.Guide.objects.all().delete()
    models.Provider.objects.all().delete()
    models.Country.objects.all().delete()
    load([bundle(first)])
    assert write(gather(models.Country.objects.get())) == first
    assert models.Country.objects.get().synonyms == "a, b\n[c]\nyes"
    assert models.Section.objects.get(anchor="steps").body_en == "1. a  \n2. b\ttab"


@pytest.mark.usefixtures("empty")
def test_the_shipped_bundles_come_out_of_the_database_as_they_went_in():
    texts = {}
    for file in sorted(SHIPPED.glob("*.yaml")):
        texts[file.stem] = parse(read(file))
    load(list(texts.values()))
    for name, one in texts.items():
        if one.country:
            assert write(gather(models.Country.objects.get(slug=one.country.slug))) == write(one), name


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))  # NUL is refused: PostgreSQL cannot hold it
def test_any_text_comes_back_the_same(text):
    country = Country.model_construct(code="KH", slug="cambodia", region="europe", summary={"en": tidy(text)})
    again = bundle(write(Bundle.model_construct(country=country)))
    assert again.country.summary.get("en", "") == tidy(text)


def test_midnight_is_written_as_a_date_and_other_moments_in_utc(full):
    text = full.replace("2026-11-21T08:30:00Z", "2026-11-21T08:00:00+08:00")
    assert bundle(text).guides[0].published_at == datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    assert "    published_at: 2026-11-21\n" in write(bundle(text))


def test_lists_with_an_order_of_their_own_are_put_into_it(full):
    shuffled = full.replace("providers: [cellcard, metfone]", "providers: [metfone, cellcard]")
    shuffled = shuffled.replace(
        "sources: [cellcard-faqs, metfone-revoking]", "sources: [metfone-revoking, cellcard-faqs]"
    )
    assert shuffled != full
    assert write(bundle(shuffled)) == full


def test_texts_of_one_line_are_not_blocks(full):
    text = full.replace("zh-hans: 一句话。", "zh-hans: |\n        一句话。")
    assert write(bundle(text)) == full
