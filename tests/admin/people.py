"""People who work at the desk, each with a browser in English."""

from django.contrib.auth.models import Group, User
from django.test import Client


def person(name: str, *roles: str) -> Client:
    """Somebody with these roles, logged in; client.user is them."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    client.user = user
    return client
