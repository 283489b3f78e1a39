"""The words of the domain that code and database share: meanings of "cancel", verdicts, topics of facts, evidence.

A leaf: it imports nothing of the project. Labels come from gettext; values are what the database and the bundles hold.
"""

import re
from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


def label_of(choices: type[TextChoices], value: str) -> str:
    """What Django's get_…_display() says, which translates all of a field's labels each time to find one."""
    try:
        return str(choices(value).label)
    except ValueError:
        return value


class Meaning(TextChoices):
    """The meanings of "cancel", in the order in which a reader should act."""

    RENEWAL = "renewal", _("Stop renewing")
    ACCOUNTS = "accounts", _("Unlink accounts")
    LINE = "line", _("End the line")
    MONEY = "money", _("Claim money")
    DEVICE = "device", _("Remove from the phone")
    REGISTRATION = "registration", _("Deregister")


class Need(TextChoices):
    """How much one meaning of "cancel" matters in one case."""

    REQUIRED = "required", pgettext_lazy("verdict", "Required")
    RECOMMENDED = "recommended", pgettext_lazy("verdict", "Recommended")
    OPTIONAL = "optional", pgettext_lazy("verdict", "Optional")
    NOT_NEEDED = "not_needed", pgettext_lazy("verdict", "Not needed")
    NOT_POSSIBLE = "not_possible", pgettext_lazy("verdict", "Not possible")


class Confidence(TextChoices):
    OFFICIAL = "official", pgettext_lazy("confidence", "Official source")
    REPORTED = "reported", pgettext_lazy("confidence", "Reported")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("confidence", "Unconfirmed")


RECHECK_DAYS = {Confidence.OFFICIAL: 180, Confidence.REPORTED: 90, Confidence.UNCONFIRMED: 60}


class CheckedHow(TextChoices):
    LIVE_PAGE = "live_page", pgettext_lazy("how a fact was checked", "live page")
    ARCHIVED_COPY = "archived_copy", pgettext_lazy("how a fact was checked", "archived copy")
    PHONE = "phone", pgettext_lazy("how a fact was checked", "by phone")
    IN_PERSON = "in_person", pgettext_lazy("how a fact was checked", "in person")
    READER_REPORT = "reader_report", pgettext_lazy("how a fact was checked", "reader report")


class Billing(TextChoices):
    """To which lines of a provider a fact applies."""

    ANY = "any", pgettext_lazy("billing", "All lines")
    PREPAID = "prepaid", pgettext_lazy("billing", "Prepaid")
    RENEWING = "renewing", pgettext_lazy("billing", "Renews by itself")
    CONTRACT = "contract", pgettext_lazy("billing", "Contract")


class Card(TextChoices):
    ESIM = "esim", _("eSIM")
    SIM = "sim", _("SIM card")
    BOTH = "both", _("eSIM and SIM card")


class Difficulty(TextChoices):
    EASY = "easy", pgettext_lazy("difficulty", "Easy")
    MEDIUM = "medium", pgettext_lazy("difficulty", "Takes some effort")
    HARD = "hard", pgettext_lazy("difficulty", "Hard")


class ValueType(Enum):
    DAYS = "days"
    ANSWER = "answer"
    RENEWAL = "renewal"
    EFFECT = "effect"
    IDENTITY = "identity"


class Topic(TextChoices):
    AUTO_RENEWS = "auto_renews", _("Renews by itself")
    CANCEL_ONLINE = "cancel_online", _("Can be ended online")
    CANCEL_BY_PHONE = "cancel_by_phone", _("Can be ended by phone")
    CANCEL_IN_PERSON = "cancel_in_person", _("Can be ended in person")
    CANCEL_FROM_ABROAD = "cancel_from_abroad", _("Can be ended from abroad")
    PORT_OUT_ENDS_LINE = "port_out_ends_line", _("Moving the number away ends the line")
    NOTICE_DAYS = "notice_days", _("Notice to give")
    TAKES_EFFECT = "takes_effect", _("Takes effect")
    ID_REQUIRED = "id_required", _("Identification needed")
    VALIDITY_DAYS = "validity_days", _("Valid for")
    OUTGOING_BLOCKED_DAYS = "outgoing_blocked_days", _("Then incoming only")
    ALL_BLOCKED_DAYS = "all_blocked_days", _("Then fully blocked")
    NUMBER_KEPT_DAYS = "number_kept_days", _("Number can be restored for")
    RESOLD_AFTER_DAYS = "resold_after_days", _("Number may go to somebody else after")
    BALANCE_REFUNDABLE = "balance_refundable", _("Balance is refunded")
    REFUND_WINDOW_DAYS = "refund_window_days", _("Time to ask for a refund")
    REINSTALLABLE = "reinstallable", _("Can be installed again")
    KEEP_UNTIL_REFUND = "keep_until_refund", _("Must stay installed until refunded")
    IDENTITY_REGISTERED = "identity_registered", _("Registered to your identity")
    DEVICE_REGISTERED = "device_registered", _("Phone is registered")

    @property
    def value_type(self) -> ValueType:
        return _VALUE_TYPES.get(self, ValueType.DAYS if self.value.endswith("_days") else ValueType.ANSWER)

    @property
    def meaning(self) -> Meaning:
        return _MEANINGS.get(self, Meaning.LINE)


