"""Pictures travel with bundles: out, into another installation, and out again the same; or a fault names them."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from guides.exchange.checking import check
from guides.exchange.faults import Refused
from guides.exchange.loading import load
from guides.exchange.rehearsing import rehearse
from guides.images import storing
from guides.images.reading import read
from guides.models import Guide, Image
from guides.models.images import files_taken_back
from tests.factory import make_country, make_guide, make_image
from tests.images import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def image(empty) -> Image:
    """A guide of Norway places it in all three languages."""
    picture = read(files.jpeg((500, 400)))
    with files_taken_back():
        storing.store(picture)
        image = make_image("phone", caption_en="The second line")
        image.describe(picture)
        image.save()
    guide = make_guide(country=make_country(), status="draft", published_at=None)
    text = f"Look:\n\n{image.directive}\n"
    guide.sections.filter(anchor="before").update(body_en=text, body_zh_hans=text, body_zh_hant=text)
    guide.translation_states.create(language="en", state="current")
    guide.translation_states.create(language="zh-hant", state="current")
    return image


@pytest.fixture
def exported(image, tmp_path) -> Path:
    """The bundle of Norway, in a folder of its own, with its pictures."""
    call_command("export", tmp_path / "out", verbosity=0, stdout=io.StringIO())
    return tmp_path / "out" / "norway.yaml"


@pytest.fixture
def elsewhere(exported, settings, tmp_path) -> Path:
    """The same bundle before an installation that has nothing."""
    from guides.exchange.rows import remove

    for model in (Guide.providers.through, Guide.sources.through):
        remove(model.objects.all())
    Guide.objects.all().delete()
    Image.objects.all().delete()
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    return exported


def beside(bundle: Path) -> Path:
    (file,) = (bundle.parent / "images").iterdir()
    return file


def faults(*bundles: Path) -> list[str]:
    try:
        check(bundles)
    except Refused as refused:
        return [fault.message for fault in refused.faults]
    return []


def kept(settings) -> list[str]:
    return sorted(file.name for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file())


def test_a_bundle_says_which_pictures_its_texts_place(exported, image):
    assert exported.read_text().split("images:\n")[1].split("guides:\n")[0] == (
        f"  - slug: phone\n    digest: {image.digest}\n    format: jpeg\n    alt:\n"
        "      zh-hans: Picture of phone (zh-hans)\n      zh-hant: Picture of phone (zh-hant)\n"
        "      en: Picture of phone (en)\n    caption:\n      en: The second line\n"
    )
    assert beside(exported).name == f"{image.digest}.webp"


def test_a_picture_that_no_text_places_stays_behind(image, tmp_path):
    make_image("unused", digest="b" * 64)
    call_command("export", tmp_path / "out", verbosity=0, stdout=io.StringIO())
    assert [file.name for file in (tmp_path / "out" / "images").iterdir()] == [f"{image.digest}.webp"]
    assert "unused" not in (tmp_path / "out" / "norway.yaml").read_text()


def test_another_installation_gets_the_picture_and_exports_the_same(elsewhere, image, settings, tmp_path):
    before = elsewhere.read_bytes(), beside(elsewhere).read_bytes()
    call_command("seed", elsewhere, verbosity=0)
    here = Image.objects.get()
    assert (here.digest, here.format, here.fallback, here.width, here.height) == (image.digest, "jpeg", "jpg", 500, 400)
    assert kept(settings) == ["360.webp", "500.jpg", "500.webp", "master.webp"]
    call_command("export", tmp_path / "again", verbosity=0, stdout=io.StringIO())
    again = tmp_path / "again" / "norway.yaml"
    assert (again.read_bytes(), beside(again).read_bytes()) == before


def test_readers_there_see_it(elsewhere, client):
    call_command("seed", elsewhere, verbosity=0)
    Guide.objects.update(status="published", published_at="2026-11-01T00:00Z")
    page = client.get("/en/norway/leave/").content.decode()
    address = Image.objects.get().src
    response = client.get(address)
    response.close()
    assert (address in page, response.status_code) == (True, 200)


def test_without_its_file_the_bundle_is_refused_and_nothing_is_loaded(elsewhere, image, settings):
    beside(elsewhere).unlink()
    (message,) = faults(elsewhere)
    assert message == (
        f"the picture “phone” is not here: its file images/{image.digest}.webp does not stand beside this bundle. "
        "Put it there, or upload it under Images, and import again."
    )
    with pytest.raises(CommandError):
        call_command("seed", elsewhere, verbosity=0, stderr=io.StringIO())
    assert (Guide.objects.exists(), Image.objects.exists(), kept(settings)) == (False, False, [])


def test_a_picture_that_was_uploaded_there_needs_no_file(elsewhere, image):
    with files_taken_back():
        picture = read(beside(elsewhere).read_bytes())  # the master itself, through the form for uploads
        storing.store(picture)
        uploaded = make_image("other")
        uploaded.describe(picture)
        uploaded.save()
    beside(elsewhere).unlink()
    call_command("seed", elsewhere, verbosity=0)
    here = Image.objects.get(slug="phone")
    assert (here.digest, here.fallback) == (image.digest, uploaded.fallback)
    assert storing.folder(here.digest).joinpath(f"500.{here.fallback}").exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (files.png((9, 9)), "is not the picture that it is named after."),
        (b"<html>", "This is a web page"),
        (files.bomb(), "At most 25 million pixels"),
        (b"", "The file is empty."),
    ],
)
def test_a_wrong_file_beside_the_bundle_is_named(elsewhere, image, settings, data, reason):
    beside(elsewhere).write_bytes(data)
    (message,) = faults(elsewhere)
    assert (f"images/{image.digest}.webp" in message, reason in message, kept(settings)) == (True, True, [])


@pytest.mark.parametrize(
    ("wrong", "right", "reasons"),
    [
        ("slug: telephone", "slug: phone", {"“phone” is not among the images of this file.",
                                            "no text in this file places “telephone”."}),
        ("", "      zh-hant: Picture of phone (zh-hant)\n",
         {"the image “phone” has no alternative text in 繁體中文."}),
        ("[[image: phone phone]]", "[[image: phone]]",
         {"[[image: phone, phone]]: write [[image: name]].", "no text in this file places “phone”."}),
        ("en: " + "x" * 251, "en: The second line", {"Ensure this value has at most 250 characters (it has 251)."}),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named(exported, wrong, right, reasons):
    text = exported.read_text()
    assert right in text
    exported.write_text(text.replace(right, wrong))
    assert set(faults(exported)) == reasons


def test_two_bundles_may_share_a_picture_if_they_describe_it_alike(exported):
    other = exported.with_name("sweden.yaml")
    text = exported.read_text().replace("norway", "sweden").replace("code: 'NO'", "code: SE")
    other.write_text(text)
    assert faults(exported, other) == []
    other.write_text(text.replace("The second line", "The third line"))
    assert faults(exported, other) == [f"“phone” is another picture in {exported}, or described otherwise."]


def test_a_digest_cannot_lead_out_of_the_folder(exported, image):
    exported.write_text(exported.read_text().replace(image.digest, "../../secret"))
    assert len(faults(exported)) == 1


def test_what_an_editor_described_is_left_alone_unless_told_otherwise(exported):
    Image.objects.update(alt_en="Better", caption_en="")
    load(check([exported]))
    assert Image.objects.get().alt_en == "Better"
    load(check([exported]), overwrite=True)
    assert (Image.objects.get().alt_en, Image.objects.get().caption_en) == ("Picture of phone (en)", "The second line")


def test_a_replaced_picture_comes_back_and_its_files_go(exported, image, settings, django_capture_on_commit_callbacks):
    other = read(files.png((30, 20)))
    with files_taken_back():
        storing.store(other)
        image.describe(other)
        image.save()
    with django_capture_on_commit_callbacks(execute=True):
        load(check([exported]), overwrite=True)
    assert (Image.objects.get().width, storing.folder(other.digest).exists()) == (500, False)


def test_a_rehearsal_leaves_no_file(elsewhere, settings):
    report, _replaced = rehearse(check([elsewhere]), overwrite=False)
    assert (report.created[Image], Image.objects.exists(), kept(settings)) == (["phone"], False, [])


def test_an_export_from_the_admin_holds_the_picture(admin_client, image):
    response = admin_client.get("/admin/guides/country/exchange/export/", {"what": "norway"})
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == ["norway.yaml", f"images/{image.digest}.webp"]
        assert read(archive.read(f"images/{image.digest}.webp"), was="jpeg").digest == image.digest
    assert response.headers["Content-Disposition"] == 'attachment; filename="norway.zip"'


def test_a_lost_file_does_not_stop_an_export(image, tmp_path):
    storing.master(image.digest).unlink()
    said = io.StringIO()
    call_command("export", tmp_path / "out", verbosity=0, stdout=io.StringIO(), stderr=said)
    assert ("The file of a picture is lost" in said.getvalue(), (tmp_path / "out/norway.yaml").exists()) == (True, True)
