"""An editor uploads, describes, replaces and deletes pictures."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import override

from guides.images.reading import read
from guides.images.telling import Refused
from guides.languages import LANGUAGES, ZH_HANT
from guides.models import Image, SiteRevision
from tests.admin.forms import document, errors, save
from tests.factory import make_image
from tests.images import files
from tests.images.desk import ADD, change, upload

pytestmark = pytest.mark.django_db


def as_member_of(client, group: str) -> None:
    user = User.objects.create_user(group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


def test_an_upload_is_noted_with_what_it_is_and_who_did_it(admin_client, admin_user, image, stored):
    assert (image.format, image.fallback, image.width, image.height) == ("jpeg", "jpg", 900, 600)
    assert (image.created_by, image.alt_zh_hans, image.alt_en) == (admin_user, "手机", "A phone")
    folder = f"images/{image.digest}"
    assert stored() == [f"{folder}/{name}" for name in ("360.webp", "720.webp", "900.jpg", "900.webp", "master.webp")]


def test_readers_pages_are_made_anew_after_an_upload(admin_client):
    before = SiteRevision.objects.number()
    upload(admin_client, files.png(), slug="phone", alt_en="A phone")
    assert SiteRevision.objects.number() > before


def test_the_form_shows_what_to_paste_and_the_list_a_thumbnail(admin_client, image):
    form, listed = document(admin_client.get(change(image))), document(admin_client.get("/admin/guides/image/"))
    assert [each.to_text() for each in form.query("code.to-paste")] == ["[[image: phone]]"]
    (thumbnail,) = listed.query("img.thumbnail")
    attributes = {name: thumbnail.attrs[name] for name in ("src", "width", "height")}
    assert attributes == {"src": f"/media/images/{image.digest}/360.webp", "width": "96", "height": "64"}


WRONG = {
    "a web page named .png": b"<html><script>alert(1)</script></html>",
    "half a picture": files.png()[:-2_000],
    "a bomb": files.bomb(),
    "too many bytes": files.png((9, 9)) + bytes(50_000_000),
    "nothing": b"",
}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_in_the_editors_language_and_nothing_is_kept(admin_client, stored, data, language):
    admin_client.cookies["django_language"] = language.code
    response = upload(admin_client, data, slug="phone", alt_en="A phone")
    with override(language.code), pytest.raises(Refused) as refused:
        read(data)
    assert (response.status_code, errors(response)) == (200, {"file": [str(refused.value)]})
    assert (stored(), Image.objects.exists()) == ([], False)


def test_a_picture_needs_a_file_and_a_description(admin_client, stored):
    assert errors(upload(admin_client, None, slug="phone", alt_en="A phone")) == {"file": ["This field is required."]}
    response = upload(admin_client, files.png(), slug="phone")
    assert errors(response) == {"": ["Describe the picture in at least one language: its alternative text is missing."]}
    assert stored() == []


def test_a_name_that_is_taken_is_refused_and_its_file_not_kept(admin_client, image, stored):
    before = stored()
    response = upload(admin_client, files.png((50, 50)), slug="phone", alt_en="Another")
    assert (list(errors(response)), stored()) == (["slug"], before)


def test_a_save_that_fails_leaves_no_file(admin_client, stored, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr("django.contrib.admin.options.ModelAdmin.log_addition", fail)
    with pytest.raises(DatabaseError):
        upload(admin_client, files.png(), slug="phone", alt_en="A phone")
    assert (stored(), Image.objects.exists()) == ([], False)


def test_a_full_disk_is_said_and_leaves_nothing(admin_client, stored, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guides.images.storing._write", fail)
    response = upload(admin_client, files.png(), slug="phone", alt_en="A phone")
    page = admin_client.get(response.headers["Location"]).content.decode()
    assert "The picture could not be stored: No space left on device" in page
    assert (stored(), Image.objects.exists()) == ([], False)


def test_the_same_picture_under_another_name_is_mentioned_and_shares_its_files(admin_client, image, stored):
    before = stored()
    response = upload(admin_client, files.jpeg(), slug="again", alt_en="A phone")
    page = admin_client.get(response.headers["Location"]).content.decode()
    assert ("The same picture is already here as “phone”." in page, stored()) == (True, before)


def test_a_replaced_picture_keeps_its_name_and_its_old_files_go(
    admin_client, image, stored, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert upload(admin_client, files.png((200, 400)), address=change(image)).status_code == 302
    old, new = image.digest, Image.objects.get(slug="phone")
    assert (new.width, new.height, new.digest != old) == (200, 400, True)
    assert [name for name in stored() if old in name] == []
    assert len(stored()) == 3


def test_saving_without_a_file_changes_only_the_words(admin_client, image, stored):
    before = stored()
    assert save(admin_client, change(image), alt_zh_hant="手機").status_code == 302
    after = Image.objects.get(slug="phone")
    assert (after.alt_zh_hant, after.digest, stored()) == ("手機", image.digest, before)


def test_an_unused_picture_can_be_deleted(admin_client, image, stored, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("admin:guides_image_delete", args=[image.pk]), {"post": "yes"})
    assert (Image.objects.exists(), stored()) == (False, [])


def test_a_translator_describes_in_one_language_and_uploads_nothing(client, image):
    as_member_of(client, f"Translator {ZH_HANT.html_lang}")
    page = document(client.get(change(image)))
    assert [each.attrs["name"] for each in page.query("input[type=text], input[type=file], textarea")] == [
        "alt_zh_hant",
        "caption_zh_hant",
    ]
    assert save(client, change(image), alt_zh_hant="手機", alt_en="Mine", slug="mine").status_code == 302
    after = Image.objects.get(pk=image.pk)
    assert (after.slug, after.alt_zh_hant, after.alt_en) == ("phone", "手機", "A phone")
    assert client.get(ADD).status_code == 403


def test_a_translator_cannot_replace_the_file(client, image, stored):
    as_member_of(client, f"Translator {ZH_HANT.html_lang}")
    before = stored()
    upload(client, files.png((50, 50)), address=change(image), alt_zh_hant="手機")
    assert (Image.objects.get(pk=image.pk).digest, stored()) == (image.digest, before)


@pytest.mark.parametrize(
    ("group", "answers"), [("Editor", (200, 403)), ("Publisher", (200, 200)), ("Fact checker", (403, 403))]
)
def test_editors_upload_and_publishers_delete(client, image, group, answers):
    as_member_of(client, group)
    deletion = reverse("admin:guides_image_delete", args=[image.pk])
    assert (client.get(ADD).status_code, client.get(deletion).status_code) == answers
    assert client.get(change(image)).status_code == 200


def test_the_list_takes_the_same_queries_for_any_number_of_pictures(admin_client, django_assert_max_num_queries):
    for number in range(30):
        make_image(f"picture-{number}")
    with django_assert_max_num_queries(9):  # one of them whether a second factor was given
        assert admin_client.get("/admin/guides/image/").status_code == 200
