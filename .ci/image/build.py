"""Carries out a Dockerfile without a container engine: each stage is a folder, each RUN runs in a box.

Understands what our Dockerfile uses and refuses everything else, so nothing is passed over in silence.
"""

import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

import box
from dockerfile_parse import DockerfileParser

BASE = re.compile(r"python:(?P<python>3\.\d+)\.\d+-slim-bookworm")
PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
# The packages are there already, or CI has installed them; what is checked is that they are these.
APT_GET = """#!/bin/sh -e
case $1 in
  update) exit;;
  install) shift;;
  *) exit 2;;
esac
for each; do
  case $each in
    -*) ;;
    *) dpkg-query --show "$each" || { echo "$each is not installed on this machine"; exit 1; };;
  esac
done
"""
STAND_INS = {"apt-get": APT_GET, "python": f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n'}


@dataclass
class Image:
    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH, "HOME": "/root"})
    arguments: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = ""
    volume: str = ""
    port: str = ""
    health: list[str] = field(default_factory=list)
    stop_signal: str = ""
    command: list[str] = field(default_factory=list)


class Builder:
    def __init__(self, context: Path, work: Path, arguments: dict[str, str]) -> None:
        self.context = context
        self.work = work
        self.given = arguments
        self.stages: dict[str, Image] = {}
        self.image = Image(work)

    def build(self, dockerfile: Path) -> Image:
        with dockerfile.open("rb") as file:
            steps = DockerfileParser(fileobj=file).structure
        for step in steps:
            if step["instruction"] != "COMMENT":
                self._carry_out(step["instruction"], step["value"])
        return self.image

    def _carry_out(self, instruction: str, value: str) -> None:
        doing = getattr(self, f"_do_{instruction.lower()}", None)
        if doing is None:
            raise SystemExit(f"Dockerfile: .ci/image does not know {instruction}")
        print(f"  {instruction} {' '.join(value.split())[:90]}", flush=True)
        doing(value)

    def _filled(self, value: str) -> str:
        return Template(value).substitute(self.image.environment | self.image.arguments)

    def _do_from(self, value: str) -> None:
        source, _, name = value.partition(" AS ")
        known = BASE.fullmatch(source)
        if known is None or known["python"] != ".".join(platform.python_version_tuple()[:2]):
            raise SystemExit(f"Dockerfile: {source} is not Debian 12 with the Python that the tests run on")
        self.image = Image(self.work / f"stage-{len(self.stages)}")
        self.stages[name or "last"] = self.image
        box.base(self.image.root, STAND_INS)

    def _do_arg(self, value: str) -> None:
        self.image.arguments[value] = self.given[value]

    def _do_env(self, value: str) -> None:
        self.image.environment |= _pairs(self._filled(value))

    def _do_label(self, value: str) -> None:
        self.image.labels |= _pairs(self._filled(value))

    def _do_workdir(self, value: str) -> None:
        self.image.folder = value
        self._inside(value).mkdir(parents=True, exist_ok=True)

    def _do_copy(self, value: str) -> None:
        *sources, to = shlex.split(value)
        root = self.context
        if sources[0].startswith("--from="):
            root = self.stages[sources.pop(0).removeprefix("--from=")].root
        for source in sources:
            path = root / source.lstrip("/")
            target = self._inside(to)
            if path.is_dir():
                shutil.copytree(path, target, symlinks=True, dirs_exist_ok=True)
            else:
                shutil.copy2(path, target / path.name if target.is_dir() else target)

    def _do_run(self, value: str) -> None:
        folders = {}
        while found := re.match(r"--mount=type=cache,target=(\S+)\s+", value):
            folders[found[1]] = Path.home() / ".cache" / "pip"
            folders[found[1]].mkdir(parents=True, exist_ok=True)
            value = value[found.end() :]
        if value.startswith("--"):
            raise SystemExit(f"Dockerfile: .ci/image does not know {value.split()[0]}")
        # As a builder hands on the settings of a proxy: where this machine's packages come from.
        ours = {name: each for name, each in os.environ.items() if name.startswith("PIP_") or name.endswith("_proxy")}
        environment = ours | self.image.environment | self.image.arguments
        inside = box.Box(self.image.root, environment, self.image.folder, folders=folders)
        done = subprocess.run(inside.command(["sh", "-c", value]), capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{done.stdout}{done.stderr}Dockerfile: ended with {done.returncode}: RUN {value}")

    def _do_user(self, value: str) -> None:
        self.image.user = value

    def _do_volume(self, value: str) -> None:
        self.image.volume = value

    def _do_expose(self, value: str) -> None:
        self.image.port = value

    def _do_healthcheck(self, value: str) -> None:
        self.image.health = json.loads(value.partition(" CMD ")[2])

    def _do_stopsignal(self, value: str) -> None:
        self.image.stop_signal = value

    def _do_cmd(self, value: str) -> None:
        self.image.command = json.loads(value)  # the exec form: with a shell in between the site would get no signal

    def _inside(self, path: str) -> Path:
        return self.image.root / Path(self.image.folder, path).as_posix().lstrip("/")


def _pairs(value: str) -> dict[str, str]:
    return dict(each.split("=", 1) for each in shlex.split(value))
