"""The shape of an archive: which plain fields each row in it has. What ties rows together is told
beside, by tokens."""

from applications.services.applications import FIELDS as APPLICATION
from applications.services.interviews import DEBRIEF_FIELDS as DEBRIEF
from applications.services.interviews import FIELDS as _INTERVIEW
from references.services import CONTACT_FIELDS as CONTACT
from references.services import REFERENCE_FIELDS as _REFERENCE

__all__ = [
    "APPLICATION",
    "COMPANY",
    "CONTACT",
    "DEBRIEF",
    "DOCUMENT",
    "DRAFT",
    "EVENT",
    "FORMAT",
    "INTERVIEW",
    "MESSAGE",
    "OWNER",
    "REFERENCE",
    "REMINDER",
    "TEMPLATE",
    "VERSION",
]

FORMAT = "jobtracker"
VERSION = 1

OWNER = (
    "email",
    "name",
    "time_zone",
    "language",
    "theme",
    "digest_on",
    "digest_at",
    "digest_days",
    "digest_when_empty",
    "weekly_review_day",
    "thank_you_notice",
    "quiet_from",
    "quiet_until",
)
COMPANY = ("name", "website", "notes")
REFERENCE = (*_REFERENCE, "consent", "asked_on", "agreed_on", "declined_on")
EVENT = ("kind", "at", "news_by", "ask_on", "result", "stage", "text")
INTERVIEW = (*_INTERVIEW, "preparation")
MESSAGE = ("purpose", "at", "channel", "subject", "body")
DOCUMENT = ("kind", "name", "filename", "content_type", "size", "uploaded_at")
TEMPLATE = ("purpose", "name", "subject", "body")
DRAFT = ("purpose", "channel", "subject", "body", "kept_at")
REMINDER = ("rule", "opens_at", "due_at", "lapses_at", "state", "snoozed_until", "closed_at")
