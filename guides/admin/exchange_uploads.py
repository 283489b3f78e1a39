"""Files that were uploaded and checked, until they are applied or a day has passed."""

import contextlib
import hashlib
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.conf import settings
from django.core import signing

KEPT = 86_400  # seconds
_SALT = "guides.admin.exchange"


class Lost(Exception):  # noqa: N818  it is what happened
    """The file is not here any more, or the form that names it was not made for this user, or is too old."""


@dataclass(frozen=True)
class Upload:
    """What somebody chose on the page. Between the two steps it travels in the form, signed; the file stays here."""

    kind: str  # bundle or article
    name: str  # of the file, as the user has it
    key: str  # of the file, as it is kept
    user: int
    moment: int  # the site revision at which the user was shown what would happen
    overwrite: bool = False
    country: str = ""  # slug
    language: str = ""
    slug: str = ""

    def at(self, moment: int) -> "Upload":
        return replace(self, moment=moment)

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=_SALT)

    @property
    def path(self) -> Path:
        return _folder() / self.key

    @property
    def content(self) -> bytes:
        """Raises Lost."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise Lost from error
        if _key(content) != self.key:
            raise Lost
        return content

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


def signed_by(token: str, user: int) -> Upload:
    """Raises Lost."""
    try:
        upload = Upload(**signing.loads(token, salt=_SALT, max_age=KEPT))
    except (signing.BadSignature, TypeError) as error:
        raise Lost from error
    if upload.user != user:
        raise Lost
    return upload


def keep(content: bytes) -> str:
    """The key under which the content is kept; what is older than a day goes."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # a colleague's request was faster
            if file.stat().st_mtime < time.time() - KEPT:
                file.unlink()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(content)
    Path(file.name).replace(folder / _key(content))
    return _key(content)


def _folder() -> Path:
    return settings.DATA_DIR / "uploads"


def _key(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
