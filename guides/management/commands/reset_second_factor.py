from argparse import ArgumentParser

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from guides.signin import browsers, factor, throttle


class Command(BaseCommand):
    help = "Removes somebody's second factor and recovery codes, for whoever lost all of them; lifts their lock too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **options: object) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is nobody called {username}.")
        throttle.lift(browsers.account_of(username))
        if not factor.remove(user):
            raise CommandError(f"{username} has no second factor.")
        factor.note(user, user, "Second factor reset from the command line.")
        self.stdout.write(f"{username} signs in with the password alone now. Sessions that are open stay open.")
