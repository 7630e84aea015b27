"""`manage.py create_api_key`: create a key for somebody's programs, and print it."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from api.models import Scope
from api.services.keys import create_key

LONGEST_DAYS = 3650


class Command(BaseCommand):
    """Prints nothing but the key, so that a script can take it; its owner is told by email."""

    help = "Create an API key for an account, and print it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add whose key it is, and what it may do."""
        parser.add_argument("email", help="the email address of the account")
        parser.add_argument(
            "--scopes", required=True, help=f"what it may do, by commas: {', '.join(Scope.values)}"
        )
        parser.add_argument("--days", type=int, help="expires after so many days; never without it")
        parser.add_argument("--name", default="Command line", help="how its owner knows it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the key."""
        now, days = timezone.now(), options["days"]
        if days is not None and not 0 < days <= LONGEST_DAYS:
            raise CommandError(f"--days: choose from 1 to {LONGEST_DAYS}, not {days}")
        scopes = [each.strip() for each in options["scopes"].split(",") if each.strip()]
        try:
            _key, secret = create_key(
                _account(options["email"]),
                name=options["name"],
                scopes=scopes,
                expires_at=None if days is None else now + timedelta(days=days),
                token=uuid4(),
                now=now,
            )
        except ValidationError as error:
            raise CommandError(_told(error)) from error
        self.stdout.write(str(secret))


def _account(email: str) -> User:
    owner = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if owner is None:
        raise CommandError(f"{email}: no active account has this email address")
    return owner


def _told(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    fields = error.message_dict.items()
    return "; ".join(f"--{name}: {' '.join(messages)}" for name, messages in fields)
