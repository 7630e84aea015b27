"""Everything a user owns, as plain JSON types: rows by their tokens, instants in ISO with UTC.

Rows keep the tokens they have in the database, so importing an export twice adds nothing twice.
Keys of reminders use tokens too: primary keys mean nothing in another database.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Model, Prefetch

from accounts.access import owned_by
from accounts.models import User
from applications.models import (
    Application,
    Debrief,
    Document,
    Event,
    Interview,
    Message,
    SavedView,
    WeeklyGoal,
)
from data_exchange.exporters.access_records import about
from data_exchange.exporters.inbox import inbox
from data_exchange.plain import plain
from data_exchange.schema import (
    APPLICATION,
    COMPANY,
    CONTACT,
    DEBRIEF,
    DOCUMENT,
    DRAFT,
    EVENT,
    FORMAT,
    GOAL,
    INTERVIEW,
    MESSAGE,
    OWNER,
    POLICY,
    REFERENCE,
    REMINDER,
    SAVED_VIEW,
    TEMPLATE,
    TOPIC,
    VERSION,
    RowSchema,
)
from followups.models import PolicyChoice, Reminder
from notes.models import NoteDraft, NoteTemplate
from references.models import Company, Contact, Reference

Json = dict[str, Any]
ENTRIES: Mapping[str, type[Event | Interview | Message]] = {
    "e": Event,
    "i": Interview,
    "m": Message,
}
"""The entries that a reminder's key may name, by its letter."""


