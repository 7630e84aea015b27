"""Makes a database of people with long searches, and prints a cookie of each: a line per person.

It runs in a process of its own, with the environment of the server: `python -m bench.load_people`.
"""

import sys

import django

from bench.sizes import size

PEOPLE = size(200, 4)
APPLICATIONS = size(1_000, 10)


def main() -> None:
    """Migrate, collect the static files, and write the people."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    for number in range(PEOPLE):
        print(_cookie_of_somebody(number), flush=True)
    _analyse()


def _cookie_of_somebody(number: int) -> str:
    from django.conf import settings
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from bench.page_data import search

    with transaction.atomic():
        owner = User.objects.create(
            email=f"seeker{number}@bench.example", time_zone="Europe/London"
        )
        search(owner, APPLICATIONS, timezone.now())
        client = Client()
        client.force_login(owner, settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _analyse() -> None:
    """Let the database count its rows now, as it does by itself on a day in between."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
