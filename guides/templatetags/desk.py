"""What the admin's own templates ask for."""

from django import template
from django.contrib.auth.models import AbstractBaseUser

from guides.admin import desk

register = template.Library()


@register.simple_tag
def to_do(user: AbstractBaseUser) -> list[desk.Group]:
    return desk.to_do(user)
