"""Deregister the identity or the phone."""

from django.utils.translation import gettext_lazy as _

from guides.vocabulary import Meaning, Need, Topic

from . import deadlines
from .rule import Rule

RULES = (
    Rule(
        "deregister_identity",
        Meaning.REGISTRATION,
        Need.OPTIONAL,
        lambda case: case.says(Topic.IDENTITY_REGISTERED, "yes"),
        topics=(Topic.IDENTITY_REGISTERED,),
        title=(_("Ask whether the number is still registered to you"),),
        why=(_("The number was registered to your identity, so make sure that it no longer is."),),
        how=(
            _("When the line has ended, ask for a confirmation that no number is registered to you any more."),
            _("Show your document at an official shop or on the official website only."),
        ),
        due=deadlines.later,
    ),
    Rule(
        "deregister_device",
        Meaning.REGISTRATION,
        Need.OPTIONAL,
        lambda case: case.says(Topic.DEVICE_REGISTERED, "yes"),
        topics=(Topic.DEVICE_REGISTERED,),
        title=(_("If your phone was registered, have that undone"),),
        why=(
            _("Phones are registered there. A registration left behind can stand in the way when the phone is sold."),
        ),
        how=(_("Ask where the phone was registered; the IMEI that they need is shown when you dial *#06#."),),
        due=deadlines.deregister,
    ),
    Rule(
        "deregister_identity",
        Meaning.REGISTRATION,
        Need.NOT_NEEDED,
        lambda case: case.says(Topic.IDENTITY_REGISTERED, "no"),
        topics=(Topic.IDENTITY_REGISTERED,),
        why=(_("The number is not registered to your identity."),),
    ),
    Rule(
        "deregister_device",
        Meaning.REGISTRATION,
        Need.NOT_NEEDED,
        lambda case: case.says(Topic.DEVICE_REGISTERED, "no"),
        topics=(Topic.DEVICE_REGISTERED,),
        why=(_("Your phone is not registered."),),
    ),
)
