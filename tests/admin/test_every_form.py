"""Every list and form of the admin, in every language."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from modeltranslation.translator import translator

from guides import models
from guides.languages import LANGUAGES
from tests.admin.forms import document
from tests.factory import make_channel, make_country, make_fact, make_guide, make_image, make_provider, make_source

pytestmark = pytest.mark.django_db

MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "guides"), key=lambda model: model.__name__
)
HOST = re.compile(r"""(?:src|href|action|srcset)\s*=\s*["']?\s*(?:https?:)?//([^/"'\s>]+)""", re.IGNORECASE)


@pytest.fixture
def row():
    """One row of the given model, with all that belongs to it."""

    def make(model):
        source, country = make_source(), make_country()
        provider = make_provider(country=country)
        guide = make_guide(country=country)
        makers = {
            models.Country: lambda: country,
            models.Source: lambda: source,
            models.Provider: lambda: provider,
            models.Guide: lambda: guide,
            models.Fact: lambda: make_fact(provider, "auto_renews", "no", source),
            models.ContactLink: lambda: models.ContactLink.objects.create(
                label_en="Us", address="https://us.example", kind="web"
            ),
            models.Letter: lambda: models.Letter.objects.get_or_create(
                language="ko", defaults={"subject": "s", "body": "b"}
            )[0],
            models.Feedback: lambda: models.Feedback.objects.create(page="/", language="en", verdict="wrong"),
            models.Image: make_image,
            models.OldAddress: lambda: models.OldAddress.objects.create(path="/old/", country=country),
        }
        make_channel(provider, "phone", "+4712345678", source)
        return makers[model]()

    return make


def opened(client, language, address):
    client.cookies["django_language"] = language.code
    response = client.get(address)
    html = document(response)
    lang = html.query("html")[0].attrs.get("lang", "").lower()
    return response, (response.status_code, lang)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_and_form_opens_in_every_language_and_asks_no_other_host(admin_client, row, model, language):
    kept = row(model)
    names = [reverse(f"admin:guides_{model._meta.model_name}_changelist")]
    names.append(reverse(f"admin:guides_{model._meta.model_name}_change", args=[kept.pk]))
    if model is not models.Feedback:
        names.append(reverse(f"admin:guides_{model._meta.model_name}_add"))
    for address in names:
        response, answer = opened(admin_client, language, address)
        assert answer == (200, language.code)
        assert loaded_from(response.content.decode()) == set()


def loaded_from(html: str) -> set[str]:
    """Hosts that a browser would ask for scripts, styles, images or frames; links to read are not among them."""
    loads = re.findall(r"<(?:script|link|img|iframe|source|video|object|embed|form)\b[^>]*>", html, re.IGNORECASE)
    return {host for tag in loads for host in HOST.findall(tag)}


def test_the_desk_and_the_log_in_page_ask_no_other_host(admin_client, client):
    for response in (admin_client.get("/admin/"), client.get("/admin/login/")):
        assert (response.status_code, loaded_from(response.content.decode())) == (200, set())


def test_visitors_are_shown_the_log_in_page(client):
    for model in MODELS:
        address = reverse(f"admin:guides_{model._meta.model_name}_changelist")
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={address}")


def test_every_model_that_editors_write_is_in_the_admin():
    inside_others = {models.Section, models.Question, models.Verdict, models.ChangeNote, models.TranslationState}
    inside_others |= {models.SupportChannel, models.SiteRevision, models.Evidence, models.Attempt}
    inside_others |= {models.SearchDocument}  # written by the index
    expected = {getattr(models, name) for name in models.__all__} - inside_others
    assert expected - set(MODELS) == set()


@pytest.mark.parametrize(
    "model",
    [model for model in MODELS if model in translator.get_registered_models(abstract=False)],
    ids=lambda model: model.__name__,
)
def test_translated_fields_stand_together_by_language(admin_client, model):
    html = document(admin_client.get(reverse(f"admin:guides_{model._meta.model_name}_add")))
    groups = {}
    for fieldset in html.query("form > div > fieldset.module"):
        heading = [each.to_text().strip() for each in fieldset.query("h2, h3, legend, summary")]
        named = {each.attrs.get("name") for each in fieldset.query("input, textarea, select")}
        groups[heading[0] if heading else ""] = {name for name in named if name}
    fields = translator.get_options_for_model(model).fields
    for language in LANGUAGES:
        assert groups[language.name] == {f"{field}_{language.suffix}" for field in fields}
    assert not [name for name in groups[""] if name.endswith(tuple(f"_{language.suffix}" for language in LANGUAGES))]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_browser_is_told_the_language_of_what_is_typed(admin_client, language):
    html = document(admin_client.get(reverse("admin:guides_guide_add")))
    typed = [html.query(f"[name={field}_{language.suffix}]")[0] for field in ("title", "short_answer", "summary")]
    assert [field.attrs.get("lang") for field in typed] == [language.html_lang] * 3
