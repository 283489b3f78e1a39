"""A page as tests read it: status, elements by selector, words."""

from django.http import HttpResponse
from django.test import Client
from justhtml import JustHTML


class Shown:
    def __init__(self, client: Client, address: str, **headers: str) -> None:
        self._read(client.get(address, headers=headers))

    @classmethod
    def of(cls, response: HttpResponse) -> "Shown":
        """The page that a post was answered with."""
        shown = cls.__new__(cls)
        shown._read(response)
        return shown

    def _read(self, response: HttpResponse) -> None:
        self.response, self.status = response, response.status_code
        self.document = JustHTML(response.content.decode(), sanitize=False)

    def texts(self, selector: str) -> list[str]:
        """The words of every element that matches, spaces made one."""
        return [" ".join(element.to_text().split()) for element in self.document.query(selector)]

    def values(self, selector: str, attribute: str) -> list[str | None]:
        return [element.attrs.get(attribute) for element in self.document.query(selector)]

    @property
    def heading(self) -> str:
        return self.texts("h1")[0]

    @property
    def lang(self) -> str | None:
        return self.values("html", "lang")[0]

    @property
    def is_indexed(self) -> bool:
        return not self.values('meta[name="robots"]', "content")

    @property
    def alternates(self) -> list[str | None]:
        return self.values("link[rel=alternate][hreflang]", "hreflang")
