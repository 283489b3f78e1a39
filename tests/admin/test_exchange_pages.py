"""A publisher brings bundles and articles in, and takes the content out, through the admin."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from guides.drafting import states
from guides.exchange.exporting import text_of
from guides.history.restoring import restore
from guides.history.snapshots import revisions_of
from guides.languages import LANGUAGES, ZH_HANS
from guides.models import Country, Guide, Provider, SiteRevision
from tests.admin.forms import document
from tests.factory import make_country, make_guide

pytestmark = pytest.mark.django_db
SEED = Path(__file__).resolve().parents[2] / "guides" / "seed"
ARTICLE = """# 注销挪威 SIM 卡

## 注销前的准备

先解绑银行账号，再停用自动续费。

## 注销步骤

1. 打电话给客服。
2. 说明要销号。
"""


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "uploads"


@pytest.fixture
def client(client):
    """A publisher's, in English."""
    user = User.objects.create_user("paula", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def norway():
    """A country with a guide, and the bundle that an export makes of it."""
    guide = make_guide("leave", make_country(), status="draft", published_at=None)
    states.refresh(guide, "major", LANGUAGES, None)
    return text_of("norway")


def upload(client: Client, content: str | bytes, name: str = "norway.yaml", kind: str = "bundle", **more: str):
    raw = content if isinstance(content, bytes) else content.encode()
    fields = {f"{kind}-{key}": value for key, value in more.items()}
    file = SimpleUploadedFile(name, raw)
    return client.post(reverse("admin:guides_exchange"), {"kind": kind, f"{kind}-file": file, **fields})


def upload_article(client: Client, content: str | bytes = ARTICLE, name: str = "article.md", **more: str):
    return upload(client, content, name, "article", **{"country": "norway", "language": "zh-hans", **more})


def apply(client: Client, page: HttpResponse) -> HttpResponse:
    """Press the second button of the page."""
    token = document(page).query('input[name="upload"]')[0].attrs["value"]
    return client.post(reverse("admin:guides_exchange_apply"), {"upload": token}, follow=True)


def rows(page: HttpResponse) -> list[list[str]]:
    return [
        [cell.to_text().strip() for cell in row.query("th, td")]
        for row in document(page).query("#content-main tbody tr")
    ]


def said(page: HttpResponse) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def faults(page: HttpResponse) -> list[list[str]]:
    assert document(page).query('input[name="upload"]') == []
    return rows(page)


def mended(text: str) -> str:
    """The bundle with one text changed."""
    return text.replace("Short answer. (en)", "A better answer.")


# Import of a bundle


def test_a_bundle_is_shown_before_anything_happens(client, norway):
    Guide.objects.filter(slug="leave").delete()
    revision = SiteRevision.objects.number()
    page = upload(client, norway)
    assert rows(page) == [["created", "guides", "1", "norway/leave"], ["left alone", "countries", "1", "norway"]]
    assert (Guide.objects.filter(slug="leave").exists(), SiteRevision.objects.number()) == (False, revision)


def test_the_second_button_does_what_was_shown(client, norway, uploads):
    Guide.objects.filter(slug="leave").delete()
    page = apply(client, upload(client, norway))
    assert said(page) == ["Imported from norway.yaml.", "guides: 1 created", "countries: 1 left alone"]
    assert text_of("norway") == norway
    assert list(uploads.iterdir()) == []


def test_what_exists_is_replaced_only_if_asked(client, norway):
    assert "all of it is already here" in upload(client, mended(norway)).content.decode()
    page = upload(client, mended(norway), overwrite="on")
    assert rows(page) == [["replaced", "countries", "1", "norway"], ["replaced", "guides", "1", "norway/leave"]]
    assert text_of("norway") == norway
    apply(client, page)
    assert text_of("norway") == mended(norway)


def test_an_import_is_in_the_log_with_who_and_what(client, norway):
    apply(client, upload(client, mended(norway), overwrite="on"))
    entries = LogEntry.objects.values_list("user__username", "content_type__model", "action_flag", "change_message")
    assert sorted(entries) == [
        ("paula", "country", 2, "Imported from norway.yaml"),
        ("paula", "guide", 2, "Imported from norway.yaml"),
    ]


def test_what_an_import_replaced_can_be_restored(client, norway):
    """Even if it was never saved in the admin before."""
    apply(client, upload(client, mended(norway), overwrite="on"))
    guide = Guide.objects.get(slug="leave")
    after, before = revisions_of(guide)
    assert [each.revision.get_comment() for each in (before, after)] == [
        "Before: Imported from norway.yaml",
        "Imported from norway.yaml",
    ]
    restore(guide, before.revision, User.objects.get(), "Restored")
    assert text_of("norway") == norway


def test_a_form_that_was_open_meanwhile_is_out_of_date(client, norway):
    version = Guide.objects.get(slug="leave").version
    apply(client, upload(client, mended(norway), overwrite="on"))
    assert Guide.objects.get(slug="leave").version > version


def test_a_change_between_the_two_steps_is_shown_first(client, norway):
    Guide.objects.filter(slug="leave").delete()
    shown = upload(client, mended(norway), overwrite="on")
    make_guide("leave", Country.objects.get(slug="norway"))
    page = apply(client, shown)
    assert said(page) == ["Nothing was imported yet: the content changed meanwhile. This would happen now."]
    assert rows(page) == [["replaced", "countries", "1", "norway"], ["replaced", "guides", "1", "norway/leave"]]
    assert Guide.objects.get(slug="leave").status == "published"
    apply(client, page)
    assert text_of("norway") == mended(norway)


def test_a_country_that_a_colleague_deleted_is_created_anew_and_said_so(client, norway):
    shown = upload(client, norway, overwrite="on")
    Guide.objects.filter(slug="leave").delete()
    Country.objects.filter(slug="norway").delete()
    assert rows(apply(client, shown)) == [
        ["created", "countries", "1", "norway"],
        ["created", "guides", "1", "norway/leave"],
    ]
    assert not Country.objects.filter(slug="norway").exists()


def test_what_refers_to_something_deleted_is_refused_with_its_place(client, norway):
    text = norway.replace("Answer why. (en)", "'See [this](/iceland/).'")
    line = text[: text.index("/iceland/")].count("\n") + 1
    found = {(at, place): message for at, place, message in faults(upload(client, text))}
    assert "/iceland/" in found[str(line), "guides[0].questions[0].answer.en"]


def test_a_wish_for_nothing_new_has_no_second_button(client, norway):
    assert document(upload(client, norway)).query('input[name="upload"]') == []


# What is no bundle


@pytest.mark.parametrize(
    ("content", "line", "place", "message"),
    [
        (b"format: 1\n# \xb5\xe7\xbb\xb0\n", "2", "", "is not UTF-8."),
        ("format: 1\nguides: &a\n  - *a\n", "2", "guides", "an anchor or alias (a): write it out."),
        ("# next year's\nformat: 2\n", "2", "format", "“format: 1” is needed here; this program reads no other."),
        (
            "<!DOCTYPE html>\n<html lang=en><p>No</html>", "1", "",
            "is a web page (HTML), not a bundle: export or save it as YAML.",
        ),
        ("# nothing\n", "1", "", "a bundle is a mapping that begins with “format: 1”."),
        ("format: 1\nguide: []\n", "2", "guide", "this key is not known here."),
    ],
)  # fmt: skip
def test_a_faulty_file_is_refused_with_line_and_place(client, uploads, content, line, place, message):
    page = upload(client, content)
    assert faults(page) == [[line, place, message]]
    assert page.context["title"] == "norway.yaml cannot be imported"
    assert list(uploads.iterdir()) == []


def test_every_fault_is_listed_and_nothing_changed(client, norway):
    broken = norway.replace("need: required", "need: perhaps")
    assert [place for _line, place, _message in faults(upload(client, broken, overwrite="on"))] == [
        "guides[0].verdicts.renewal.need",
        "guides[0].verdicts.line.need",
    ]
    assert text_of("norway") == norway


def test_no_fault_names_a_file_of_the_server(client, norway, uploads):
    twice = norway + norway[norway.index("  - slug: leave") :]
    page = upload(client, twice)
    assert "is already defined in norway.yaml, line" in page.content.decode()
    assert str(uploads) not in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "size", "message"),
    [
        ("bundle", 0, "The submitted file is empty."),
        ("bundle", 5_000_001, "big.yaml is too large: at most 5 MB can be uploaded."),
        ("article", 1_000_001, "big.yaml is too large: at most 1 MB can be uploaded."),
    ],
)
def test_an_empty_or_too_large_file_is_refused(client, kind, size, message):
    page = upload(client, b"x" * size, "big.yaml", kind)
    assert page.context["forms"][kind].errors["file"] == [message]


