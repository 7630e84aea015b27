"""The note that a URL asks for, and the URL of a note."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, Subquery
from django.http import Http404, QueryDict
from django.urls import reverse

from accounts.models import User
from applications.models import Message
from followups.models import Reminder
from notes.context import RULES, NoteContext

Purpose = Message.Purpose
TO_EMPLOYER = (
    *(Purpose.STATUS, Purpose.REFERENCES_LIST, Purpose.OFFER_THANKS, Purpose.DECLINE_NOTE),
    *(Purpose.WITHDRAW_NOTE, Purpose.OTHER),
)
TO_REFERRER = (Purpose.REFERRER_THANK_YOU, Purpose.REFERRER_OUTCOME)
TO_ONE_CONTACT = (Purpose.THANK_YOU, *TO_REFERRER)
PROGRESS = "progress"
ABOUT_JOB = (Purpose.HEADS_UP, Purpose.REFERENCE_THANK_YOU, Purpose.REFERENCE_OUTCOME, Purpose.GIFT)
TO_REFERENCE = (
    *(Purpose.ASK_REFERENCE, Purpose.RECONFIRM, Purpose.KEEP_IN_TOUCH, Purpose.RECIPROCATE),
    Purpose.OTHER,
)
PARTS = ("purpose", "to", "interview", "about")
READER, KEY = re.compile(r"(?:[cr]\d{1,18})?"), re.compile(r"\d{0,18}")


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """The purpose, the recipient (``c5`` a contact, ``r3`` a reference) and the interview.

    ``about`` is ``progress`` for the note that tells a reference how the search is going.
    """

    purpose: str = ""
    to: str = ""
    interview: str = ""
    about: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "NoteRequest":
        """Read a request from a query string. Raises Http404 if it is invalid."""
        request = cls(*(query.get(name, "") for name in PARTS))
        is_known = request.purpose in {"", *Purpose.values} and request.about in ("", PROGRESS)
        if is_known and READER.fullmatch(request.to) and KEY.fullmatch(request.interview):
            return request
        raise Http404

    @property
    def query(self) -> str:
        """The request as a query string."""
        known = {name: getattr(self, name) for name in PARTS if getattr(self, name)}
        return f"?{urlencode(known)}" if known else ""

    def key(self, letter: str) -> int | None:
        """The recipient's key, if it is of this kind."""
        return int(self.to[1:]) if self.to.startswith(letter) else None


def live(user: User, purpose: str, *which: Q, **about: object) -> Subquery:
    """The key of a live reminder that asks for this note."""
    rows = Reminder.objects.filter(
        *which, owner=user, state__in=Reminder.LIVE, rule__in=RULES[purpose], **about
    )
    return Subquery(rows.order_by("opens_at", "pk").values("pk")[:1])


def address_of(occasion: NoteContext) -> str:
    """The URL where this note is written."""
    keys = occasion.keys
    reader = f"r{keys['reference']}" if occasion.reference else ""
    if occasion.contact:
        reader = f"c{keys['contact']}"
    if not occasion.application:
        about = PROGRESS if occasion.is_progress else ""
        query = NoteRequest(occasion.purpose, about=about).query
        return reverse("notes:write_to", args=[keys["reference"]]) + query
    talk = str(keys["interview"] or "")
    query = NoteRequest(occasion.purpose, reader, talk).query
    return reverse("notes:write", args=[keys["application"]]) + query


def occasion_of_message(message: Message) -> NoteContext:
    """The context of a sent note."""
    return NoteContext(
        message.owner,
        message.purpose,
        message.application,
        message.interview,
        message.contact if message.purpose in TO_ONE_CONTACT else None,
        message.reference,
    )
