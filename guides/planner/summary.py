"""The plan in one sentence."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Topic

from .case import Case
from .deadlines import Kind, When
from .renewal import prepaid_that_renews, renews
from .rule import Say, in_words, said

# The first that applies. “accounts” is every answer but "no".
SENTENCES = (
    Say(
        _("You need to do almost nothing: check that no renewal is switched on, and the prepaid plan ends by itself."),
        lambda case: prepaid_that_renews(case) and case.answers.accounts == "no",
    ),
    Say(
        _(
            "You need to do almost nothing: check that no renewal is switched on, and move your accounts off the "
            "number; the prepaid plan ends by itself."
        ),
        prepaid_that_renews,
    ),
    Say(
        _("You need to do almost nothing: the prepaid plan ends by itself."),
        lambda case: case.billing == "prepaid" and (case.answers.accounts == "no" or case.is_platform),
    ),
    Say(
        _("You need to do almost nothing: only move your accounts off the number; the prepaid plan ends by itself."),
        lambda case: case.billing == "prepaid",
    ),
    Say(
        _("Try to end the contract from home now; our only source speaks of a visit in person, so it may not work."),
        lambda case: case.billing == "contract" and case.in_person_only and case.home,
    ),
)

WITH_MONEY = _("%(answer)s Leftover money is paid back if you ask for it.")


def summary(case: Case, days: Mapping[str, When]) -> str:
    """days: when each step is due, by its id."""
    if found := said(SENTENCES, case):
        pays_back = case.billing == "prepaid" and case.says(Topic.BALANCE_REFUNDABLE, "yes")
        return str(WITH_MONEY) % {"answer": found[0]} if pays_back else found[0]
    if renews(case):
        return _dated(
            days["stop_renewal"],
            _("Switch off the renewal by %(day)s: after that the plan ends by itself."),
            _("Switch off the renewal now: after that the plan ends by itself."),
        )
    if case.billing == "contract":
        return _dated(days["end_line"], *_contract(case))
    if case.is_platform:
        return str(_("Find out first whether it renews by itself. If it does not, you need to do almost nothing."))
    return str(
        _("Find out first how it is paid. Prepaid ends by itself; a renewal or a contract goes on until you stop it.")
    )


def _contract(case: Case) -> tuple[str, str]:
    if case.in_person_only:
        return (
            _("End the contract in person by %(day)s, before you leave: afterwards it may not be possible."),
            _("End the contract in person before you leave: afterwards it may not be possible."),
        )
    if case.says(Topic.CANCEL_BY_PHONE, "yes") and not case.from_anywhere:
        return (
            _("End the contract by phone by %(day)s: it does not end by itself, and the bills go on until you do."),
            _("End the contract by phone now: it does not end by itself, and the bills go on until you do."),
        )
    return (
        _("End the contract by %(day)s: it does not end by itself, and the bills go on until you do."),
        _("End the contract now: it does not end by itself, and the bills go on until you do."),
    )


def _dated(when: When, with_day: str, without: str) -> str:
    if when.kind == Kind.BY and when.was is None:
        return str(with_day) % {"day": in_words(when.day)}
    return str(without)