WAYS = (Topic.CANCEL_ONLINE, Topic.CANCEL_BY_PHONE, Topic.CANCEL_IN_PERSON, Topic.CANCEL_FROM_ABROAD)
OF_AN_ENDING = (*WAYS, Topic.NOTICE_DAYS, Topic.TAKES_EFFECT, Topic.ID_REQUIRED)

_VALUE_TYPES = {
    Topic.AUTO_RENEWS: ValueType.RENEWAL,
    Topic.TAKES_EFFECT: ValueType.EFFECT,
    Topic.ID_REQUIRED: ValueType.IDENTITY,
}

_MEANINGS = {
    Topic.AUTO_RENEWS: Meaning.RENEWAL,
    Topic.RESOLD_AFTER_DAYS: Meaning.ACCOUNTS,
    Topic.BALANCE_REFUNDABLE: Meaning.MONEY,
    Topic.REFUND_WINDOW_DAYS: Meaning.MONEY,
    Topic.REINSTALLABLE: Meaning.DEVICE,
    Topic.KEEP_UNTIL_REFUND: Meaning.DEVICE,
    Topic.IDENTITY_REGISTERED: Meaning.REGISTRATION,
    Topic.DEVICE_REGISTERED: Meaning.REGISTRATION,
}

_ANSWERS = {
    "yes": pgettext_lazy("fact", "Yes"),
    "no": pgettext_lazy("fact", "No"),
    "partly": pgettext_lazy("fact", "In part"),
    "optional": pgettext_lazy("fact", "Only if switched on"),
}

_IDENTITIES = {
    "passport": pgettext_lazy("identification", "passport"),
    "id_card": pgettext_lazy("identification", "identity document"),
    "account_pin": pgettext_lazy("identification", "account PIN"),
    "none": pgettext_lazy("identification", "none"),
}

_DAYS = re.compile(r"[1-9]\d{0,3}\Z")
_EFFECT = re.compile(r"(at_once|end_of_cycle|(?:days|working_days):([1-9]\d{0,2}))\Z")


def check_value(topic: Topic, value: str) -> None:
    """Raise ValueError, in words for an editor, if the value is not of the topic's type."""
    allowed = {
        ValueType.DAYS: _DAYS.match(value),
        ValueType.ANSWER: value in ("yes", "no", "partly"),
        ValueType.RENEWAL: value in ("yes", "no", "optional"),
        ValueType.EFFECT: _EFFECT.match(value),
        ValueType.IDENTITY: value == "none" or set(value.split(",")) <= set(_IDENTITIES) - {"none"},
    }[topic.value_type]
    if not allowed:
        raise ValueError(
            gettext("“%(value)s” is not a value of “%(topic)s”: %(hint)s.")
            % {
                "value": value,
                "topic": topic.label,
                "hint": _hint(topic.value_type),
            }
        )


def _hint(value_type: ValueType) -> str:
    return {
        ValueType.DAYS: gettext("a whole number of days, 1 to 9999"),
        ValueType.ANSWER: "yes, no, partly",
        ValueType.RENEWAL: "yes, no, optional",
        ValueType.EFFECT: "at_once, end_of_cycle, days:7, working_days:3",
        ValueType.IDENTITY: ", ".join(_IDENTITIES),
    }[value_type]


def value_words(topic: Topic, value: str) -> str:
    """The value in the active language: “90 days”, “Yes”, “at the end of the billing cycle”."""
    match topic.value_type:
        case ValueType.DAYS:
            return _count_days(int(value))
        case ValueType.IDENTITY:
            return gettext(", ").join(str(_IDENTITIES[kind]) for kind in value.split(","))
        case ValueType.EFFECT:
            return _effect_words(value)
    return str(_ANSWERS[value])


def _count_days(days: int) -> str:
    if days > 365 and days % 365 == 0:
        return ngettext("%(count)d year", "%(count)d years", days // 365) % {"count": days // 365}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _effect_words(value: str) -> str:
    if value == "at_once":
        return gettext("at once")
    if value == "end_of_cycle":
        return gettext("at the end of the billing cycle")
    unit, days = value.split(":")
    if unit == "days":
        return ngettext("within %(count)d day", "within %(count)d days", int(days)) % {"count": int(days)}
    return ngettext("within %(count)d working day", "within %(count)d working days", int(days)) % {"count": int(days)}
