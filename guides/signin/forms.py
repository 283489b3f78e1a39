from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_TYPED = {
    "autocomplete": "one-time-code",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "size": 12,
}


class AppCode(forms.Form):
    """The first code of a new app: digits only."""

    code = forms.CharField(
        label=_("Code from the app"), max_length=100, widget=forms.TextInput(attrs={**_TYPED, "inputmode": "numeric"})
    )

    def refuse(self) -> None:
        self.add_error(
            "code",
            gettext("This code does not fit. Wait for the next one. If none fits, the clock of your phone is wrong."),
        )


class AnyCode(AppCode):
    """Also a recovery code, which has letters; the keyboard starts with digits all the same."""

    code = forms.CharField(
        label=_("Code from the app, or a recovery code"),
        max_length=100,
        widget=forms.TextInput(attrs={**_TYPED, "inputmode": "text", "autofocus": True}),
    )

    def refuse(self) -> None:
        self.add_error("code", gettext("This code does not fit, or it has been used. Wait for the next one."))


class OwnPassword(forms.Form):
    """Whoever sits at an open desk is not always the one who sat down there."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: AbstractBaseUser, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(gettext("This is not your password."))
        return password
