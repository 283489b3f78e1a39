from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's own, told of every file type that holds strings, and written so that a diff shows only real changes."""

    def add_arguments(self, parser: object) -> None:
        super().add_arguments(parser)
        parser.set_defaults(
            extensions=["html", "txt", "py", "ics", "xml", "webmanifest", "md"],
            ignore_patterns=[".venv", "data", "tests", "docs", "node_modules"],
            no_location=True,
            no_wrap=True,
        )
