"""How a line is ended: the facts that tell, the words of each way, and who is to be reached."""

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Topic

from .case import Case
from .rule import ALL, FROM_HOME, SPOKEN, WRITTEN, Kind, Say


def callable_from_home(case: Case) -> bool:
    """A source names a number that works from abroad."""
    return any(row.channel.kind in SPOKEN and row.channel.reach in FROM_HOME for row in case.channels)


def contacts(case: Case) -> frozenset[str]:
    """Kinds of channels through which a line is ended; all of them where no way is known, or a known one is too far."""
    if case.perhaps_gone or not case.way_known:
        return ALL
    kinds = {
        Topic.CANCEL_ONLINE: WRITTEN,
        Topic.CANCEL_BY_PHONE: SPOKEN,
        Topic.CANCEL_IN_PERSON: SPOKEN | {Kind.STORE},
        Topic.CANCEL_FROM_ABROAD: WRITTEN | SPOKEN,
    }
    return frozenset().union(*(found for way, found in kinds.items() if case.says(way, "yes", "partly")))


WAYS_SAID = (
    Say(
        _("Do it in your account on the website or in the app."),
        lambda case: case.says(Topic.CANCEL_ONLINE, "yes", "partly"),
    ),
    Say(_("It cannot be done online or in the app."), lambda case: case.says(Topic.CANCEL_ONLINE, "no")),
    Say(
        _("Call customer service and say that you want to end the line for good, not to pause it."),
        lambda case: case.says(Topic.CANCEL_BY_PHONE, "yes", "partly"),
    ),
    Say(
        _("Go to a shop of %(provider)s; ask beforehand which shop does this and when it is open."),
        lambda case: case.says(Topic.CANCEL_IN_PERSON, "yes", "partly") and not case.home,
    ),
    Say(
        _(
            "Ask through the official website, app, number or shop how to end it. "
            "If nobody knows, hand in the letter of this site."
        ),
        lambda case: not case.way_known,
    ),
    Say(
        _("From home, write to %(provider)s with the letter of this site, and ask how to end it from abroad."),
        lambda case: case.perhaps_gone and not case.from_anywhere,
    ),
    Say(
        _("From home, call the number below that works from abroad; check it on the official website first."),
        lambda case: case.perhaps_gone and not case.from_anywhere and callable_from_home(case),
    ),
    Say(
        _("From home, call a number that works from abroad. Take it from the official website only."),
        lambda case: case.perhaps_gone and not case.from_anywhere and not callable_from_home(case),
    ),
    Say(
        _("The notice is %(notice_days)s: ask at least that long before you want it to end."),
        lambda case: case.knows(Topic.NOTICE_DAYS),
    ),
    Say(
        _("It ends with the billing cycle, so the bill for that cycle still comes."),
        lambda case: case.says(Topic.TAKES_EFFECT, "end_of_cycle"),
    ),
    _("Never send passport scans, codes or passwords to somebody who approached you."),
)
