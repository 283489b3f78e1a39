"""A command in a file system of its own, as a container has it: in a mount namespace, with this machine's /usr.

This machine stands in for the base image: Debian 12 with Python 3.11 (checked by `build`). Everything else — the root,
/etc, /site, /venv, /data — is the image's own. Needs root, and takes nothing but util-linux.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_OF_THE_MACHINE = ("/usr", "/dev", "/opt", "/var/lib/dpkg", "/var/run/postgresql")


@dataclass(frozen=True)
class Box:
    root: Path
    environment: dict[str, str]
    folder: str = "/"
    user: str = ""  # UID:GID; root while building
    read_only: bool = False
    memory: tuple[str, ...] = ()  # where a file system in memory is, as compose writes it: /tmp:size=1m
    folders: dict[str, Path] = field(default_factory=dict)  # path inside → folder outside; may be written

    def command(self, command: Sequence[str]) -> list[str]:
        """Run with subprocess: its process becomes that of the command itself, and gets the signals."""
        return ["unshare", "--mount", "--propagation", "private", "sh", "-ec", self._script(command)]

    def _script(self, command: Sequence[str]) -> str:
        root = shlex.quote(str(self.root))
        lines = [f"mount --bind {root} {root}"]
        lines += [f"mount --rbind {path} {root}{path}; {_remount(root + path)}" for path in _machine()]
        lines += [f"mount -t proc proc {root}/proc", f"mount --bind {root}/.stand-ins {root}/usr/local/bin"]
        if self.read_only:
            lines.append(_remount(root))
        for each in self.memory:
            path, _, options = each.partition(":")
            lines.append(f"mount -t tmpfs -o {options or 'mode=1777'} tmpfs {root}{path}")
        lines += [f"mount --bind {shlex.quote(str(outside))} {root}{path}" for path, outside in self.folders.items()]
        inside = ["env", "-i", f"--chdir={self.folder}", *(f"{k}={v}" for k, v in self.environment.items())]
        lines.append(f"exec chroot {root} {shlex.join([*inside, *self._rights(), *command])}")
        return "\n".join(lines)

    def _rights(self) -> list[str]:
        if not self.user:
            return []
        user, _, group = self.user.partition(":")
        return [
            "setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--bounding-set=-all",
            "--inh-caps=-all", "--no-new-privs",
        ]  # fmt: skip


def base(root: Path, stand_ins: dict[str, str]) -> None:
    """Make a root as the base image has it."""
    shutil.copytree("/etc", root / "etc", symlinks=True)
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        if Path("/", name).is_symlink():
            (root / name).symlink_to(Path("/", name).readlink())
    for path in ("/proc", "/tmp", "/var/cache/pip", "/var/lib/apt/lists", "/var/log", *_machine()):  # noqa: S108  made
        (root / path[1:]).mkdir(parents=True, exist_ok=True)
    (root / "root").mkdir(mode=0o755, exist_ok=True)
    (root / "tmp").chmod(0o1777)
    if (configured := Path.home() / ".config" / "pip").is_dir():  # where this machine's packages come from
        shutil.copytree(configured, root / "root" / ".config" / "pip")
    (root / ".stand-ins").mkdir()
    for name, script in stand_ins.items():
        (root / ".stand-ins" / name).write_text(script)
        (root / ".stand-ins" / name).chmod(0o755)


def _machine() -> list[str]:
    """Folders of this machine that are seen inside, Python's own too if it does not come with Debian."""
    python = [str(Path(sys.prefix)), sys.base_prefix]
    paths = [path for path in (*_OF_THE_MACHINE, *python) if Path(path).is_dir()]
    return [path for path in paths if path == "/usr" or not path.startswith("/usr/")]


def _remount(path: str) -> str:
    return f"mount -o remount,bind,ro {path}" if os.path.basename(path) != "dev" else ":"  # noqa: PTH119
