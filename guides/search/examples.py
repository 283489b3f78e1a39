"""One example per component of this room, for the style guide; unsaved objects only."""

from collections.abc import Callable

from guides.models import Country

from .results import Result
from .snippet import Piece, as_html


def _result() -> Result:
    return Result(
        "guide",
        "/en/cambodia/example/",
        title=as_html([Piece("End a travel "), Piece("eSIM", is_marked=True)]),
        excerpt=as_html(
            [Piece("…before you delete the "), Piece("eSIM", is_marked=True), Piece(", ask for the money…")]
        ),
        country=Country(id=1, code="KH", slug="cambodia"),
        section="Step by step",
        section_url="/en/cambodia/example/#steps",
    )


EXAMPLES: dict[str, Callable[[], dict]] = {
    "search-form": lambda: {"id": "example", "typed": "eSIM"},
    "search-result": lambda: {"result": _result()},
}
