"""`python -m tests.faults.fill COUNT`: seekers whose digest is due now, in a migrated database."""

import sys
from datetime import timedelta

import django


def main(count: int) -> None:
    """Write them, with a search each."""
    django.setup()
    from django.utils import timezone

    from accounts.models import User
    from bench.people import searches, seekers

    now = timezone.now().replace(microsecond=0)
    owners = seekers(count, now - timedelta(minutes=1))
    searches(owners, now)
    # Their hour is a minute ago on their own calendar, whatever the hour is.
    local = (now - timedelta(minutes=1)).astimezone(owners[0].zone)
    User.objects.update(digest_at=local.time(), thank_you_notice=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
