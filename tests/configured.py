"""The program in a process of its own, with the environment that a test gives it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def start(data_dir: Path, *command: str, **variables: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), **variables}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def setting(data_dir: Path, *names: str, **variables: str) -> list[str]:
    code = f"from django.conf import settings\nfor name in {names!r}: print(repr(getattr(settings, name)))"
    done = start(data_dir, "-c", code, DJANGO_SETTINGS_MODULE="esimsite.settings", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()
