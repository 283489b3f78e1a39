"""Unlink accounts, or take the number along."""

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Meaning, Need, Topic

from . import deadlines
from .case import Case
from .rule import Rule, Say


def reassigned_on_a_day(case: Case) -> bool:
    """The days until resale are known, and the day from which they count: the line ends with the plan, not before."""
    ends_with_plan = case.billing in ("prepaid", "renewing") or case.says(Topic.TAKES_EFFECT, "end_of_cycle")
    return ends_with_plan and case.knows(Topic.RESOLD_AFTER_DAYS) and case.answers.ends is not None


WHY = (
    Say(
        _(
            "The number may go to somebody else after %(resold_after_days)s, at the earliest on %(reassigned)s. "
            "Whoever gets it also gets your codes."
        ),
        reassigned_on_a_day,
    ),
    Say(
        _("The number may go to somebody else after %(resold_after_days)s. Whoever gets it also gets your codes."),
        lambda case: case.knows(Topic.RESOLD_AFTER_DAYS),
    ),
    _("An ended number may be given to somebody else. Whoever gets it also gets your codes."),
)

HOW = (
    Say(_("If the eSIM is for data only and has no number, there is nothing to move."), lambda case: case.is_platform),
    _(
        "Change the number in WeChat, bank, WhatsApp, airline and shop accounts "
        "while this one still receives text messages."
    ),
    Say(
        _("If codes no longer arrive, use the check by e-mail or the appeal that each service offers."),
        lambda case: not case.there,
    ),
)

RULES = (
    Rule(
        "keep_number",
        Meaning.LINE,
        Need.OPTIONAL,
        lambda case: case.says(Topic.PORT_OUT_ENDS_LINE, "yes"),
        topics=(Topic.PORT_OUT_ENDS_LINE,),
        title=(_("Decide whether you want to keep the number"),),
        why=(_("Moving the number to another carrier ends the line here; an ended number can no longer be moved."),),
        how=(
            _("If you want to keep it, ask the new carrier to take it over before you end anything."),
            _("If you do not need it, skip this step."),
        ),
        due=deadlines.while_codes_arrive,
    ),
    Rule(
        "unlink_accounts",
        Meaning.ACCOUNTS,
        Need.NOT_NEEDED,
        lambda case: case.answers.accounts == "no",
        why=(_("You said that no account uses this number."),),
    ),
    Rule(
        "unlink_accounts",
        Meaning.ACCOUNTS,
        Need.REQUIRED,
        lambda case: case.answers.accounts == "yes",
        topics=(Topic.RESOLD_AFTER_DAYS,),
        title=(_("Move your accounts off this number"),),
        why=WHY,
        how=HOW,
        due=deadlines.while_codes_arrive,
        guide="unlink-accounts",
    ),
    Rule(
        "unlink_accounts",
        Meaning.ACCOUNTS,
        Need.RECOMMENDED,
        lambda case: case.answers.accounts == "unknown",
        topics=(Topic.RESOLD_AFTER_DAYS,),
        title=(_("Check which accounts use this number, and move them"),),
        why=WHY,
        how=HOW,
        due=deadlines.while_codes_arrive,
        guide="unlink-accounts",
    ),
)