def export_data(owner: User, *, now: datetime) -> Json:
    """Return the export of ``owner`` as of ``now``, in a constant number of queries."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": plain(now),
        "owner": _fields(owner, OWNER),
        "policy": _policy(owner),
        **_people(owner),
        "applications": [_application(row) for row in _applications(owner)],
        "messages": [_message(row) for row in _messages_about_none(owner)],
        "documents": [_document(row) for row in documents(owner)],
        "saved_views": [_fields(row, SAVED_VIEW) for row in owned_by(owner, SavedView)],
        "reminders": _reminders(owner),
        "notes_begun": [_draft(row) for row in _drafts(owner)],
        "note_templates": [_fields(row, TEMPLATE) for row in owned_by(owner, NoteTemplate)],
        **inbox(owner),
        **_goal(owner),
        "about": about(owner),
    }


def _fields(row: Model, schema: RowSchema) -> Json:
    return {name: plain(getattr(row, of)) for name, of in schema.written.items()}


def _policy(owner: User) -> Json | None:
    choice = owned_by(owner, PolicyChoice).first()
    return _fields(choice, POLICY) if choice else None


def _goal(owner: User) -> Json:
    goal = owned_by(owner, WeeklyGoal).first()
    return _fields(goal, GOAL) if goal else dict.fromkeys(GOAL.written)


def _people(owner: User) -> Json:
    contacts = owned_by(owner, Contact).select_related("company")
    references = owned_by(owner, Reference).select_related("contact")
    return {
        "companies": [_fields(row, COMPANY) for row in owned_by(owner, Company)],
        "contacts": [_contact(row) for row in contacts],
        "references": [_reference(row) for row in references],
    }


def _contact(row: Contact) -> Json:
    return {"company": row.company.name if row.company else "", **_fields(row, CONTACT)}


def _reference(row: Reference) -> Json:
    return {"contact": plain(row.contact.token), **_fields(row, REFERENCE)}


def _applications(owner: User) -> Iterable[Application]:
    messages = Message.objects.select_related("contact", "reference__contact", "interview")
    return (
        owned_by(owner, Application)
        .select_related("company", "referred_by")
        .order_by("created_at", "pk")
        .prefetch_related(
            "tags",
            Prefetch("events", Event.objects.select_related("reference__contact")),
            Prefetch("interviews", Interview.objects.select_related("debrief")),
            "interviews__interviewers",
            "interviews__debrief__topics__contact",
            Prefetch("messages", messages),
        )
    )


def _application(row: Application) -> Json:
    return {
        "company": row.company.name,
        **_fields(row, APPLICATION),
        "referred_by": plain(row.referred_by.token) if row.referred_by else None,
        "tags": [tag.name for tag in row.tags.all()],
        "events": [_event(event) for event in row.events.all()],
        "interviews": [_interview(interview) for interview in row.interviews.all()],
        "messages": [_message(message) for message in row.messages.all()],
    }


def _event(row: Event) -> Json:
    named = row.reference.contact.token if row.reference else None
    return {**_fields(row, EVENT), "reference": plain(named)}


def _interview(row: Interview) -> Json:
    debrief = getattr(row, "debrief", None)
    return {
        **_fields(row, INTERVIEW),
        "interviewers": [plain(contact.token) for contact in row.interviewers.all()],
        "debrief": _debrief(debrief) if debrief else None,
    }


def _debrief(row: Debrief) -> Json:
    topics = [
        {"contact": plain(topic.contact.token), **_fields(topic, TOPIC)}
        for topic in row.topics.all()
    ]
    return {**_fields(row, DEBRIEF), "topics": topics}


def _message(row: Message) -> Json:
    return {
        **_fields(row, MESSAGE),
        "contact": plain(row.contact.token) if row.contact else None,
        "reference": plain(row.reference.contact.token) if row.reference else None,
        "interview": plain(row.interview.token) if row.interview else None,
    }


def _messages_about_none(owner: User) -> Iterable[Message]:
    messages = owned_by(owner, Message).filter(application=None)
    return messages.select_related("contact", "reference__contact")


def documents(owner: User) -> Iterable[Document]:
    """The documents of ``owner``, with the applications each was sent with."""
    return owned_by(owner, Document).prefetch_related("applications").order_by("uploaded_at", "pk")


def path_of(row: Document) -> str:
    """The path of a document in the export: its token, and a suffix safe for file systems."""
    suffix = "".join(each for each in row.filename.rpartition(".")[2] if each.isalnum())[:8]
    return f"documents/{row.token}.{suffix or 'bin'}"


def _document(row: Document) -> Json:
    return {
        **_fields(row, DOCUMENT),
        "applications": [plain(each.token) for each in row.applications.all()],
        "path": path_of(row),
    }


def _drafts(owner: User) -> Iterable[NoteDraft]:
    about = ("application", "interview", "contact", "reference__contact")
    return owned_by(owner, NoteDraft).select_related(*about)


def _draft(row: NoteDraft) -> Json:
    about = {
        "application": row.application,
        "interview": row.interview,
        "contact": row.contact,
        "reference": row.reference and row.reference.contact,
    }
    tokens = {name: plain(each.token) if each else None for name, each in about.items()}
    return {**_fields(row, DRAFT), **tokens}


def _reminders(owner: User) -> list[Json]:
    found = owned_by(owner, Reminder).select_related("application", "reference__contact")
    rows = list(found)
    names = {**people_names(owner), **names_in(owner, (row.key for row in rows))}
    return [
        {
            "application": plain(row.application.token) if row.application else None,
            "reference": plain(row.reference.contact.token) if row.reference else None,
            "key": portable_key(row.key, names),
            **_fields(row, REMINDER),
        }
        for row in rows
    ]


def names_in(owner: User, keys: Iterable[str]) -> dict[str, str]:
    """A portable name for each entry in reminders' keys: ``e12`` is ``e:TOKEN``."""
    pks: dict[str, set[int]] = defaultdict(set)
    for part in chain.from_iterable(key.split("/") for key in keys):
        if part[1:].isdecimal():
            pks[part[0]].add(int(part[1:]))
    names: dict[str, str] = {}
    for letter, model in ENTRIES.items():
        rows = owned_by(owner, model).filter(pk__in=pks[letter])
        for pk, token in rows.order_by().values_list("pk", "token"):
            names[f"{letter}{pk}"] = f"{letter}:{token}"
    return names


def people_names(owner: User) -> dict[str, str]:
    """A portable name for each contact and reference that a reminder's key may contain."""
    names: dict[str, str] = {}
    for pk, token in owned_by(owner, Contact).values_list("pk", "token"):
        names[f"c{pk}"] = f"c:{token}"
    for pk, token in owned_by(owner, Reference).values_list("pk", "contact__token"):
        names[f"r{pk}"] = f"r:{token}"
    return names


def portable_key(key: str, names: Mapping[str, str]) -> str:
    """Replace the primary keys in a reminder's key by tokens."""
    return "/".join(names.get(part, part) for part in key.split("/"))
