"""The content leaves the admin byte for byte as it came."""

import io
import zipfile

import pytest
from django.urls import reverse

from guides.models import Country, Guide, Provider
from tests.admin.exchange.exchanging import SEED, apply, upload

pytestmark = pytest.mark.django_db


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
