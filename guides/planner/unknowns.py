"""What a plan cannot know, and how a reader finds it out safely."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Topic

from .case import Case
from .line import contract
from .money import refund_possible
from .renewal import renews
from .rule import Condition, Say, Texts, said
from .ways import callable_from_home


@dataclass(frozen=True)
class Unknown:
    id: str
    what: str
    how: str


@dataclass(frozen=True)
class Question:
    id: str
    applies: Condition
    what: str  # lazily translated
    how: Texts  # the first that applies


def _abroad_unsure(case: Case) -> bool:
    return contract(case) and not case.from_anywhere and not case.knows(Topic.CANCEL_FROM_ABROAD)


def _no_number(case: Case) -> bool:
    return case.home and contract(case) and case.provider is not None and not callable_from_home(case)


QUESTIONS = (
    Question(
        "provider",
        lambda case: case.provider is None,
        _("Which carrier or seller it is, or what we should know about it."),
        (
            _(
                "Look at the order e-mail, the packaging, or the name of the line in the phone’s settings. "
                "If it is not in the list above, the general steps apply."
            ),
        ),
    ),
    Question(
        "billing",
        lambda case: case.billing == "unknown",
        _("Whether it is prepaid, renews by itself, or is a contract."),
        (
            _(
                "Look at the order e-mail and your card statement: one charge is prepaid, the same charge every month "
                "is a renewal or a contract. Then choose it above."
            ),
        ),
    ),
    Question(
        "dates",
        lambda case: case.answers.departure is None and case.answers.ends is None,
        _("By which day each step is due."),
        (_("Fill in the day you leave and the last day of the plan; the app, account or order e-mail has it."),),
    ),
    Question(
        "ending",
        lambda case: contract(case) and not case.way_known,
        _("How a contract is ended here."),
        (_("Ask on the official website or app, by its number or in a shop, and have the answer in writing."),),
    ),
    Question(
        "from_abroad",
        _abroad_unsure,
        _("Whether it can be ended from abroad."),
        (
            Say(
                _("Write or call and ask; until you have an answer, take it that the bills go on."),
                lambda case: case.home,
            ),
            _("Ask before you leave; until you have an answer, take it that it cannot."),
        ),
    ),
    Question(
        "number",
        _no_number,
        _("A number that can be called from abroad."),
        (
            _(
                "Look on the official website under contact or roaming. "
                "Trust no number from a chat, an advertisement or a search result."
            ),
        ),
    ),
    Question(
        "notice",
        lambda case: (contract(case) or renews(case)) and not case.knows(Topic.NOTICE_DAYS),
        _("How long before the end it has to be cancelled."),
        (_("Look under cancellation in the terms; until you know, do it today rather than on the last day."),),
    ),
    Question(
        "refund",
        lambda case: not refund_possible(case) and not case.knows(Topic.BALANCE_REFUNDABLE),
        _("Whether leftover money is paid back."),
        (_("Ask in writing, and leave the eSIM or card in the phone until you have the answer."),),
    ),
    Question(
        "resale",
        lambda case: case.answers.accounts != "no" and not case.is_platform and not case.knows(Topic.RESOLD_AFTER_DAYS),
        _("When the number is given to somebody else."),
        (_("Take it that this happens soon after the end, and move your accounts before."),),
    ),
)


def unknown(case: Case) -> list[Unknown]:
    return [
        Unknown(question.id, str(question.what), said(question.how, case)[0])
        for question in QUESTIONS
        if question.applies(case)
    ]
