"""End the line, and have it in writing."""

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import OF_AN_ENDING, WAYS, Meaning, Need, Topic

from . import deadlines
from .case import Case
from .renewal import prepaid_that_renews, renews
from .rule import Rule, Say
from .ways import WAYS_SAID, contacts

LIFECYCLE = (Topic.VALIDITY_DAYS, Topic.OUTGOING_BLOCKED_DAYS, Topic.ALL_BLOCKED_DAYS, Topic.NUMBER_KEPT_DAYS)


def contract(case: Case) -> bool:
    return case.billing == "contract"


def maybe_contract(case: Case) -> bool:
    return case.billing == "unknown" and not case.is_platform


def _prepaid_with_a_way_out(case: Case) -> bool:
    return case.billing == "prepaid" and not case.is_platform and any(case.says(way, "yes") for way in WAYS)


RULES = (
    Rule(
        "end_line",
        Meaning.LINE,
        Need.REQUIRED,
        contract,
        topics=OF_AN_ENDING,
        title=(
            Say(_("Try to end the contract from home"), lambda case: case.in_person_only and case.home),
            Say(_("End the contract in person before you leave"), lambda case: case.in_person_only),
            Say(_("End the contract before you leave"), lambda case: case.there and not case.from_anywhere),
            _("End the contract"),
        ),
        why=(
            Say(
                _(
                    "A visit in person is the only way that we have a source for, so from home it may not be possible. "
                    "Ask all the same: the bills may go on until it is ended."
                ),
                lambda case: case.in_person_only and case.home,
            ),
            Say(
                _(
                    "A visit in person is the only way that we have a source for. "
                    "Once you have left, it may not be possible, and the bills may go on."
                ),
                lambda case: case.in_person_only,
            ),
            _("A contract does not end by itself: the bills go on until you end it."),
        ),
        how=WAYS_SAID,
        due=deadlines.end_line,
        contacts=contacts,
    ),
    Rule(
        "end_line",
        Meaning.LINE,
        Need.RECOMMENDED,
        maybe_contract,
        topics=OF_AN_ENDING,
        title=(
            Say(_("If it is a contract, end it before you leave"), lambda case: case.there and not case.from_anywhere),
            _("If it is a contract, end it"),
        ),
        why=(
            _(
                "A monthly bill or a signed contract does not end by itself. "
                "A prepaid line does: then there is nothing to end."
            ),
        ),
        how=WAYS_SAID,
        due=deadlines.end_line,
        contacts=contacts,
    ),
    Rule(
        "end_line",
        Meaning.LINE,
        Need.OPTIONAL,
        _prepaid_with_a_way_out,
        topics=(*OF_AN_ENDING, *LIFECYCLE),
        title=(_("End the line at once, if you do not want to wait"),),
        why=(_("Without a top-up it ends by itself; ending it yourself only makes it sooner."),),
        how=WAYS_SAID,
        due=deadlines.later,
        contacts=contacts,
    ),
    Rule(
        "end_line",
        Meaning.LINE,
        Need.NOT_NEEDED,
        lambda case: case.billing == "prepaid",
        topics=LIFECYCLE,
        why=(
            Say(
                _("Once no renewal is switched on and nothing is topped up, the line stops by itself."),
                prepaid_that_renews,
            ),
            Say(
                _("Without a top-up the line ends by itself, in the stages below."), lambda case: case.knows(*LIFECYCLE)
            ),
            _("It was paid in advance: when that is used up or the days are over, it stops, and no bill follows."),
        ),
    ),
    Rule(
        "end_line",
        Meaning.LINE,
        Need.NOT_NEEDED,
        renews,
        why=(_("Once the renewal is off, the plan ends with the period that is paid."),),
    ),
    Rule(
        "end_line",
        Meaning.LINE,
        Need.NOT_NEEDED,
        lambda case: case.is_platform,
        why=(_("A travel eSIM paid for once ends by itself; one that renews ends when the renewal is off."),),
    ),
    Rule(
        "keep_proof",
        Meaning.LINE,
        Need.RECOMMENDED,
        lambda case: contract(case) or renews(case),
        topics=(Topic.TAKES_EFFECT,),
        title=(_("Keep the confirmation and check your card statement"),),
        why=(_("Without something in writing you cannot show that you ended it."),),
        how=(
            _("Ask for a confirmation in writing, or write down the confirmation number, the day and the name."),
            Say(
                _("After %(ends)s, check that nothing more was charged."),
                lambda case: case.answers.ends is not None and case.answers.ends >= case.today,
            ),
            Say(
                _("Pay the final bill first; then delete the stored card or the direct debit."),
                contract,
            ),
        ),
        due=deadlines.check_charges,
    ),
)
