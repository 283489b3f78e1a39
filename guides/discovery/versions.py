from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from guides import languages
from guides.languages import LANGUAGES, Language


@dataclass(frozen=True)
class Versions:
    """A page's language versions: its path without the language, and the languages in which it exists."""

    path: str
    languages: tuple[Language, ...] = LANGUAGES
    query: str = ""  # what a reader keeps when changing the language; no part of the page's own address

    def url(self, language: Language) -> str:
        return f"/{language.code}{self.path}{'?' if self.query else ''}{self.query}"

    def absolute(self, language: Language) -> str:
        return f"{settings.SITE_URL}/{language.code}{self.path}"

    @property
    def canonical(self) -> str:
        return self.absolute(languages.current())

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """(hreflang, absolute address) of every version that exists, this one included, and of x-default."""
        if not self.languages:
            return []
        found = [(language.html_lang, self.absolute(language)) for language in self.languages]
        return [*found, ("x-default", self._default)]

    @property
    def _default(self) -> str:
        """The home page negotiates at /; other pages offer English, which most readers of neither script can read."""
        if self.path == "/":
            return f"{settings.SITE_URL}/"
        return self.absolute(languages.DEFAULT if languages.DEFAULT in self.languages else self.languages[0])


def of(url: str, exists_in: Sequence[Language] = LANGUAGES, query: str = "") -> Versions:
    """The versions of a page from its address in the active language: /zh-hant/cambodia/ → /cambodia/."""
    prefix = f"/{languages.current().code}"
    if not url.startswith(prefix + "/"):
        raise ValueError(f"{url} is not an address in {prefix}")
    return Versions(url.removeprefix(prefix), tuple(exists_in), query)
