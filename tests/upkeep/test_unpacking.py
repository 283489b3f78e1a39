"""A backup is unpacked into its own folder and nowhere else, whoever wrote the file."""

import io
import tarfile
from pathlib import Path

import pytest

from guides.upkeep import archive


def packed(path: Path, name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> Path:
    member = tarfile.TarInfo(name)
    member.type, member.linkname, member.size = kind, target, 4 if kind == tarfile.REGTYPE else 0
    with tarfile.open(path, "w") as tar:
        tar.addfile(member, io.BytesIO(b"text"))
    return path


@pytest.mark.parametrize("name", ["database.sqlite3", "media/images/ab/cdef.webp"])
def test_a_file_lies_where_it_is_said_to(tmp_path, name):
    archive.unpack(packed(tmp_path / "backup.tar", name), tmp_path / "folder")
    assert (tmp_path / "folder" / name).read_bytes() == b"text"


@pytest.mark.parametrize("name", ["../outside", "media/../../outside", "{tmp_path}/outside"])
def test_a_file_that_would_lie_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(archive.BadBackup, match="is no file of a backup"):
        archive.unpack(packed(tmp_path / "backup.tar", name.format(tmp_path=tmp_path)), tmp_path / "folder")
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_what_is_no_file_is_refused(tmp_path, kind):
    with pytest.raises(archive.BadBackup, match="is no file of a backup"):
        archive.unpack(packed(tmp_path / "backup.tar", "media/link", kind, "/etc/passwd"), tmp_path / "folder")
    assert not (tmp_path / "folder" / "media").exists()
