"""The house: which part of the program may import which."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ROOT / "guides"
FILES = sorted(path for folder in ("guides", "esimsite") for path in (ROOT / folder).rglob("*.py"))

LEAVES = {
    "languages",
    "chinese",
    "prose",
    "directives",
    "vocabulary",
    "diff",
    "posting",
    "visitors",
    "throttle",
    "images",
    "words",
    "names",
    "outage",
    "prepared",
    "headers",
}
LOWER_ROOMS = {"evidence", "discovery"}
HEAD = "head"  # what every page says about itself: on discovery, below the rooms that have pages
ROOMS = {
    "pages", "articles", "exchange", "drafting", "planner", "letters", "search", "feedback", "offline", "history",
    "freshness", "roles", "visits", "signin",
}  # fmt: skip
WATCHERS = {"monitoring", "upkeep"}  # of the whole site: they know every room but one another, and no room knows them
READERS_OF_LOWER_ROOMS = {"feedback", "offline", "pages", "planner", "letters", "search"}
OUTSIDE = {
    "admin", "apps", "esimsite", "management", "middleware", "migrations", "receivers", "templatetags", "translation",
}  # fmt: skip
PARTS = LEAVES | {"models", HEAD} | LOWER_ROOMS | ROOMS | WATCHERS | OUTSIDE
VAGUE = {"utils", "helpers", "common", "services", "misc"}


def part_of(module: str) -> str:
    """The part of the house a module belongs to: guides.pages.home → pages; "" for what is outside the project."""
    head, _, rest = module.partition(".")
    if head == "esimsite":
        return "esimsite"
    return rest.split(".")[0] if head == "guides" else ""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """Every module the file names in an import, wherever the import stands."""
    package = path.relative_to(ROOT).parent.parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def may_import(part: str) -> set[str]:
    if part in LEAVES:
        return LEAVES
    if part == "models":
        return LEAVES | {"models"}
    if part in LOWER_ROOMS:
        return LEAVES | {"models", part}
    if part == HEAD:
        return LEAVES | {"models", "discovery", part}
    if part in WATCHERS:
        return LEAVES | {"models"} | LOWER_ROOMS | ROOMS | {part}
    if part in READERS_OF_LOWER_ROOMS:
        return LEAVES | {"models", HEAD, part} | LOWER_ROOMS
    if part in ROOMS:
        return LEAVES | {"models", HEAD, part}
    return PARTS


def forbidden(part: str, modules: set[str]) -> set[str]:
    return {name for name in modules if part_of(name) and part_of(name) not in may_import(part)}


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_a_module_imports_only_what_stands_below_it(path):
    part = part_of(module_name(path))
    assert forbidden(part, imported(path)) == set()


def test_every_part_of_the_house_has_a_place_in_the_order():
    assert {part_of(module_name(path)) for path in FILES} - PARTS - {""} == set()


def test_no_module_has_a_name_that_says_nothing():
    named = {name for path in FILES for name in path.relative_to(ROOT).with_suffix("").parts}
    assert named & VAGUE == set()


@pytest.mark.parametrize("room", sorted(path.parent.name for path in GUIDES.glob("*/__init__.py")))
def test_every_room_says_what_it_does(room):
    if room in {"management", "migrations", "templatetags"}:  # Django's packages, not rooms
        return
    assert ast.get_docstring(ast.parse((GUIDES / room / "__init__.py").read_text(encoding="utf-8"))) is not None


@pytest.mark.parametrize(
    ("part", "module"),
    [
        ("prose", "guides.models"),
        ("models", "guides.pages.home"),
        ("models", "esimsite.settings"),
        ("evidence", "guides.discovery"),
        ("exchange", "guides.evidence.placing"),
        ("articles", "guides.exchange"),
        ("discovery", "guides.head"),
        ("head", "guides.pages"),
        ("search", "guides.pages"),
        ("pages", "guides.search"),
        ("pages", "guides.admin"),
        ("planner", "guides.receivers"),
        ("search", "guides.monitoring"),
        ("upkeep", "guides.monitoring.health"),
    ],
)
def test_an_import_against_the_order_is_noticed(part, module):
    assert forbidden(part, {module}) == {module}


@pytest.mark.parametrize(
    ("part", "module"),
    [
        ("prose", "guides.languages"),
        ("models", "guides.vocabulary"),
        ("planner", "guides.evidence"),
        ("pages", "guides.discovery.versions"),
        ("admin", "guides.exchange"),
        ("upkeep", "guides.search.index"),
        ("esimsite", "guides.pages.urls"),
        ("models", "django.db.models"),
    ],
)
def test_an_import_along_the_order_is_allowed(part, module):
    assert forbidden(part, {module}) == set()
