from argparse import ArgumentParser

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from guides.signin import browsers, throttle


class Command(BaseCommand):
    help = "Lets an account try to sign in again at once, after too many attempts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **options: object) -> None:
        if not User.objects.filter(username=username).exists():
            raise CommandError(f"There is nobody called {username}.")
        throttle.lift(browsers.account_of(username))
        self.stdout.write(f"{username} can try again. A network that tried too many accounts has to wait for its hour.")
