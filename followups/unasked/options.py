"""Which notes may be written about an application, or to a reference: what one chooses from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from accounts.access import mine
from applications.models import Application, Event, Interview, Message, Stage
from followups.holds import status_holds
from followups.occasions import Occasion
from followups.unasked.wanted import Purpose, address_of
from jobtracker.templatetags.moments import day
from references.consent import stop
from references.ledger import ACTS, TOLD_OF
from references.models import Contact, Reference

Consent = Reference.Consent
DECIDING = (Stage.OFFER, Stage.DECLINED)


@dataclass(frozen=True, slots=True)
class Option:
    """A note that may be written: what it is, what to know of it, and where it is written."""

    title: str
    note: str
    url: str


def to_employer(application: Application, person: int | None, now: datetime) -> list[Option]:
    """Notes to the people at the employer, of all or to one ``person``; three to five queries.

    Nobody asks how a job stands that was not applied for, or is closed.
    """
    talks = application.interviews.filter(cancelled_at=None, starts_at__lte=now)
    sent = Message.objects.filter(purpose=Purpose.THANK_YOU).defer("body")
    talks = talks.prefetch_related("interviewers", Prefetch("messages", sent))
    found = [each for talk in talks.order_by("-starts_at") for each in _thanks(talk, person)]
    to = f"&to=c{person}" if person else ""
    rest: list[tuple[Purpose, str]] = []
    if application.stage != Stage.SAVED and not application.is_closed:
        holds = status_holds(application, now)
        rest.append((Purpose.STATUS, holds[0].text if holds else ""))
    if application.stage in DECIDING:
        rest.append((Purpose.DECLINE_NOTE, ""))
    for purpose, note in (*rest, (Purpose.OTHER, "")):
        option = _option(Occasion(application.owner, purpose, application), note)
        found.append(replace(option, url=option.url + to))
    return found


def _thanks(talk: Interview, person: int | None) -> Iterator[Option]:
    people: list[Contact | None] = list(talk.interviewers.all())
    for reader in people or [None]:
        if person and (reader is None or reader.pk != person):
            continue
        notes = [each for each in talk.messages.all() if _counts(each, talk, reader)]
        parts = {"talk": talk.get_kind_display(), "day": day(talk.starts_at)}
        note = _("%(talk)s, %(day)s") % parts
        if notes:
            note = _("Sent on %(day)s") % {"day": day(notes[-1].at)}
        owner, purpose = talk.application.owner, Purpose.THANK_YOU
        yield _option(Occasion(owner, purpose, talk.application, talk, reader), note)


def _counts(message: Message, talk: Interview, reader: Contact | None) -> bool:
    if reader is None or talk.kind == Interview.Kind.PHONE_SCREEN:
        return True
    return message.contact_id in (None, reader.pk)


def to_references(application: Application) -> list[Option]:
    """Notes to those who speak for the seeker here; one query."""
    used = Q(events__application=application) | Q(messages__application=application)
    acts = Event.objects.filter(application=application, reference=OuterRef("pk"), kind__in=ACTS)
    rows = mine(application.owner, Reference).filter(used).annotate(acted=Exists(acts))
    return [
        _option(Occasion(application.owner, purpose, application, reference=reference), note)
        for reference in rows.select_related("contact").distinct()
        for purpose, note in _about_job(application, reference)
    ]


def _about_job(application: Application, reference: Any) -> Iterator[tuple[Purpose, str]]:
    """What to write to them, and what speaks against it; somebody who said no is spared."""
    may_speak = reference.consent != Consent.DECLINED
    if may_speak and not application.is_closed:
        against = stop(reference)
        yield Purpose.HEADS_UP, against.reason if against else ""
    if reference.acted:
        yield Purpose.REFERENCE_THANK_YOU, ""
    if application.stage in TOLD_OF and (reference.acted or may_speak):
        yield Purpose.REFERENCE_OUTCOME, ""
    if application.stage == Stage.ACCEPTED and reference.acted:
        yield Purpose.GIFT, ""


def to_reference(reference: Reference) -> list[Option]:
    """Notes to a reference that are about no job in particular; no query."""
    agreed = reference.consent == Consent.AGREED
    purposes = [Purpose.RECONFIRM if agreed else Purpose.ASK_REFERENCE, Purpose.KEEP_IN_TOUCH]
    purposes += [Purpose.RECIPROCATE] if reference.job_hunting_since else []
    owner = reference.contact.owner
    return [
        _option(Occasion(owner, purpose, reference=reference))
        for purpose in (*purposes, Purpose.OTHER)
    ]


def _option(occasion: Occasion, note: str = "") -> Option:
    return Option(occasion.title, note, address_of(occasion))
