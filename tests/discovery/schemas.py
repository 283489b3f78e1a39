"""Documents as an independent library reads them: libxml2, with the rules of each format written as a schema."""

from pathlib import Path

from lxml import etree

_HERE = Path(__file__).parent
_SITEMAP = etree.XMLSchema(etree.parse(_HERE / "sitemap.xsd"))
_ATOM = etree.RelaxNG(etree.parse(_HERE / "atom.rng"))
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "h": "http://www.w3.org/1999/xhtml"}


def sitemap(content: bytes) -> etree._Element:
    """A valid sitemap or sitemap index."""
    return _valid(content, _SITEMAP)


def atom(content: bytes) -> etree._Element:
    """A valid Atom feed."""
    return _valid(content, _ATOM)


def _valid(content: bytes, schema: etree.XMLSchema | etree.RelaxNG) -> etree._Element:
    root = etree.fromstring(content)
    assert schema.validate(root), schema.error_log
    return root


def locations(root: etree._Element) -> list[str]:
    return [each.text for each in root.findall("*/s:loc", NAMES)]
