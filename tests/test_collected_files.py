"""Static files from release to release: `manage.py start` collects them while the release before still serves."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from guides.management.commands import start


@pytest.fixture
def releases(settings, tmp_path, monkeypatch):
    """Collect what stands in one folder, as releases with one stylesheet each."""
    source = tmp_path / "source"
    (source / "css").mkdir(parents=True)
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES, "staticfiles": {"BACKEND": "esimsite.staticfiles.JoinedManifestStorage"},
    }  # fmt: skip
    monkeypatch.setattr(start, "get_finders", lambda: [finders.FileSystemFinder()])
    monkeypatch.setattr(
        "django.contrib.staticfiles.management.commands.collectstatic.get_finders",
        lambda: [finders.FileSystemFinder()],
    )

    def release(color: str, name: str = "site.css") -> list[str]:
        for path in (source / "css").iterdir():
            path.unlink()
        (source / "css" / name).write_text(f"a {{ color: {color} }}\n" * 20)
        start._collect_static()
        return stylesheets(settings.STATIC_ROOT)

    return release


def stylesheets(root: Path) -> list[str]:
    """The colours of the files under a hash, sorted."""
    return sorted(
        re.search(r"color: (\w+)", path.read_text())[1] for path in root.rglob("*.css") if path.name.count(".") == 2
    )


def test_pages_of_the_release_before_keep_their_stylesheet(releases):
    assert (releases("red"), releases("green")) == (["red"], ["green", "red"])


def test_of_releases_further_back_nothing_is_left(releases, settings):
    releases("red"), releases("green")
    assert releases("blue") == ["blue", "green"]
    assert len(list(settings.STATIC_ROOT.rglob("*.css.br"))) == 3  # the plain one too


def test_going_back_a_release_brings_its_files_back(releases, settings):
    releases("red"), releases("green")
    assert releases("red") == ["green", "red"]
    assert "red" in (settings.STATIC_ROOT / "css" / "site.css").read_text()


def test_a_file_that_a_release_no_longer_has_goes_when_no_page_names_it(releases, settings):
    releases("red", "old.css")
    assert releases("green") == ["green", "red"]
    assert not (settings.STATIC_ROOT / "css" / "old.css").exists()
    assert releases("blue") == ["blue", "green"]


def test_the_same_files_are_not_collected_again(releases, settings):
    releases("red")
    stamp = settings.STATIC_ROOT / "staticfiles.json"
    made = stamp.stat().st_mtime_ns
    start._collect_static()
    assert stamp.stat().st_mtime_ns == made


def test_what_a_killed_start_left_unfinished_is_not_taken(releases, settings):
    unfinished = settings.STATIC_ROOT.with_name("static.unfinished")
    unfinished.mkdir()
    (unfinished / "half.css").write_text("half")
    assert releases("red") == ["red"]
    assert (unfinished.exists(), (settings.STATIC_ROOT / "half.css").exists()) == (False, False)
