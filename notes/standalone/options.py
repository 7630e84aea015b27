"""The notes that may be written about an application, or to a reference."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.access import owned_by
from applications.models import Application, Event, Interview, Message, Stage
from applications.models.application import RUNNING_STAGES
from applications.people.reference_list import CONTACT_EVENTS, TOLD_OF
from jobtracker.templatetags.dates import day
from notes.cautions import status_holds
from notes.context import NoteContext
from notes.standalone.request import Purpose, address_of
from references.consent import consent_block
from references.models import Contact, Reference

Consent = Reference.Consent
CHECKING = (Stage.INTERVIEWING, Stage.REFERENCE_CHECK)
NEWS = (Stage.ACCEPTED, Stage.DECLINED, Stage.REJECTED, Stage.WITHDRAWN)
"""Outcomes of which the person who referred the seeker is told (W6:referrer-steps)."""
DECIDING = (Stage.OFFER, Stage.DECLINED)


@dataclass(frozen=True, slots=True)
class Option:
    """A note that may be written: its title, a remark, and its URL."""

    title: str
    note: str
    url: str


def to_employer(application: Application, person: int | None, now: datetime) -> list[Option]:
    """Notes to the employer, to anyone there or to one ``person``; at most three queries.

    A status note is offered only for an open application that was submitted.
    """
    talks = _talks(application, now)
    talks = talks.filter(interviewers=person) if person else talks
    found = [_thanks(application, talk) for talk in talks]
    to = f"&to=c{person}" if person else ""
    rest: list[tuple[Purpose, str]] = []
    if application.stage != Stage.SAVED and not application.is_closed:
        holds = status_holds(application, now)
        rest.append((Purpose.STATUS, holds[0].text if holds else ""))
    rest += [(purpose, "") for purpose in _for_the_stage(application)]
    for purpose, note in (*rest, (Purpose.OTHER, "")):
        option = _option(NoteContext(application.owner, purpose, application), note)
        found.append(replace(option, url=option.url + to))
    return found


def _for_the_stage(application: Application) -> Iterator[Purpose]:
    """The purposes of notes to the employer that fit the stage."""
    stage = application.stage
    if stage in CHECKING:
        yield Purpose.REFERENCES_LIST
    if stage == Stage.OFFER:
        yield Purpose.OFFER_THANKS
    if stage in DECIDING:
        yield Purpose.DECLINE_NOTE
    if stage == Stage.WITHDRAWN or (stage in RUNNING_STAGES and stage != Stage.OFFER):
        yield Purpose.WITHDRAW_NOTE


def to_referrer(application: Application) -> list[Option]:
    """Notes to the person who referred the seeker, if anybody did; no query."""
    person = application.referred_by
    if person is None or application.stage == Stage.SAVED:
        return []
    purposes = [Purpose.REFERRER_THANK_YOU]
    if application.stage in NEWS:
        purposes.append(Purpose.REFERRER_OUTCOME)
    return [
        _option(NoteContext(application.owner, purpose, application, contact=person))
        for purpose in purposes
    ]


def _talks(application: Application, now: datetime) -> QuerySet[Interview]:
    """Each past interview, once per interviewer, with when they were thanked.

    One note is enough for a phone screen, and for an interview without named interviewers.
    """
    to_all = Q(interview__kind=Interview.Kind.PHONE_SCREEN) | Q(interview__interviewers=None)
    sent = Message.objects.filter(interview=OuterRef("pk"), purpose=Purpose.THANK_YOU)
    to_them = sent.filter(Q(contact=None) | Q(contact=OuterRef("interviewers")) | to_all)
    talks = application.interviews.filter(cancelled_at=None, starts_at__lte=now)
    return talks.annotate(
        reader=F("interviewers"),
        reader_name=F("interviewers__name"),
        thanked_at=Subquery(to_them.order_by("-at").values("at")[:1]),
    ).order_by("-starts_at", Lower("reader_name"), "reader")


def _thanks(application: Application, talk: Any) -> Option:
    parts = {"talk": talk.kind_name, "day": day(talk.starts_at)}
    note = _("%(talk)s, %(day)s") % parts
    if talk.thanked_at:
        note = _("Sent on %(day)s") % {"day": day(talk.thanked_at)}
    reader = Contact(pk=talk.reader, name=talk.reader_name) if talk.reader else None
    about = NoteContext(application.owner, Purpose.THANK_YOU, application, talk, reader)
    return _option(about, note)


def to_references(application: Application) -> list[Option]:
    """Notes to the references used for this application; one query."""
    used = Q(events__application=application) | Q(messages__application=application)
    acts = Event.objects.filter(
        application=application, reference=OuterRef("pk"), kind__in=CONTACT_EVENTS
    )
    rows = owned_by(application.owner, Reference).filter(used).annotate(acted=Exists(acts))
    return [
        _option(NoteContext(application.owner, purpose, application, reference=reference), note)
        for reference in rows.select_related("contact").distinct()
        for purpose, note in _about_job(application, reference)
    ]


def _about_job(application: Application, reference: Any) -> Iterator[tuple[Purpose, str]]:
    """The purposes of notes to them, each with a caution; declined references get few."""
    may_speak = reference.consent != Consent.DECLINED
    if may_speak and not application.is_closed:
        against = consent_block(reference)
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
    about = [NoteContext(owner, purpose, reference=reference) for purpose in purposes]
    if agreed:
        keep_in_touch = Purpose.KEEP_IN_TOUCH
        about.append(NoteContext(owner, keep_in_touch, reference=reference, is_progress=True))
    about.append(NoteContext(owner, Purpose.OTHER, reference=reference))
    return [_option(each) for each in about]


def _option(occasion: NoteContext, note: str = "") -> Option:
    return Option(occasion.title, note, address_of(occasion))