def test_a_bundle_of_almost_five_megabytes_is_read(client):
    page = upload(client, "# " + "x" * 4_900_000 + "\n" + text_of("japan"), "japan.yaml")
    assert [row[0] for row in rows(page)] == ["left alone"] * len(rows(page))


# The kept file


def test_a_file_that_is_gone_must_be_uploaded_again(client, norway, uploads):
    page = upload(client, mended(norway), overwrite="on")
    for file in uploads.iterdir():
        file.unlink()
    assert said(apply(client, page)) == ["Nothing was imported: the file is not kept any more. Upload it again."]
    assert text_of("norway") == norway


def test_a_file_that_was_tampered_with_is_not_applied(client, norway, uploads):
    page = upload(client, mended(norway), overwrite="on")
    next(uploads.iterdir()).write_text(norway.replace("Short answer. (en)", "Buy here."))
    apply(client, page)
    assert text_of("norway") == norway


def test_a_form_is_good_for_its_own_user_only(client, norway):
    page = upload(client, mended(norway), overwrite="on")
    other = User.objects.create_superuser("otto")
    client.force_login(other)
    apply(client, page)
    assert text_of("norway") == norway


def test_a_forged_form_is_refused(client):
    page = client.post(reverse("admin:guides_exchange_apply"), {"upload": "forged"}, follow=True)
    assert said(page) == ["Nothing was imported: the file is not kept any more. Upload it again."]


