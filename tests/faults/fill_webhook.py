"""`python -m tests.faults.fill_webhook URL COUNT`: a webhook for which messages wait."""

import sys
from uuid import uuid4

import django


def main(url: str, count: int) -> None:
    """Write them, as of now."""
    django.setup()
    from django.utils import timezone

    from accounts.models import User
    from api.services.webhooks import add_webhook, send_test

    now = timezone.now()
    owner = User.objects.create_user("seeker@faults.example", name="Robin")
    events = ["reminder.opened"]
    webhook, _secret = add_webhook(owner, url=url, events=events, token=uuid4(), now=now)
    for _ in range(count):
        send_test(webhook, now=now)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
