"""The container image, as far as it can be checked where no container engine runs. As root: python .ci/image

Lints Dockerfile and compose.yaml, takes the build context through .dockerignore, carries out the Dockerfile and lives
through a day of the site with the rights and the file system that compose.yaml gives it.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import build
import context
import day

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
RELEASE = "checked-by-ci"
ENVIRONMENT = {"RELEASE": RELEASE, "SECRET_KEY": "k" * 50, "POSTGRES_PASSWORD": "word"}


def main() -> None:
    if os.geteuid() != 0:
        sys.exit("python .ci/image makes mounts: run it as root")
    subprocess.run([BIN / "hadolint", "--failure-threshold", "info", ROOT / "Dockerfile"], check=True)
    services = _services()
    with tempfile.TemporaryDirectory(prefix="image-") as name:
        work = Path(name)
        work.chmod(0o755)
        context.make(ROOT, work / "messy", work / "context")
        image = build.Builder(work / "context", work, {"RELEASE": RELEASE}).build(ROOT / "Dockerfile")
        _check_files(image.root)
        day.live(image, services, work)
        shutil.rmtree(work / "messy")


def _services() -> dict[str, dict]:
    """Of compose.yaml, read by Compose itself, which refuses what it does not know and what is not set."""
    command = [BIN / "docker-compose", "--file", ROOT / "compose.yaml", "--profile", "maintenance", "config"]
    command += ["--format", "json"]
    for missing in ENVIRONMENT:
        given = {name: value for name, value in ENVIRONMENT.items() if name != missing}
        if subprocess.run(command, env=given, capture_output=True, check=False).returncode == 0:
            sys.exit(f"compose.yaml: a start without {missing} is not refused")
    read = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if read.returncode:
        sys.exit(f"compose.yaml: {read.stderr}")
    return json.loads(read.stdout)["services"]


def _check_files(root: Path) -> None:
    strays = [
        path for path in (root / "site").rglob("*") if path.name in ("secret_key", "data", "tests", ".env", ".git")
    ]
    tools = [path for path in (root / "venv" / "bin").iterdir() if path.name.startswith("pip")]
    if strays or tools:
        sys.exit(f"the image holds what it should not: {[*strays, *tools]}")


main()