def test_forgotten_files_go_after_a_day(client, norway, uploads):
    upload(client, mended(norway), overwrite="on")
    [old] = uploads.iterdir()
    os.utime(old, (time.time() - 90_000,) * 2)
    upload(client, mended(norway) + "\n", overwrite="on")
    assert (old.exists(), len(list(uploads.iterdir()))) == (False, 1)


def test_kept_files_are_nobody_elses_to_read(client, norway, uploads):
    upload(client, mended(norway), overwrite="on")
    assert [oct(path.stat().st_mode & 0o777) for path in (uploads, *uploads.iterdir())] == ["0o700", "0o600"]


# Import of an article


def test_an_article_is_shown_with_its_report_before_anything_happens(client, norway):
    page = upload_article(client, slug="cancel")
    html = page.content.decode()
    assert ("A new draft in Norway at the address cancel:" in html, "注销前的准备" in html) == (True, True)
    assert page.context["plan"].article.title == "注销挪威 SIM 卡"
    assert not Guide.objects.filter(slug="cancel").exists()


def test_an_article_becomes_a_draft_with_log_and_history(client, norway):
    page = apply(client, upload_article(client, slug="cancel"))
    guide = Guide.objects.get(slug="cancel")
    assert page.redirect_chain == [(reverse("admin:guides_guide_change", args=[guide.pk]), 302)]
    assert (guide.country.slug, guide.status, guide.title_zh_hans, guide.title_en) == (
        "norway", "draft", "注销挪威 SIM 卡", None,
    )  # fmt: skip
    assert [each.revision.get_comment() for each in revisions_of(guide)] == ["Imported from article.md"]
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Imported from article.md"]
    assert guide.sections.filter(**{f"body_{ZH_HANS.suffix}__gt": ""}).count() == guide.sections.count() == 2


