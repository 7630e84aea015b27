"""The data of the page on which a note is written, with or without a reminder."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.access import owned_by
from applications.models import Debrief, Document, Event, Interview, Message, Stage
from applications.models.application import CLOSED_STAGES
from applications.models.message import TO_REFERRER
from applications.people.addressees import addressees
from applications.people.packets import names_on_list
from applications.people.reference_packet import entry_of
from followups.cards import Names
from followups.models import HeldBack, Reminder
from notes.context import NoteContext
from notes.drafting.facts import DraftFacts
from notes.drafting.phrases import lines_in
from notes.existing import ExistingNotes
from notes.story import events_of, since
from references.greetings import greeted
from references.models import Contact, Reference

MOST_WORDS = 4
"""Longest name that is taken from what was noted."""
DECIDED = (Stage.OFFER, *CLOSED_STAGES)
ACTIONS = ("check", "sent", "print", "sheet", "discard", "keep")


@dataclass(frozen=True, slots=True)
class Caution:
    """A reason to wait with this note, or not to write it; shown, but never blocking."""

    title: str
    text: str
    sources: tuple[str, ...] = ()
    url: str = ""
    way_on: str = ""


@dataclass(frozen=True, slots=True)
class NoteEditor:
    """A note to be written: its facts, existing texts, and possible recipients.

    ``row`` is the reminder that asks for it, ``live`` the key of one whose page is to be used
    instead; ``readers`` is None if the recipient is fixed, otherwise ``to`` is the one to begin
    with; ``names`` are the people in the reason, ``files`` the attachments. The page is at
    ``path`` plus ``query``; ``back`` is the page to return to.
    """

    occasion: NoteContext
    facts: DraftFacts
    written: ExistingNotes
    path: str
    query: str = ""
    row: Reminder | None = None
    live: int | None = None
    readers: list[Contact] | None = None
    to: Contact | None = None
    names: Names = field(default_factory=dict)
    follow_up_contact: str = ""
    holds: tuple[Caution, ...] = ()
    files: tuple[Document, ...] = ()
    back: str = ""

    @property
    def url(self) -> str:
        """The URL of the page."""
        return f"{self.path}{self._query_string}"

    @property
    def _query_string(self) -> str:
        """The query string of all its URLs."""
        following = urlencode({"next": self.back}) if self.back else ""
        return f"{self.query}{'&' if self.query else '?'}{following}" if following else self.query

    @property
    def reader(self) -> Contact | None:
        """The recipient, as far as it is known."""
        if self.occasion.reference:
            return self.occasion.reference.contact
        return self.occasion.contact or self.to

    @property
    def start_url(self) -> str:
        """The URL to start from a template, whose key is appended."""
        return f"{self.url}{'&' if self._query_string else '?'}from="

    @property
    def urls(self) -> dict[str, str]:
        """The URLs that its actions are posted to."""
        return {act: f"{self.path}{act}/{self._query_string}" for act in ACTIONS}

    @property
    def about_url(self) -> str:
        """The page of the application or reference it is about."""
        if self.occasion.application:
            return reverse("applications:page", args=[self.occasion.application.pk])
        return reverse("people:reference", args=[self.occasion.keys["reference"]])


def is_to_anyone(occasion: NoteContext) -> bool:
    """Whether the recipient may be anyone at the employer."""
    is_theirs = occasion.application is not None and occasion.reference is None
    return is_theirs and occasion.purpose not in (Message.Purpose.THANK_YOU, *TO_REFERRER)


def readers_at(occasion: NoteContext, began_at: datetime | None = None) -> QuerySet[Contact]:
    """Possible recipients of a note to the employer: whoever is known, those there first.

    Annotated with when the seeker met them here in the run that ``began_at``, and when they last
    got a note, about any job.
    """
    application = occasion.application
    if application is None:
        return Contact.objects.none()
    talks = Q(interviews__application=application, interviews__cancelled_at=None)
    run = talks & since(began_at, "interviews__arranged_at")
    people = addressees(occasion.owner, application)
    met = Max("interviews__starts_at", filter=run)
    return people.annotate(met_at=met, written_at=Max("messages__at"))


def place_in_loop(application: Any, interview: Any, contact: Any) -> Combinable:
    """How many interviewers of an application were named before this one, in any interview."""
    people = Interview.interviewers.through.objects.order_by()
    own = people.filter(interview=_further_out(interview), contact=_further_out(contact))
    before = people.filter(
        interview__application=application, interview__kind=Interview.Kind.INTERVIEW
    )
    earlier = before.filter(pk__lt=Subquery(own.values("pk")[:1]))
    grouped = earlier.values("interview__application").annotate(number=Count("pk"))
    return Coalesce(Subquery(grouped.values("number")), 0)  # type: ignore[misc]


def _further_out(field: Any) -> Any:
    """A field of the outer query, from within a subquery of a subquery."""
    return OuterRef(field) if isinstance(field, OuterRef) else field


def is_taken(application: Any) -> Exists:
    """Whether the seeker accepted another offer, and so gives this application up."""
    held = HeldBack.objects.filter(application=application, guard="accepted_elsewhere")
    return Exists(held)


def listed_references(occasion: NoteContext) -> tuple[str, ...]:
    """The entries of the list of references, for the note that sends it; at most one query."""
    application = occasion.application
    if application is None or occasion.purpose != Message.Purpose.REFERENCES_LIST:
        return ()
    agreed = owned_by(occasion.owner, Reference).filter(consent=Reference.Consent.AGREED)
    return tuple(entry_of(each) for each in names_on_list(agreed, application))


def chosen_with(
    application: Any, reference: Any, began_at: datetime | None = None
) -> QuerySet[Event, Any]:
    """The points to raise saved when a reference was last chosen for an application."""
    rows = events_of(application, began_at).filter(reference=reference)
    return rows.filter(kind=Event.Kind.REFERENCE_CHOSEN).values("text")[:1]


def resumes(occasion: NoteContext) -> tuple[Document, ...]:
    """The resumes of this application, if the note shares them (S1:share-materials)."""
    if occasion.purpose != Message.Purpose.HEADS_UP:
        return ()
    files = owned_by(occasion.owner, Document).filter(applications=occasion.keys["application"])
    return tuple(files.filter(kind=Document.Kind.RESUME))


def likely_reader(readers: list[Contact], said: str, *others: Contact | None) -> Contact | None:
    """Guess the recipient, by what a debrief ``said`` of whom to write to.

    It is whom it names; otherwise the first of ``others``, otherwise whom the seeker met last. None
    if it names somebody who is no contact.
    """
    named = [each for each in readers if each.name.casefold() in said.casefold()]
    if not named and name_said(said):
        return None
    met = [each for each in readers if getattr(each, "met_at", None)]
    latest = max(met, key=lambda each: each.met_at, default=None)  # type: ignore[attr-defined]
    return next((each for each in (*named, *others, latest) if each), None)


def reader_facts(reader: Contact | None, said: str) -> dict[str, Any]:
    """The name and address of the recipient; of no contact, the name that a debrief ``said``."""
    if reader:
        return {"person": reader.name, "email": reader.email}
    return {"person": name_said(said)} if name_said(said) else {}


def name_said(said: str) -> str:
    """The name at the start of what a debrief says; empty if it is not surely one."""
    name = re.split(r"[,;:(<\n]|\s[-–—]\s", said, maxsplit=1)[0].strip()
    words = name.split()
    is_name = 2 <= len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)
    return name if is_name and greeted(name) and not re.search(r"[\d@]", name) else ""


def base_facts(occasion: NoteContext, now: datetime) -> dict[str, Any]:
    """The facts of every note: its purpose, sender, recipient, and today."""
    reader = occasion.contact
    return {
        "purpose": occasion.purpose,
        "rule": "",
        "you": occasion.owner.name,
        "today": now.astimezone(occasion.owner.zone).date(),
        **({"person": reader.name, "email": reader.email} if reader else {}),
    }


def job_facts(occasion: NoteContext) -> dict[str, Any]:
    """The facts about the job."""
    application = occasion.application
    if application is None:
        return {}
    return {
        "title": application.title,
        "company": application.company.name,
        "posting_url": application.posting_url,
        "interest": application.interest,
        "result": application.stage if application.stage in DECIDED else "",
        "is_taken": bool(getattr(application, "is_taken", False)),
    }


def reference_facts(occasion: NoteContext, known: Mapping[str, Any]) -> dict[str, Any]:
    """The facts about the reference it goes to; ``known`` adds more of them."""
    reference = occasion.reference
    if reference is None:
        return {}
    return {
        "person": reference.contact.name,
        "email": reference.contact.email,
        "relationship": reference.relationship,
        "points": tuple(lines_in(known.get("points") or reference.speaks_about)),
        **({"result": known["result"]} if known.get("result") else {}),
        "spoke": known.get("spoke", True),
        "consent": reference.consent,
        "agreed_on": known.get("agreed_on"),
        "last_contact_on": known.get("last_contact_on"),
    }


def debrief_facts(interview: Interview | None, topic: str | None) -> dict[str, Any]:
    """The facts from the debrief of the interview."""
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
