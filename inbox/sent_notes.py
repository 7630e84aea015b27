"""Why the seeker wrote a note, guessed from whom it went to, when, and its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from applications.models import Application, Event, Interview, Message, Stage
from applications.models.application import RUNNING_STAGES
from jobtracker.reading.names import name_key
from references.models import Contact

THANKED_WITHIN = timedelta(days=7)
"""So long after an interview thanks are for it."""
Purpose = Message.Purpose
Finding = Mapping[str, Any]


def guessed(finding: Finding, application: Application | None, at: datetime) -> dict[str, Any]:
    """Return the ``purpose`` of a note that was sent, and the ``interview`` it thanks for."""
    about = frozenset(finding.get("about") or ())
    if application is None:
        return {"purpose": Purpose.OTHER.value, "interview": None}
    interview = _thanked_for(application, finding, at) if "thanks" in about else None
    purpose = _purpose(about, application, finding, at, interview)
    is_thanks = purpose == Purpose.THANK_YOU and interview is not None
    return {
        "purpose": purpose.value,
        "interview": interview.pk if is_thanks and interview else None,
    }


def _purpose(
    about: Collection[str],
    application: Application,
    finding: Finding,
    at: datetime,
    interview: Interview | None,
) -> Message.Purpose:
    if "withdraw" in about:
        return Purpose.WITHDRAW_NOTE
    if "decline" in about:
        return Purpose.DECLINE_NOTE
    if "references" in about and _owes_references(application, at):
        return Purpose.REFERENCES_LIST
    if "thanks" in about and _is_to(application.referred_by, finding):
        return Purpose.REFERRER_THANK_YOU
    if {"thanks", "offer"} <= set(about) and application.stage == Stage.OFFER:
        return Purpose.OFFER_THANKS
    if interview is not None:
        return Purpose.THANK_YOU
    # Only a note that asks counts as a follow-up: two of them are all that one may send.
    asks = "update" in about and application.stage in RUNNING_STAGES
    return Purpose.STATUS if asks else Purpose.OTHER


def _thanked_for(application: Application, finding: Finding, at: datetime) -> Interview | None:
    """Return the last interview before the note, where it went to somebody who was there."""
    begun = Interview.objects.filter(
        application=application, cancelled_at=None, starts_at__lte=at,
        ends_at__gte=at - THANKED_WITHIN,
    )  # fmt: skip
    for interview in begun.order_by("-ends_at", "-pk"):
        people = list(Contact.objects.filter(interviews=interview))
        if not people or any(_is_to(person, finding) for person in people):
            return interview
    return None


def _is_to(person: Contact | None, finding: Finding) -> bool:
    """Whether a note went to somebody, by address or, where none is known, by name."""
    if person is None:
        return False
    to = finding.get("recipients") or ()
    if person.email:
        return person.email.casefold() in {(each.get("email") or "").casefold() for each in to}
    return name_key(person.name) in {name_key(each.get("name") or "") for each in to}


def _owes_references(application: Application, at: datetime) -> bool:
    """Whether they had asked for references and had no list yet."""
    asked = Event.objects.filter(
        application=application, kind=Event.Kind.REFERENCES_REQUESTED, at__lte=at
    )
    last = asked.order_by("-at", "-pk").first()
    if last is None or last.has_list:
        return False
    sent = Message.objects.filter(application=application, purpose=Purpose.REFERENCES_LIST)
    return not sent.filter(at__gte=last.at, at__lt=at).exists()
