"""The build context, as Docker takes it from a folder."""

import shutil
import subprocess
from pathlib import Path

from docker.utils.build import exclude_paths

# What lies about on machines where images are built. None of it may get into one.
STRAY = (
    ".env", ".env.production", ".venv/bin/python", "data/secret_key", "data/esimsite.sqlite3", "backups/site.tar",
    "secrets/secret_key", "guides/.env", "guides/secret_key", "guides/__pycache__/apps.cpython-311.pyc",
    "esimsite/local.sqlite3", "esimsite/local.sqlite3-wal", "locale/zh_Hans/LC_MESSAGES/django.mo", "id_ed25519",
    "node_modules/left/index.js", "static/.DS_Store",
)  # fmt: skip
NEEDED = ("manage.py", "requirements.txt")
NEEDED_FOLDERS = ("esimsite/", "guides/", "locale/", "static/", "templates/")


def make(checkout: Path, messy: Path, context: Path) -> None:
    """Lay out the files of the repository among stray ones, and take from there what .dockerignore lets through.

    Exits if that is not what the site consists of, file for file.
    """
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=checkout, capture_output=True, text=True, check=True).stdout
    tracked = [name for name in listed.split("\0") if name and (checkout / name).is_file()]
    for name in tracked:
        _copy(checkout / name, messy / name)
    for name in STRAY:
        (messy / name).parent.mkdir(parents=True, exist_ok=True)
        (messy / name).write_text("no business in an image")
    taken = _taken(messy)
    expected = {name for name in tracked if name in NEEDED or name.startswith(NEEDED_FOLDERS)}
    if taken != expected:
        raise SystemExit(
            f".dockerignore lets in {sorted(taken - expected)} and keeps out {sorted(expected - taken)}, wrongly"
        )
    for name in taken:
        _copy(messy / name, context / name)


def _taken(folder: Path) -> set[str]:
    lines = (folder / ".dockerignore").read_text().splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    paths = exclude_paths(str(folder), patterns)
    # Docker always sends these two to its builder, which takes them away again.
    return {path for path in paths if (folder / path).is_file()} - {"Dockerfile", ".dockerignore"}


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, to, follow_symlinks=False)
