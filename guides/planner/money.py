"""Claim money."""

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Meaning, Need, Topic

from . import deadlines
from .case import Case
from .rule import ALL, Rule, Say

REFUND = (Topic.BALANCE_REFUNDABLE, Topic.REFUND_WINDOW_DAYS, Topic.KEEP_UNTIL_REFUND)


def refund_possible(case: Case) -> bool:
    return case.says(Topic.BALANCE_REFUNDABLE, "yes", "partly") or case.knows(Topic.REFUND_WINDOW_DAYS)


HOW = (
    _("Ask first what the condition below means for you, and have the answer, the amount and the day in writing."),
    Say(
        _("Leave the eSIM or card in the phone: it must stay there until the refund is settled."),
        lambda case: case.says(Topic.KEEP_UNTIL_REFUND, "yes"),
    ),
    Say(
        _("Leave the eSIM or card in the phone until the money has arrived."),
        lambda case: not case.says(Topic.KEEP_UNTIL_REFUND, "yes"),
    ),
)

RULES = (
    Rule(
        "claim_money",
        Meaning.MONEY,
        Need.NOT_NEEDED,
        lambda case: case.says(Topic.BALANCE_REFUNDABLE, "no"),
        topics=REFUND,
        why=(
            Say(_("What is left is not paid back: use it up before you leave."), lambda case: case.there),
            _("What is left is not paid back."),
        ),
    ),
    Rule(
        "claim_money",
        Meaning.MONEY,
        Need.RECOMMENDED,
        lambda case: case.says(Topic.BALANCE_REFUNDABLE, "yes"),
        topics=REFUND,
        title=(_("Claim the leftover money"),),
        why=(
            Say(
                _("Leftover money is paid back, if you ask within %(refund_window_days)s."),
                lambda case: case.knows(Topic.REFUND_WINDOW_DAYS),
            ),
            _("Leftover money is paid back, if you ask for it."),
        ),
        how=HOW,
        due=deadlines.claim_money,
        contacts=lambda _case: ALL,
    ),
    Rule(
        "claim_money",
        Meaning.MONEY,
        Need.OPTIONAL,
        refund_possible,
        topics=REFUND,
        title=(_("Ask whether you get money back"),),
        why=(
            Say(
                _("In some cases money is paid back, if you ask within %(refund_window_days)s."),
                lambda case: case.knows(Topic.REFUND_WINDOW_DAYS),
            ),
            _("In some cases money is paid back."),
        ),
        how=HOW,
        due=deadlines.claim_money,
        contacts=lambda _case: ALL,
    ),
)
