"""Stop renewing."""

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import WAYS, Meaning, Need, Topic

from . import deadlines
from .case import Case
from .rule import SPOKEN, WRITTEN, Kind, Rule, Say
from .ways import callable_from_home

SWITCHES = (Topic.AUTO_RENEWS, Topic.NOTICE_DAYS, Topic.TAKES_EFFECT, *WAYS, Topic.ID_REQUIRED)


def renews(case: Case) -> bool:
    return case.billing == "renewing"


def prepaid_that_renews(case: Case) -> bool:
    return case.billing == "prepaid" and case.says(Topic.AUTO_RENEWS, "yes", "optional")


def _contacts(case: Case) -> frozenset[str]:
    by_phone = SPOKEN if case.says(Topic.CANCEL_BY_PHONE, "yes", "partly") else frozenset()
    in_person = {Kind.STORE} if case.says(Topic.CANCEL_IN_PERSON, "yes", "partly") else frozenset()
    return WRITTEN | by_phone | in_person


HOW = (
    Say(
        _(
            "The last day that you gave has passed, so the next period has probably been charged already: "
            "look at your card statement, and ask for the money back."
        ),
        lambda case: renews(case) and case.answers.ends is not None and case.answers.ends < case.today,
    ),
    Say(
        _("Do it in your account on the website or in the app."),
        lambda case: case.says(Topic.CANCEL_ONLINE, "yes", "partly"),
    ),
    Say(_("Call customer service."), lambda case: case.says(Topic.CANCEL_BY_PHONE, "yes", "partly")),
    Say(
        _("From home, call a number that works from abroad. Take it from the official website only."),
        lambda case: (
            case.perhaps_gone and case.says(Topic.CANCEL_BY_PHONE, "yes", "partly") and not callable_from_home(case)
        ),
    ),
    Say(_("Go to a shop."), lambda case: case.says(Topic.CANCEL_IN_PERSON, "yes", "partly")),
    Say(
        _(
            "Look in the account or the app under plan, subscription or payment. "
            "If you bought it through the App Store or Google Play, cancel it there."
        ),
        lambda case: not case.way_known,
    ),
    Say(
        _("You can go on using it until the paid period ends."),
        lambda case: case.says(Topic.TAKES_EFFECT, "end_of_cycle"),
    ),
    _("Delete the stored payment card too, and keep a screenshot that shows the renewal is off."),
    _("Deleting the app or the eSIM does not stop a renewal."),
)

RULES = (
    Rule(
        "stop_renewal",
        Meaning.RENEWAL,
        Need.REQUIRED,
        renews,
        topics=SWITCHES,
        title=(_("Switch off the automatic renewal"),),
        why=(
            Say(
                _(
                    "You said that it renews by itself. The notice is %(notice_days)s: "
                    "ask later than that, and the next period is charged."
                ),
                lambda case: case.knows(Topic.NOTICE_DAYS),
            ),
            _("You said that it renews by itself: every new period is charged until you switch that off."),
        ),
        how=HOW,
        due=deadlines.stop_renewal,
        contacts=_contacts,
        of_renewal=True,
    ),
    Rule(
        "stop_renewal",
        Meaning.RENEWAL,
        Need.RECOMMENDED,
        prepaid_that_renews,
        topics=SWITCHES,
        title=(_("Check that no renewal is switched on"),),
        why=(
            Say(
                _("A prepaid line here renews by itself as long as there is money for it."),
                lambda case: case.says(Topic.AUTO_RENEWS, "yes"),
            ),
            _("A prepaid line here renews by itself if automatic payment was ever switched on."),
        ),
        how=HOW,
        due=deadlines.stop_renewal,
        contacts=_contacts,
        of_renewal=True,
    ),
    Rule(
        "stop_renewal",
        Meaning.RENEWAL,
        Need.RECOMMENDED,
        lambda case: case.billing == "unknown",
        topics=SWITCHES,
        title=(_("Find out whether it renews by itself, and switch that off"),),
        why=(_("If it renews by itself, it goes on charging you when the trip is long over."),),
        how=(
            _("Look for a renewal or subscription in the order e-mail, the app and your card statement."),
            *HOW,
        ),
        due=deadlines.stop_renewal,
        contacts=_contacts,
        of_renewal=True,
    ),
    Rule(
        "stop_renewal",
        Meaning.RENEWAL,
        Need.NOT_NEEDED,
        lambda case: case.billing == "contract",
        topics=(Topic.AUTO_RENEWS,),
        why=(
            _(
                "What stops the bills of a contract is ending the line. "
                "Blocking the payment alone ends nothing and leaves a debt."
            ),
        ),
    ),
    Rule(
        "stop_renewal",
        Meaning.RENEWAL,
        Need.NOT_NEEDED,
        lambda case: case.billing == "prepaid",
        topics=(Topic.AUTO_RENEWS,),
        why=(
            Say(_("It does not renew by itself."), lambda case: case.says(Topic.AUTO_RENEWS, "no")),
            _("You said that it is prepaid. Delete a payment card that is stored for topping up, and nothing renews."),
        ),
    ),
)
