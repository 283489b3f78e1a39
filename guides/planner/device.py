"""Remove from the phone: always the last step, never a substitute for another. Its date comes from the steps before."""

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Meaning, Need, Topic

from . import deadlines
from .money import refund_possible
from .rule import Rule, Say

WHY = (
    Say(
        _("It ends nothing and stops no payment. Wait until the refund is settled as well."),
        refund_possible,
    ),
    _("It ends nothing and stops no payment; it only tidies up the phone."),
)

RULES = (
    Rule(
        "remove_from_phone",
        Meaning.DEVICE,
        Need.OPTIONAL,
        lambda case: case.answers.card == "sim",
        topics=(Topic.KEEP_UNTIL_REFUND,),
        title=(_("Take the card out of the phone, last of all"),),
        why=WHY,
        how=(
            _("Keep the card until everything else is settled; its number (ICCID) may be asked for. Then cut it up."),
        ),
        due=deadlines.later,
    ),
    Rule(
        "remove_from_phone",
        Meaning.DEVICE,
        Need.OPTIONAL,
        lambda _case: True,
        topics=(Topic.KEEP_UNTIL_REFUND, Topic.REINSTALLABLE),
        title=(
            Say(_("Delete the eSIM from the phone, last of all"), lambda case: case.answers.card == "esim"),
            _("Remove the eSIM or card from the phone, last of all"),
        ),
        why=WHY,
        how=(
            Say(
                _("A deleted eSIM cannot be installed again: do it only when everything else is settled."),
                lambda case: case.says(Topic.REINSTALLABLE, "no"),
            ),
            Say(
                _("Do it only when everything else is settled: perhaps a deleted eSIM cannot be installed again."),
                lambda case: not case.knows(Topic.REINSTALLABLE),
            ),
            _("Note down the ICCID beforehand; it may be asked for later."),
        ),
        due=deadlines.later,
        guide="remove-esim",
    ),
)
