"""The picture of a contact link, such as a QR code, is treated like every other upload."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.models import ContactLink
from tests.admin.forms import errors, save, values_of
from tests.images import files

pytestmark = pytest.mark.django_db
ADD = "/admin/guides/contactlink/add/"


def upload(client, data: bytes, name: str = "code.png"):
    fields = {"label_zh_hans": "写信", "address": "https://us.example.org/", "kind": "web"}
    return client.post(ADD, {**values_of(client.get(ADD)), **fields, "image": SimpleUploadedFile(name, data)})


def test_it_is_made_anew_without_what_the_telephone_wrote(admin_client, client, stored):
    assert upload(admin_client, files.with_everything_private("JPEG"), "IMG 0001.jpeg").status_code == 302
    link = ContactLink.objects.get()
    (name,) = stored()
    assert (link.image.name, name.endswith(".jpg"), "IMG" in name) == (name, True, False)
    response = client.get(link.image.url)
    content = b"".join(response.streaming_content)
    assert (response.headers["Content-Type"], files.PLACE in content) == ("image/jpeg", False)


@pytest.mark.parametrize("data", [b"<html>", files.png()[:-2_000], files.animated("GIF"), files.bomb()])
def test_what_is_no_picture_is_refused(admin_client, stored, data):
    response = upload(admin_client, data)
    assert (response.status_code, list(errors(response)), stored()) == (200, ["image"], [])


def test_a_save_without_a_new_picture_keeps_the_old_one(admin_client, stored):
    upload(admin_client, files.png())
    link, before = ContactLink.objects.get(), stored()
    assert save(admin_client, f"/admin/guides/contactlink/{link.pk}/change/", label_zh_hans="我们").status_code == 302
    assert (ContactLink.objects.get().image.name, stored()) == (link.image.name, before)
