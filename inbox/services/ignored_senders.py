"""Senders whose mails are not about a job, and taking that back."""

from accounts.locking import owner_locked, update_fields
from inbox.models import IgnoredSender


@owner_locked
def read_again(sender: IgnoredSender) -> None:
    """Make suggestions from this sender's mails from now on, and count anew."""
    update_fields(sender, {"times": 0, "since": None})
