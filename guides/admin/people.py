"""The people who work at the desk, and how an administrator helps those who stand before its door."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from guides.signin import browsers, factor, throttle

from .related import RelatedRows

admin.site.unregister([User, Group])
# Their forms show the secrets of others.
admin.site.unregister([TOTPDevice, StaticDevice])


@admin.register(User)
class PersonAdmin(RelatedRows, UserAdmin):
    list_display = (*UserAdmin.list_display, "is_active", "has_second_factor")
    actions = ("reset_second_factor", "lift_lock")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_factor=Exists(factors))

    def has_administer_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    @admin.display(description=_("second factor"), boolean=True, ordering="has_factor")
    def has_second_factor(self, user: User) -> bool:
        return user.has_factor

    @admin.action(description=_("Reset the second factor"), permissions=["administer"])
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        users = [user for user in queryset if factor.remove(user)]
        for user in users:
            factor.note(request.user, user, gettext("Second factor reset by an administrator."))
        done = ngettext("%(count)d second factor was reset.", "%(count)d second factors were reset.", len(users))
        self.message_user(request, done % {"count": len(users)})

    @admin.action(description=_("Lift the lock after too many attempts"), permissions=["administer"])
    def lift_lock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        users = list(queryset)
        for user in users:
            throttle.lift(browsers.account_of(user.get_username()))
            factor.note(request.user, user, gettext("Lock lifted."))
        done = ngettext("%(count)d account can try again.", "%(count)d accounts can try again.", len(users))
        self.message_user(request, done % {"count": len(users)})


@admin.register(Group)
class RoleAdmin(RelatedRows, GroupAdmin):
    pass
