"""Load the demo into the database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from demo.load import PASSWORD, SEEKER, load


class Command(BaseCommand):
    """``load_demo [--if-empty] [--caseload N]``: the demo people and their search, made anew."""

    help = "Load a believable job search to try the product with (never into a real database)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say when to leave the database alone."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are users already"
        )
        parser.add_argument(
            "--caseload",
            type=int,
            default=0,
            metavar="N",
            help="give the demo's coach so many clients more",
        )
        parser.add_argument(
            "--really",
            action="store_true",
            help="load it even where DEBUG is off; its passwords are known to everyone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, and say how to sign in."""
        if not settings.DEBUG and not options["really"]:
            raise CommandError("DEBUG is off: the demo's passwords are public. Use --really.")
        if not (options["if_empty"] and User.objects.exists()):
            load(now=timezone.now(), caseload=options["caseload"])
        if User.objects.filter(email=SEEKER).exists():
            self.stdout.write(f"The demo: sign in as {SEEKER} with the password {PASSWORD}")