def test_an_article_never_replaces_a_guide(client, norway):
    [[_line, _place, message]] = faults(upload_article(client, slug="leave"))
    assert message == "Norway already has a guide “leave”: choose another slug if this is another article."


def test_an_article_for_a_country_that_a_colleague_deleted_is_refused(client, norway):
    page = upload_article(client, slug="cancel")
    Guide.objects.filter(slug="leave").delete()
    Country.objects.filter(slug="norway").delete()
    [[_line, _place, message]] = faults(apply(client, page))
    assert message == "the country “norway” is not here any more: choose another, or create it first."
    assert upload_article(client).context["forms"]["article"].errors["country"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xfe\xff\xfa" * 9, "\n\n  \n"])
def test_what_is_no_article_is_refused(client, norway, content):
    [[_line, _place, message]] = faults(upload_article(client, content))
    assert message.startswith("article.md is ")


@pytest.mark.parametrize("slug", ["history", "No Slug"])
def test_a_slug_that_cannot_be_used_is_refused(client, norway, slug):
    page = upload_article(client, slug=slug)
    assert document(page).query('input[name="upload"]') == []
    assert not Guide.objects.filter(slug=slug).exists()


# Export


@pytest.mark.parametrize("name", sorted(path.stem for path in SEED.glob("*.yaml")))
def test_what_ships_is_exported_byte_for_byte(client, name):
    response = client.get(reverse("admin:guides_exchange_export"), {"what": name})
    assert response["Content-Disposition"] == f'attachment; filename="{name}.yaml"'
    assert response.content == (SEED / f"{name}.yaml").read_bytes()


def test_everything_is_exported_in_one_zip_file(client):
    response = client.get(reverse("admin:guides_exchange_export"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {path.name: path.read_bytes() for path in SEED.glob("*.yaml")}


def test_an_export_comes_back_byte_for_byte(client, norway):
    exported = client.get(reverse("admin:guides_exchange_export"), {"what": "norway"}).content
    Guide.objects.filter(slug="leave").delete()
    Country.objects.filter(slug="norway").delete()
    apply(client, upload(client, exported))
    assert client.get(reverse("admin:guides_exchange_export"), {"what": "norway"}).content == exported


def test_a_country_that_is_gone_is_not_exported(client):
    assert client.get(reverse("admin:guides_exchange_export"), {"what": "atlantis"}).status_code == 404


def test_the_page_names_what_no_bundle_can_hold(client):
    provider = Provider.objects.filter(facts__isnull=False).first()
    provider.facts.update(source=None)
    assert f"{provider.slug}: " in client.get(reverse("admin:guides_exchange")).content.decode()


# Who may


@pytest.mark.parametrize("group", ["Editor", "Fact checker", "Translator en", "Translator zh-Hant"])
def test_only_publishers_import_and_export(client, group):
    user = User.objects.create_user("erin", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    answers = [
        client.get(reverse("admin:guides_exchange")),
        upload(client, "format: 1\n"),
        client.post(reverse("admin:guides_exchange_apply")),
        client.get(reverse("admin:guides_exchange_export")),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    for noun in ("guide", "country"):
        assert "/exchange/" not in client.get(reverse(f"admin:guides_{noun}_changelist")).content.decode()


@pytest.mark.parametrize("noun", ["guide", "country"])
def test_a_publisher_finds_the_page(client, noun):
    changelist = client.get(reverse(f"admin:guides_{noun}_changelist")).content.decode()
    assert f'href="{reverse("admin:guides_exchange")}"' in changelist


def test_nothing_is_imported_by_following_a_link(client):
    assert client.get(reverse("admin:guides_exchange_apply")).status_code == 405


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_pages_hold_no_inline_script_or_style(client, norway, language):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    pages = [
        client.get(reverse("admin:guides_exchange")),
        upload(client, mended(norway), overwrite="on"),
        upload(client, "format: 2"),
        upload_article(client, slug="cancel"),
    ]
    for page in pages:
        found = document(page)
        inline = [script for script in found.query("script") if "src" not in script.attrs]
        assert (inline, found.query("style, [style], [onclick]")) == ([], [])
