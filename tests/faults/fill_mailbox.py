"""`python -m tests.faults.fill_mailbox PORT USER`: a seeker with a mailbox that is due."""

import sys

import django

from tests.services.dovecot import HOST, PASSWORD


def main(port: int, user: str) -> None:
    """Write them, as of now."""
    django.setup()
    from django.utils import timezone

    from accounts.models import User
    from inbox.mailboxes.session import Account
    from inbox.services.mailboxes import connect_mailbox

    owner = User.objects.create_user("seeker@faults.example", name="Robin")
    account = Account(HOST, port, "tls", user, PASSWORD)
    connect_mailbox(owner, account, [], now=timezone.now())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
