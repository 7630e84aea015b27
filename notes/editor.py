"""A note to be written, with a reminder that asks for it or without: what the page is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from accounts.access import owned_by
from applications.models import Debrief, Document, Event, Interview, Message
from applications.people.reference_list import TOLD_OF
from followups.cards import Names
from followups.models import Reminder
from notes.context import NoteContext
from notes.drafting.facts import DraftFacts
from notes.drafting.phrases import lines_in
from notes.existing import ExistingNotes
from references.models import Contact

ACTS = ("check", "sent", "print", "sheet", "afresh", "keep")


@dataclass(frozen=True, slots=True)
class Caution:
    """Why this note had better wait, or not be written: it is said, and stands in nobody's way."""

    title: str
    text: str
    sources: tuple[str, ...] = ()
    url: str = ""
    way_on: str = ""


@dataclass(frozen=True, slots=True)
class NoteEditor:
    """A note to be written: its facts, what is written of it, and who could be its reader.

    ``row`` is the reminder that asks for it, ``live`` the key of one that would; ``readers`` is
    None where the reader is settled; ``names`` are those of whom the reason speaks, ``files`` what
    goes along. The note lies at ``path``, with ``query`` behind it; ``back`` is the page one came
    from.
    """

    occasion: NoteContext
    facts: DraftFacts
    written: ExistingNotes
    path: str
    query: str = ""
    row: Reminder | None = None
    live: int | None = None
    readers: list[Contact] | None = None
    names: Names = field(default_factory=dict)
    follow_up_contact: str = ""
    holds: tuple[Caution, ...] = ()
    files: tuple[Document, ...] = ()
    back: str = ""

    @property
    def url(self) -> str:
        """Where it is written."""
        return f"{self.path}{self._behind}"

    @property
    def _behind(self) -> str:
        """What stands behind every address of it."""
        way = urlencode({"next": self.back}) if self.back else ""
        return f"{self.query}{'&' if self.query else '?'}{way}" if way else self.query

    @property
    def reader(self) -> Contact | None:
        """Who it goes to, as far as the facts tell."""
        if self.occasion.reference:
            return self.occasion.reference.contact
        likely = (each for each in self.readers or [] if each.name == self.facts.person)
        return self.occasion.contact or next(likely, None)

    @property
    def start_url(self) -> str:
        """Where it is begun from something else: the key of a template goes behind it."""
        return f"{self.url}{'&' if self._behind else '?'}from="

    @property
    def urls(self) -> dict[str, str]:
        """Where its acts are posted to."""
        return {act: f"{self.path}{act}/{self._behind}" for act in ACTS}

    @property
    def about_url(self) -> str:
        """The page of what it is about."""
        if self.occasion.application:
            return reverse("applications:page", args=[self.occasion.application.pk])
        return reverse("people:reference", args=[self.occasion.keys["reference"]])


def is_to_anyone(occasion: NoteContext) -> bool:
    """Whether its reader may be any of the people at the employer."""
    is_theirs = occasion.application is not None and occasion.reference is None
    return is_theirs and occasion.purpose != Message.Purpose.THANK_YOU


def readers_at(occasion: NoteContext) -> QuerySet[Contact]:
    """Whom a note to the employer may go to: the interviewers, and who works there.

    Each with when one met them here, and when they last were written to, about any job.
    """
    application = occasion.application
    if application is None:
        return Contact.objects.none()
    talks = Q(interviews__application=application)
    there = talks | Q(company=application.company_id)
    met = Max("interviews__starts_at", filter=talks & Q(interviews__cancelled_at=None))
    people = owned_by(occasion.owner, Contact).filter(there)
    return people.annotate(met_at=met, written_at=Max("messages__at"))


def last_talk(application: Any, now: datetime) -> QuerySet[Interview]:
    """The interviews of an application that took place, the last first."""
    talks = Interview.objects.filter(application=application, cancelled_at=None, ends_at__lte=now)
    return talks.order_by("-ends_at")


def chosen_with(application: Any, reference: Any) -> QuerySet[Event, Any]:
    """The points to raise that were kept when a reference was chosen for an application."""
    rows = Event.objects.filter(application=application, reference=reference)
    chosen = rows.filter(kind=Event.Kind.REFERENCE_CHOSEN).order_by("at", "pk")
    return chosen.values("text")[:1]


def resumes(occasion: NoteContext) -> tuple[Document, ...]:
    """The resumes of this application, where they go along with the note (S1:share-materials)."""
    if occasion.purpose != Message.Purpose.HEADS_UP:
        return ()
    files = owned_by(occasion.owner, Document).filter(applications=occasion.keys["application"])
    return tuple(files.filter(kind=Document.Kind.RESUME))


def likely_reader(readers: list[Contact], follow_up_contact: str) -> Contact | None:
    """Whom to write to where nothing else says so: the one they named, else whom one met last."""
    named = [each for each in readers if each.name.casefold() in follow_up_contact.casefold()]
    met = [each for each in readers if getattr(each, "met_at", None)]
    latest = max(met, key=lambda each: each.met_at, default=None)  # type: ignore[attr-defined]
    return named[0] if named else latest


def base_facts(occasion: NoteContext, now: datetime) -> dict[str, Any]:
    """What any note starts from: its purpose, who writes to whom, and today."""
    reader = occasion.contact
    return {
        "purpose": occasion.purpose,
        "rule": "",
        "you": occasion.owner.name,
        "today": now.astimezone(occasion.owner.zone).date(),
        **({"person": reader.name, "email": reader.email} if reader else {}),
    }


def job_facts(occasion: NoteContext) -> dict[str, str]:
    """What the note says of the job."""
    application = occasion.application
    if application is None:
        return {}
    return {
        "title": application.title,
        "company": application.company.name,
        "posting_url": application.posting_url,
    }


def reference_facts(occasion: NoteContext, known: Mapping[str, Any]) -> dict[str, Any]:
    """What the note says of the reference it goes to; ``known`` is what the story adds."""
    reference = occasion.reference
    if reference is None:
        return {}
    return {
        "person": reference.contact.name,
        "email": reference.contact.email,
        "relationship": reference.relationship,
        "points": tuple(lines_in(known.get("points") or reference.speaks_about)),
        "result": known.get("result") or _result(occasion),
        "spoke": known.get("spoke", True),
        "agreed_on": known.get("agreed_on"),
        "last_contact_on": known.get("last_contact_on"),
    }


def _result(occasion: NoteContext) -> str:
    """How the application went, once references may be told of it."""
    stage = occasion.application.stage if occasion.application else ""
    return stage if stage in TOLD_OF else ""


def debrief_facts(interview: Interview | None, topic: str | None) -> dict[str, Any]:
    """What was written down of the talk that the note is about."""
    debrief: Debrief | None = getattr(interview, "debrief", None)
    if debrief is None:
        return {}
    return {
        "is_debriefed": True,
        "pace": debrief.pace,
        "medium_hint": debrief.medium_hint,
        "learned": debrief.learned,
        "topic": topic or "",
    }
