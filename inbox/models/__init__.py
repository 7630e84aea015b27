"""What arrives: received files, the suggestions read in them, and the ways they come."""

from inbox.models.mailboxes import Mailbox, MailFolder, PrivateAddress
from inbox.models.received import ReceivedFile
from inbox.models.suggestion import CalendarLink, IgnoredSender, Suggestion

__all__ = [
    "CalendarLink",
    "IgnoredSender",
    "MailFolder",
    "Mailbox",
    "PrivateAddress",
    "ReceivedFile",
    "Suggestion",
]
