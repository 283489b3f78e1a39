"""How a browser searches this site from its address bar (OpenSearch 1.1)."""

from io import StringIO

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator

from guides import languages

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
TYPE = "application/opensearchdescription+xml"


def description() -> str:
    """The description in the active language. ShortName holds at most 16 characters, Description 1024."""
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement("OpenSearchDescription", {"xmlns": NAMESPACE})
    xml.addQuickElement("ShortName", gettext("SIM Exit Guide")[:16])
    xml.addQuickElement("Description", gettext("Search the guides, destinations and providers of this site."))
    xml.addQuickElement("Language", languages.current().html_lang)
    xml.addQuickElement("InputEncoding", "UTF-8")
    icon = settings.SITE_URL + static("img/icon.svg")
    xml.addQuickElement("Image", icon, {"width": "16", "height": "16", "type": "image/svg+xml"})
    template = f"{settings.SITE_URL}{reverse('search')}?q={{searchTerms}}"
    xml.addQuickElement("Url", "", {"type": "text/html", "method": "get", "template": template})
    own = settings.SITE_URL + reverse("opensearch")
    xml.addQuickElement("Url", "", {"type": TYPE, "rel": "self", "template": own})
    xml.endElement("OpenSearchDescription")
    xml.endDocument()
    return text.getvalue()
