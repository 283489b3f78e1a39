"""Published attacks that come in files: stored as they stand there or refused in a sentence, and text in every page."""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from guides.drafting.catalogue import catalogue
from guides.drafting.places import with_parts
from guides.exchange.exporting import text_of
from guides.exchange.values import tidy
from guides.languages import EN, LANGUAGES
from guides.models import Guide, Section
from guides.vocabulary import Meaning
from tests.admin.exchange.exchanging import apply, upload, upload_article
from tests.admin.people import person
from tests.factory import make_country, make_guide
from tests.hostile import markup
from tests.hostile.strings import everything, some
from tests.hostile.test_every_page import AT, chunks, page
from tests.hostile.world import COUNTRY, GUIDE, PROVIDER, plain

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 21)
CHECKED = {"source": "s0", "confidence": "official", "checked_how": "live_page", "checked_on": DAY}
PARTS = re.compile(r"\[\[|\]\(/")  # of a text that may name what is not there: a directive, a page of the site
PAGES = (AT, f"{AT}print/", f"{AT}history/", f"/{COUNTRY}/", f"/providers/{PROVIDER}/")


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def boss() -> Client:
    someone = person("boss")
    someone.user.is_superuser = True
    someone.user.save()
    return someone


class Dumper(yaml.CSafeDumper):
    """Writes what stands there twice twice: bundles know no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def bundle(texts: Sequence[str]) -> str:
    """A country in which every text is one of these, as a file that some other program wrote."""
    first, last = texts[0], texts[-1]
    numbered = list(enumerate(texts))
    verdicts = {meaning.value: {"need": "required", "reason": each(first[:30])} for meaning in Meaning}
    guide = {
        "slug": GUIDE, "card": "both", "status": "published", "published_at": DAY, "edited_on": DAY,
        "providers": [PROVIDER], "title": each(first[:30]), "short_answer": each(first), "summary": each(last),
        "verdicts": verdicts,
        "sections": [
            {"anchor": f"s{number}", "kind": "steps", "heading": each(text[:120]), "body": each(text)}
            for number, text in numbered
        ],
        "questions": [
            {"anchor": f"q{number}", "question": each(text[:200]), "answer": each(text)} for number, text in numbered
        ],
        "changes": [{"date": DAY, "significance": "major", "text": each(text)} for text in texts],
        "translations": {"zh-hant": "current", "en": "current"},
    }  # fmt: skip
    provider = {
        "slug": PROVIDER, "name": each(first[:80]), "kind": "carrier", "summary": each(last),
        "channels": [
            {"kind": "phone", "value": f"+1 212 555 {number:04}", "reach": "abroad", "hours": each(text[:200]),
             "note": each(text[:400]), **CHECKED}
            for number, text in numbered[:50]
        ],
        "facts": [{"topic": "validity_days", "billing": "any", "value": "90", "note": each(last[:300]), **CHECKED}],
    }  # fmt: skip
    source = {"slug": "s0", "url": "https://s.example.org/", "title": first[:200], "publisher": last[:120]}
    country = {"code": "HM", "slug": COUNTRY, "region": "oceania", "name": each(first[:80]), "summary": each(last)}
    content = {
        "format": 1, "country": country, "sources": [{**source, "language": "en", "seen_on": DAY}],
        "providers": [provider], "guides": [guide],
    }  # fmt: skip
    return yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False)


def each(text: str) -> dict[str, str]:
    """The same in all languages."""
    return {language.code: text for language in LANGUAGES}


def refusals(file: Path, capsys, **options: bool) -> list[str]:
    """What seed says against the file; nothing if it took it."""
    try:
        call_command("seed", file, verbosity=0, **options)
    except CommandError:
        return capsys.readouterr().err.splitlines()
    return []


def seeded(texts: Sequence[str], file: Path, capsys) -> list[str]:
    """Those of the texts that a bundle brings into the database, after it was refused once because of the others."""
    file.write_text(bundle(texts), encoding="utf-8")
    refused, line = set(), re.compile(rf"{file}:\d+: guides\[0\]\.(?:sections|questions)\[(\d+)\]\.\S+: \S.*")
    for said in refusals(file, capsys):
        refused.add(int(line.fullmatch(said)[1]))
    assert [texts[number] for number in refused if not {"[[", "](/"} & set(PARTS.findall(texts[number]))] == []
    taken = [text for number, text in enumerate(texts) if number not in refused]
    file.write_text(bundle(taken), encoding="utf-8")
    assert refusals(file, capsys) == []
    return taken


def shown(client: Client, *addresses: str) -> set[tuple[str, str]]:
    """The elements and attributes of the pages, in which nothing can run."""
    found = [markup.elements(page(client, address)) for address in addresses]
    assert [markup.dangers(each) for each in found] == [[]] * len(found)
    return set().union(*map(markup.pairs, found))


@pytest.fixture
def harmless(client: Client, tmp_path, capsys) -> set[tuple[str, str]]:
    """What there is in the pages of a bundle that wants no harm."""
    with transaction.atomic():
        seeded(plain(20), tmp_path / "harmless.yaml", capsys)
        found = shown(client, *(f"/en{path}" for path in PAGES))
        transaction.set_rollback(True)
    return found | markup.PROSE


@pytest.mark.parametrize("all_of_them", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_bundle_is_stored_as_it_stands_there_or_refused_with_its_place(
    client: Client, harmless, tmp_path, capsys, all_of_them
):
    for texts in chunks(everything()) if all_of_them else [some(40)]:
        with transaction.atomic():
            taken = seeded(texts, tmp_path / "hostile.yaml", capsys)
            guide = Guide.objects.get(slug=GUIDE, country__slug=COUNTRY)
            for language in LANGUAGES:
                assert [*guide.sections.values_list(f"heading_{language.suffix}", f"body_{language.suffix}")] == [
                    (tidy(text[:120]), tidy(text)) for text in taken
                ]
                assert [*guide.questions.values_list(f"question_{language.suffix}", f"answer_{language.suffix}")] == [
                    (tidy(text[:200]), tidy(text)) for text in taken
                ]
            assert shown(client, *(f"/en{path}" for path in PAGES)) - harmless == set()
            transaction.set_rollback(True)


def test_what_was_exported_comes_back_byte_for_byte(tmp_path, capsys):
    file = tmp_path / "hostile.yaml"
    seeded(some(40), file, capsys)
    exported = text_of(COUNTRY)
    file.write_text(exported, encoding="utf-8", newline="\n")
    Guide.objects.filter(country__slug=COUNTRY).delete()
    assert refusals(file, capsys, overwrite=True) == []
    assert text_of(COUNTRY) == exported


def test_the_desk_shows_a_refused_bundle_and_its_name_as_text(boss: Client):
    bad, wrong = "[[no: directive]]", [text for text in some(40) if "[[" in text]
    usual = upload(boss, bundle([bad, bad]), "a.yaml")
    answer = upload(boss, bundle([bad, *wrong, *wrong]), "'\"><img src=x onerror=alert(1)>.yaml")
    found = markup.elements(answer.content.decode())
    assert "&lt;script&gt;alert(1)" in answer.content.decode()
    assert (markup.pairs(found) - markup.pairs(markup.elements(usual.content.decode())), markup.dangers(found)) == (
        set(), [],
    )  # fmt: skip


ARTICLES = {
    "article.md": ("# {0}\n\n", "## {0}\n\n{1}\n\n[{0}]({1})\n\n1. {0}\n\n"),
    "article.html": (
        "<h1>{0}</h1>\n",
        "<h2>{0}</h2>\n<p title='{0}'>{1}</p>\n<a href='{0}'>{0}</a>\n<img alt='{0}' src='{0}'>\n",
    ),
    "article.txt": ("{0}\n\n", "{1}\n\n"),
}


def article(name: str, texts: Sequence[str]) -> str:
    title, part = ARTICLES[name]
    pairs = [(" ".join(text.split()), text) for text in texts]
    return title.format(pairs[0][0]) + "".join(part.format(*pair) for pair in pairs)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_becomes_a_draft_in_which_nothing_runs(boss: Client, client: Client, name: str):
    make_country("norway")
    pages = []
    for slug, texts in (("harmless", plain(40)), ("hostile", [text for text in some(40) if len(text) < 1_000])):
        plan = upload_article(boss, article(name, texts), name, slug=slug, language="en")
        found = [plan, apply(boss, plan)]
        guide = Guide.objects.get(slug=slug)
        Guide.objects.filter(pk=guide.pk).update(short_answer_en="Answer.", summary_en="Summary.")
        guide.refresh_from_db()
        guide.status, guide.published_at = "published", timezone.now()
        guide.save()
        found += [boss.get(f"/admin/guides/guide/{guide.pk}/preview/en/"), client.get(f"/en/norway/{slug}/")]
        assert [each.status_code for each in found] == [200] * 4
        pages.append([markup.elements(each.content.decode()) for each in found])
    for wanted, got in zip(*pages, strict=True):
        assert (markup.pairs(got) - markup.pairs(wanted) - markup.PROSE, markup.dangers(got)) == (set(), [])


def test_what_a_translator_hands_in_is_stored_as_it_stands_there_or_skipped(client: Client, tmp_path, capsys):
    texts = some(200)
    guide = make_guide(GUIDE, make_country(COUNTRY, "HM"))
    words = dict.fromkeys((f"heading_{language.suffix}" for language in LANGUAGES), "Heading")
    bodies = {f"body_{language.suffix}": "Body." for language in LANGUAGES}
    Section.objects.bulk_create(
        Section(guide=guide, anchor=f"s{number}", kind="steps", position=number + 9, **words, **bodies)
        for number in range(len(texts))
    )
    wanted = shown(client, f"/en{AT}")
    file = catalogue(with_parts(Guide.objects.all()).get(pk=guide.pk), EN)
    handed_in = dict(zip((f"section.s{number}.body" for number in range(len(texts))), texts, strict=True))
    file[:] = [entry for entry in file if entry.msgctxt in handed_in]
    for entry in file:
        entry.msgstr, entry.flags = handed_in[entry.msgctxt], []
    file.save(str(tmp_path / "a.po"))
    call_command("import_messages", tmp_path / "a.po", no_color=True)
    line = re.compile(rf"{tmp_path}/a\.po:\d+: (\S+): \S.*")
    skipped = {line.fullmatch(said)[1] for said in capsys.readouterr().err.splitlines()}
    stored = {f"section.{section.anchor}.body": section.body_en for section in guide.sections.all()}
    for place, text in handed_in.items():
        assert (place, stored[place]) == (place, "Body." if place in skipped else tidy(text))
    assert 0 < len(skipped) < len(texts)
    assert shown(client, f"/en{AT}") - wanted - markup.PROSE == set()
