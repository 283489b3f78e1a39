"""A guide far longer than any that we have is saved as browsers send it, with all its texts."""

from urllib.parse import urlencode

import pytest

from guides.languages import LANGUAGES
from guides.models import Section
from tests.admin.forms import errors, values_of
from tests.admin.people import person
from tests.factory import make_country, make_guide

pytestmark = pytest.mark.django_db
SECTIONS = 60
TEXT = "一段很长的话。" * 300


def test_sixty_sections_in_three_languages_are_saved():
    guide = make_guide("leave", make_country(), status="draft")
    guide.sections.all().delete()
    texts = {f"{field}_{language.suffix}": TEXT[:100] if field == "heading" else TEXT for language in LANGUAGES
             for field in ("heading", "body")}  # fmt: skip
    for number in range(SECTIONS):
        Section.objects.create(guide=guide, position=number + 1, anchor=f"part-{number}", kind="steps", **texts)
    editor, address = person("ed", "Editor"), f"/admin/guides/guide/{guide.pk}/change/"
    form = values_of(editor.get(address))
    changed = {name: f"{TEXT}改" for name in form if name.startswith("sections-") and "-body_" in name}
    body = urlencode({**form, **changed}, doseq=True)
    response = editor.post(address, body, content_type="application/x-www-form-urlencoded")
    assert errors(response) == {}
    assert (len(changed), len(body) > 2_500_000, response.status_code) == (SECTIONS * 3, True, 302)
    assert {section.body_en for section in guide.sections.all()} == {f"{TEXT}改"}
