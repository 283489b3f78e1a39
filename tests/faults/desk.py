"""What the faults happen to: a site with an administrator who is signed in, and guides of their own to write in."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.faults.visitor import Visitor
from tests.running import manage

# Signed in without the sign-in page: it counts attempts, and it is not what is tried here.
_PREPARE = """
import datetime, json
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from tests.factory import make_country, make_guide, make_source
from guides.drafting import states
from guides.languages import LANGUAGES
from guides.models import Provider

user = User.objects.create_superuser("ada")
client = Client()
client.force_login(user)
country, source = make_country(), make_source()
slugs = [f"leave-{number}" for number in range(COUNT)]
forms = []
for slug in slugs:
    guide = make_guide(slug, country, facts_checked_on=datetime.date.today())
    guide.sources.add(source)
    guide.providers.set(Provider.objects.order_by("pk")[:2])
    for meaning in ("accounts", "money", "device"):
        guide.verdicts.create(meaning=meaning, need="optional", **{f"reason_{each.suffix}": "-" for each in LANGUAGES})
    states.refresh(guide, "major", LANGUAGES, None)
    forms.append(reverse("admin:guides_guide_change", args=[guide.pk]))
print(json.dumps({
    "cookies": {name: morsel.value for name, morsel in client.cookies.items()},
    "pages": [f"/norway/{slug}/" for slug in slugs],
    "forms": forms,
    "images": reverse("admin:guides_image_add"),
}))
"""


@dataclass(frozen=True)
class Desk:
    data: Path
    environment: dict[str, str]
    cookies: dict[str, str]  # of the administrator
    pages: list[str]  # of the guides, without the language
    forms: list[str]  # of the guides, in the same order
    images: str  # the form for a new image

    def administrator(self, address: str) -> Visitor:
        return Visitor(address, dict(self.cookies), {"Accept-Language": "en"})

    def run(self, code: str) -> str:
        """Python in a process of its own, with the site's database; what it prints."""
        return self.manage("shell", "--no-imports", "-c", code)

    def manage(self, *arguments: str) -> str:
        ended = manage(self.data, *arguments, **self.environment)
        assert ended.returncode == 0, f"{arguments}\n{ended.stdout}\n{ended.stderr}"
        return ended.stdout


def prepare(data: Path, environment: dict[str, str], guides: int) -> Desk:
    """The database with the content that ships, and beside it so many published guides of Norway."""
    for command in (("start", "--prepare"), ("shell", "--no-imports", "-c", _PREPARE.replace("COUNT", str(guides)))):
        ended = manage(data, *command, **environment)
        assert ended.returncode == 0, ended.stderr
    return Desk(data, environment, **json.loads(ended.stdout.splitlines()[-1]))
