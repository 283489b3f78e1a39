"""What the desk refuses is shown again beside its reason: it never fails at showing it."""

import pytest

from guides.models import Provider
from tests.admin.forms import values_of
from tests.admin.people import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["perhaps", "0", "days:x", "", "x" * 60])
def test_a_value_that_its_topic_does_not_know_is_handed_back(value):
    boss = person("boss")
    boss.user.is_superuser = True
    boss.user.save()
    address = f"/admin/guides/provider/{Provider.objects.filter(facts__isnull=False).first().pk}/change/"
    form = values_of(boss.get(address))
    names = [name for name in form if name.startswith("facts-") and name.endswith("-value") and "__" not in name]
    response = boss.post(address, {**form, **dict.fromkeys(names, value)})
    assert (response.status_code, bool(names)) == (200, True)
    assert "errorlist" in response.content.decode()
