from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides.models.evidence import SourceVisit


class Reason(TextChoices):
    """Why there is no page, where no status of HTTP says it. The value is what Source.visit_detail holds."""

    ADDRESS = "address", _("no address of a web page")
    DNS = "dns", _("the name of its host is not known")
    PRIVATE = "private", _("its host is on a private network")
    CONNECTION = "connection", _("no connection, or it broke off")
    TLS = "tls", _("its certificate or encryption is faulty")
    TIMEOUT = "timeout", _("it took too long")
    REDIRECTS = "redirects", _("it redirects too often")
    ROBOTS = "robots", _("its robots.txt asks programs to stay away")
    NO_ROBOTS = "no robots", _("its robots.txt cannot be read")


class Unvisited(Exception):  # noqa: N818  it is what happened, and the reason is why
    """There is no answer to look at."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)

    @property
    def visit(self) -> SourceVisit:
        return SourceVisit.REFUSED if self.reason in (Reason.PRIVATE, Reason.ROBOTS) else SourceVisit.FAILED


def in_words(detail: str) -> str:
    """Source.visit_detail for an editor, in the active language. A new address stands for itself."""
    if detail in Reason.values:
        return str(Reason(detail).label)
    return gettext("the server answers %(status)s") % {"status": detail} if detail.isdecimal() else detail
