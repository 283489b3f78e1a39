"""The admin's forms for images, as an editor's browser sends them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from guides.models import Image
from tests.admin.forms import values_of

ADD = "/admin/guides/image/add/"


def upload(
    client: Client, data: bytes | None = None, name: str = "photo.png", address: str = ADD, **fields: str
) -> HttpResponse:
    values = {**values_of(client.get(address)), **fields}
    if data is not None:
        values["file"] = SimpleUploadedFile(name, data, content_type="image/png")
    return client.post(address, values)


def change(image: Image) -> str:
    return reverse("admin:guides_image_change", args=[image.pk])
