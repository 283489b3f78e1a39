from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .constraints import valid_choice

SCHEMES = ("https://", "http://", "mailto:", "tel:", "weixin:", "tg:")


def validate_contact_address(value: str) -> None:
    if not value.lower().startswith(SCHEMES):
        raise ValidationError(
            _("Write a whole address that begins with one of: %(schemes)s."), params={"schemes": ", ".join(SCHEMES)}
        )


class ContactLinkKind(models.TextChoices):
    TELEGRAM = "telegram", "Telegram"
    WECHAT = "wechat", pgettext_lazy("kind of contact", "WeChat")
    WHATSAPP = "whatsapp", "WhatsApp"
    LINE = "line", "LINE"
    MAIL = "mail", pgettext_lazy("kind of contact", "E-mail")
    PHONE = "phone", pgettext_lazy("kind of contact", "Phone")
    WEB = "web", pgettext_lazy("kind of contact", "Website")


class ContactLinkPlace(models.TextChoices):
    HEAD = "head", pgettext_lazy("where a contact is shown", "At the head of guides")
    FOOT = "foot", pgettext_lazy("where a contact is shown", "At the foot of guides")
    BOTH = "both", pgettext_lazy("where a contact is shown", "At the head and foot of guides")


class ContactLink(models.Model):
    """The operator's own contact or a sponsor's, at the head and foot of guides. None ships with the site."""

    Kind = ContactLinkKind

    Place = ContactLinkPlace

    label = models.CharField(_("label"), max_length=80)
    address = models.CharField(_("address"), max_length=300, validators=[validate_contact_address])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    image = models.ImageField(_("image"), upload_to="contacts/", blank=True, help_text=_("For example a QR code."))
    sponsored = models.BooleanField(
        _("sponsored"), default=False, help_text=_("Somebody pays for it: readers are told, search engines too.")
    )
    place = models.CharField(_("where"), max_length=4, choices=Place, default=Place.FOOT)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contact link")
        verbose_name_plural = _("contact links")
        ordering = ["position", "pk"]
        constraints = [
            valid_choice("contactlink", "kind", ContactLinkKind),
            valid_choice("contactlink", "place", ContactLinkPlace),
        ]

    def __str__(self) -> str:
        return self.label or self.address

    @property
    def rel(self) -> str:
        return "sponsored nofollow noopener" if self.sponsored else "noopener"
