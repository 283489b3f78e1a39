"""Who may do what, screen by screen, as each role meets the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from guides import models, roles
from guides.languages import LANGUAGES
from tests import factory
from tests.admin.forms import document, errors, save
from tests.admin.people import person

pytestmark = pytest.mark.django_db

# What each role can open: see the list and the form, add, change, delete; "-" is a closed door.
SCREENS = {
    "Editor": {
        "guide": "sac-", "country": "sac-", "provider": "sac-", "source": "sac-", "fact": "sacd", "image": "sac-",
        "contactlink": "s---", "letter": "s---", "oldaddress": "s---", "feedback": "s-c-",
    },
    "Publisher": {
        "guide": "sacd", "country": "sacd", "provider": "sacd", "source": "sacd", "fact": "sacd", "image": "sacd",
        "contactlink": "sacd", "letter": "sac-", "oldaddress": "sacd", "feedback": "s-cd",
    },
    "Fact checker": {
        "guide": "s---", "country": "s---", "provider": "s-c-", "source": "sac-", "fact": "sac-", "image": "s---",
        "contactlink": "s---", "letter": "s---", "oldaddress": "s---", "feedback": "s-c-",
    },
    "Translator zh-Hant": {
        "guide": "s-c-", "country": "s-c-", "provider": "s-c-", "source": "s---", "fact": "s-c-", "image": "s-c-",
        "contactlink": "s---", "letter": "s---", "oldaddress": "s---", "feedback": "s---",
    },
}  # fmt: skip
SCREENS["Translator en"] = SCREENS["Translator zh-Hant"]
for _screens in SCREENS.values():
    _screens |= {"user": "----", "group": "----"}  # only an administrator lets people in
NO_ROLE = dict.fromkeys(SCREENS["Editor"], "----")


@pytest.fixture
def rows():
    country, source = factory.make_country(), factory.make_source()
    provider = factory.make_provider(country=country)
    return {
        "guide": factory.make_guide(status="draft", published_at=None),
        "country": country,
        "provider": provider,
        "source": source,
        "fact": factory.make_fact(provider, "auto_renews", "no", source),
        "image": factory.make_image(),
        "contactlink": models.ContactLink.objects.create(label_en="Us", address="https://us.example", kind="web"),
        "letter": models.Letter.objects.first(),
        "oldaddress": models.OldAddress.objects.create(path="/old/", country=country),
        "feedback": models.Feedback.objects.create(page="/", language="en", verdict="wrong"),
        "user": person("somebody").user,
        "group": Group.objects.first(),
    }


def doors(client, row) -> str:
    """Which of see, add, change and delete are open, judged by what the screens answer and offer."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    form = client.get(reverse(f"{name}_change", args=[row.pk]))
    seen = client.get(reverse(f"{name}_changelist")).status_code == form.status_code == 200
    saves = seen and bool(document(form).query("input[name=_save], button[name=_save]"))
    adds = client.get(reverse(f"{name}_add")).status_code == 200
    deletes = client.get(reverse(f"{name}_delete", args=[row.pk])).status_code == 200
    return "".join(
        letter if is_open else "-" for letter, is_open in zip("sacd", (seen, adds, saves, deletes), strict=True)
    )


@pytest.mark.parametrize("role", SCREENS)
def test_each_role_opens_its_own_doors_and_no_others(rows, role):
    client = person("someone", role)
    assert {name: doors(client, row) for name, row in rows.items()} == SCREENS[role]


def test_somebody_without_a_role_opens_none(rows):
    client = person("someone")
    assert {name: doors(client, row) for name, row in rows.items()} == NO_ROLE


def test_every_role_is_in_this_table():
    assert sorted(SCREENS) == sorted(role.name for role in roles.ROLES)


@pytest.mark.parametrize("role", ["Translator zh-Hant", "Translator en"])
def test_a_translator_writes_the_texts_of_one_language_and_reads_the_others(rows, role):
    client = person("someone", role)
    own = role.removeprefix("Translator ").lower().replace("-", "_")
    for name in ("guide", "country", "provider", "fact"):
        row = rows[name]
        form = document(client.get(reverse(f"admin:guides_{name}_change", args=[row.pk])))
        fields = {each.attrs.get("name") or "" for each in form.query("form input[type=text], form textarea")}
        suffixes = {
            language.suffix for language in LANGUAGES for field in fields if field.endswith(f"_{language.suffix}")
        }
        assert suffixes == {own}


def test_a_fact_checker_mends_contacts_in_the_form_of_their_provider_and_nothing_else_of_it(rows):
    client, provider = person("someone", "Fact checker"), rows["provider"]
    channel = factory.make_channel(provider, "phone", "+4781500000", rows["source"])
    address = reverse("admin:guides_provider_change", args=[provider.pk])
    form = document(client.get(address))
    boxes = form.query("#provider_form input[type=text], #provider_form textarea")
    written = {each.attrs.get("name") or "" for each in boxes}
    assert {name for name in written if not name.startswith(("channels-", "facts-"))} == set()
    response = save(client, address, **{"channels-0-value": "+4781500001", "slug": "forged"})
    assert (response.status_code, errors(response) if response.status_code == 200 else {}) == (302, {})
    channel.refresh_from_db()
    provider.refresh_from_db()
    assert (channel.value, provider.slug) == ("+4781500001", "nordic")


@pytest.mark.parametrize("field", ["title_zh_hans", "title_en", "slug", "status", "facts_checked_on"])
def test_what_a_translator_may_not_write_is_not_written_even_if_it_is_sent(rows, field):
    guide, client = rows["guide"], person("someone", "Translator zh-Hant")
    before = models.Guide.objects.values(field).get(pk=guide.pk)
    address = reverse("admin:guides_guide_change", args=[guide.pk])
    client.post(address, {"title_zh_hant": "標題", "base_version": guide.version, field: "published"})
    assert models.Guide.objects.values(field).get(pk=guide.pk) == before


def test_every_save_is_in_the_log_with_who_and_what(rows):
    client = person("someone", "Editor")
    address = reverse("admin:guides_source_change", args=[rows["source"].pk])
    values = {
        "slug": "nordic-terms",
        "url": "https://x.example.org/",
        "publisher": "New",
        "language": "en",
        "seen_on": "2026-11-21",
    }
    assert client.post(address, values).status_code == 302
    entry = LogEntry.objects.latest("action_time")
    assert (entry.user, entry.get_edited_object(), entry.is_change()) == (client.user, rows["source"], True)
    assert "Publisher" in entry.get_change_message() or "publisher" in entry.get_change_message()


def test_after_migrating_a_role_holds_exactly_what_the_code_says():
    group = Group.objects.get(name="Editor")
    group.permissions.add(Permission.objects.get(codename="delete_guide"))
    group.permissions.remove(Permission.objects.get(codename="change_guide"))
    call_command("migrate", verbosity=0)
    held = set(group.permissions.values_list("codename", flat=True))
    assert held == next(role.permissions for role in roles.ROLES if role.name == "Editor")


def test_a_group_that_an_operator_made_is_left_alone():
    own = Group.objects.create(name="Interns")
    own.permissions.add(Permission.objects.get(codename="view_guide"))
    call_command("migrate", verbosity=0)
    assert [each.codename for each in own.permissions.all()] == ["view_guide"]
