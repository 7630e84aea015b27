"""`manage.py load_demo`: load the demo into the database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from demo.load import PASSWORD, SEEKER, load


class Command(BaseCommand):
    """``load_demo [--if-empty] [--caseload N]``: create the demo's users and search again."""

    help = "Load a believable job search to try the product with (never into a real database)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--if-empty`, `--caseload` and `--really`."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if there are users already"
        )
        parser.add_argument(
            "--caseload",
            type=int,
            default=0,
            metavar="N",
            help="give the demo's coach this many more clients",
        )
        parser.add_argument(
            "--really",
            action="store_true",
            help="load it even if DEBUG is off; its passwords are public",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo, and print how to sign in."""
        if not settings.DEBUG and not options["really"]:
            raise CommandError("DEBUG is off: the demo's passwords are public. Use --really.")
        if not (options["if_empty"] and User.objects.exists()):
            load(now=timezone.now(), caseload=options["caseload"])
        if User.objects.filter(email=SEEKER).exists():
            self.stdout.write(f"The demo: sign in as {SEEKER} with the password {PASSWORD}")
