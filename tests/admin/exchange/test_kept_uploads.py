"""Between the two steps the file is kept: for its user, unchanged, for a day."""

import os
import time

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from guides.exchange.exporting import text_of
from tests.admin.exchange.exchanging import apply, mended, said, upload

pytestmark = pytest.mark.django_db


def test_a_file_that_is_gone_must_be_uploaded_again(client, norway, uploads):
    page = upload(client, mended(norway), overwrite="on")
    for file in uploads.iterdir():
        file.unlink()
    assert said(apply(client, page)) == ["Nothing was imported: the file is not kept any more. Upload it again."]
    assert text_of("norway") == norway


def test_a_file_that_was_tampered_with_is_not_applied(client, norway, uploads):
    page = upload(client, mended(norway), overwrite="on")
    next(uploads.iterdir()).write_text(norway.replace("Short answer. (en)", "Buy here."))
    apply(client, page)
    assert text_of("norway") == norway


def test_a_form_is_good_for_its_own_user_only(client, norway):
    page = upload(client, mended(norway), overwrite="on")
    other = User.objects.create_superuser("otto")
    client.force_login(other)
    apply(client, page)
    assert text_of("norway") == norway


def test_a_forged_form_is_refused(client):
    page = client.post(reverse("admin:guides_exchange_apply"), {"upload": "forged"}, follow=True)
    assert said(page) == ["Nothing was imported: the file is not kept any more. Upload it again."]


def test_forgotten_files_go_after_a_day(client, norway, uploads):
    upload(client, mended(norway), overwrite="on")
    [old] = uploads.iterdir()
    os.utime(old, (time.time() - 90_000,) * 2)
    upload(client, mended(norway) + "\n", overwrite="on")
    assert (old.exists(), len(list(uploads.iterdir()))) == (False, 1)


def test_kept_files_are_nobody_elses_to_read(client, norway, uploads):
    upload(client, mended(norway), overwrite="on")
    assert [oct(path.stat().st_mode & 0o777) for path in (uploads, *uploads.iterdir())] == ["0o700", "0o600"]
