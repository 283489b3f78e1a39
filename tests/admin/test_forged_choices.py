"""A row chosen that cannot be is no valid choice: said beside the field, on the form with all else that was typed."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from guides.models import Guide, OldAddress, Provider, Source
from tests.admin.forms import errors, values_of
from tests.admin.people import person

pytestmark = pytest.mark.django_db

NUMBERS = ["NaN", "1e3", "-1", "1.5", str(2**63), "-" + "9" * 40, "9" * 5000, "½", "' OR 1=1 --", "None", "[]"]
ONE = ["Select a valid choice. That choice is not one of the available choices."]


@pytest.fixture
def boss() -> Client:
    client = person("boss")
    User.objects.filter(pk=client.user.pk).update(is_superuser=True)
    return client


def refused(client: Client, address: str, field: str, number: str) -> list[str]:
    response = client.post(address, {**values_of(client.get(address)), field: number})
    assert response.status_code == 200
    return errors(response)[field]


def change(row: Guide | Provider | OldAddress | User) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_row_that_cannot_be_is_no_valid_choice(boss: Client, number: str):
    guide = Guide.objects.filter(sources__isnull=False).first()
    assert refused(boss, change(guide), "country", number) == ONE
    provider = Provider.objects.filter(facts__isnull=False).first()
    assert refused(boss, change(provider), "facts-0-source", number) == ONE
    assert refused(boss, "/admin/guides/oldaddress/add/", "guide", number) == ONE
    assert refused(boss, "/admin/guides/fact/add/", "provider", number) == ONE


@pytest.mark.parametrize("number", NUMBERS)
def test_nor_is_it_one_of_several(boss: Client, number: str):
    guide = Guide.objects.filter(sources__isnull=False).first()
    known = list(guide.sources.values_list("pk", flat=True))
    several = [f"Select a valid choice. {number} is not one of the available choices."]
    assert refused(boss, change(guide), "sources", number) == several
    assert refused(boss, change(boss.user), "groups", number) == several
    role = Group.objects.first()
    assert refused(boss, f"/admin/auth/group/{role.pk}/change/", "permissions", number) == several
    assert list(guide.sources.values_list("pk", flat=True)) == known


def test_what_was_rightly_chosen_beside_it_stays_chosen(boss: Client):
    guide, source = Guide.objects.filter(sources__isnull=False).first(), Source.objects.last()
    form = values_of(boss.get(change(guide)))
    response = boss.post(change(guide), {**form, "sources": [source.pk, "NaN"]})
    assert values_of(response)["sources"] == [str(source.pk)]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("field", ["country", "sources"])
def test_an_address_that_fills_the_form_in_cannot_break_it(boss: Client, number: str, field: str):
    response = boss.get("/admin/guides/guide/add/", {field: number})
    assert (response.status_code, values_of(response)[field] in ("", [])) == (200, True)
