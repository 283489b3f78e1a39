"""Published attacks as translations: the check refuses what would not be text, for templates escape no translation."""

import polib
import pytest
from django.template import engines
from django.utils.translation import override

from guides.management.commands.check_messages import faults_of
from tests.hostile import markup
from tests.hostile.strings import everything

TRANSLATED = (
    '<p title="{{% translate "{0}" %}}">{{% blocktranslate with n=1 %}}{0} of {{{{ n }}}}{{% endblocktranslate %}}</p>'
)


def message(number: int) -> str:
    return f"Message {number}"


def refused(msgid: str, msgstr: str) -> bool:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    return faults_of(catalogue) != []


@pytest.fixture
def catalogue(tmp_path, settings) -> list[str]:
    """Every attack that the check lets pass, as what the site says in Traditional Chinese; returns the messages."""
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=1; plural=0;"}
    passing = [text for text in everything() if not refused("Home", text)]
    for number, text in enumerate(passing):
        file.append(polib.POEntry(msgid=message(number), msgstr=text))
        file.append(polib.POEntry(msgid=f"{message(number)} of %(n)s", msgstr=f"%(n)s {text}"))
    folder = tmp_path / "zh_Hant" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]
    return [message(number) for number in range(len(passing))]


def test_a_translation_that_passes_the_check_is_text_in_a_page_and_in_its_attributes(catalogue):
    template = engines["django"].from_string("".join(["{% load i18n %}", *map(TRANSLATED.format, catalogue)]))
    with override("en"):
        wanted = markup.elements(template.render())
    with override("zh-hant"):
        found = markup.elements(template.render())
    assert len(catalogue) > 200
    assert [each.to_text() for each in found] != [each.to_text() for each in wanted]
    assert (markup.shape(found), markup.dangers(found)) == (markup.shape(wanted), [])
