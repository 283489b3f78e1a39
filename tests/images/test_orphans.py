"""What a killed upload leaves on the disk goes when it is old enough, and nothing else does."""

import os
import time
from io import StringIO

import pytest
from django.core.management import call_command

from guides.images import storing
from guides.images.reading import read
from guides.models.images import files_taken_back
from tests.factory import make_image
from tests.images import files

pytestmark = pytest.mark.django_db
DAY = 86_400


@pytest.fixture
def picture():
    return read(files.png((720, 300)))


def leave(picture) -> None:
    """As a process does that is killed between the files and the row."""
    with files_taken_back():
        storing.store(picture)
        storing._written.get()[0].clear()


def age(picture, seconds: float) -> None:
    then = time.time() - seconds
    folder = storing.folder(picture.digest)
    for path in (*folder.iterdir(), folder):
        os.utime(path, (then, then))


def remove_orphans(**options) -> str:
    out = StringIO()
    call_command("remove_orphans", stdout=out, **options)
    return out.getvalue()


def test_old_files_without_an_image_go(picture, stored):
    leave(picture)
    age(picture, 2 * DAY)
    assert remove_orphans() == f"{storing.folder(picture.digest)}\n1 left over, removed.\n"
    assert stored() == []


def test_files_of_an_upload_that_is_not_over_stay(picture, stored):
    leave(picture)
    age(picture, DAY / 2)
    assert (remove_orphans(), len(stored())) == ("0 left over, removed.\n", 4)


def test_files_of_an_image_stay_however_old(picture, stored):
    leave(picture)
    make_image(digest=picture.digest)
    age(picture, 900 * DAY)
    assert (remove_orphans(hours=0), len(stored())) == ("0 left over, removed.\n", 4)


def test_old_files_that_an_upload_needs_again_are_young_again(picture, stored):
    leave(picture)
    age(picture, 2 * DAY)
    leave(picture)
    assert (remove_orphans(), len(stored())) == ("0 left over, removed.\n", 4)


def test_an_unfinished_file_beside_good_ones_goes_alone(picture, stored):
    leave(picture)
    make_image(digest=picture.digest)
    good = stored()
    (storing.folder(picture.digest) / f"{storing.UNFINISHED}x").write_bytes(b"half")
    age(picture, 2 * DAY)
    remove_orphans()
    assert stored() == good


def test_a_dry_run_names_and_removes_nothing(picture, stored):
    leave(picture)
    age(picture, 2 * DAY)
    assert remove_orphans(dry_run=True) == f"{storing.folder(picture.digest)}\n1 left over.\n"
    assert len(stored()) == 4
