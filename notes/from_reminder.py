"""Reads the facts of a note from the reminder that asks for it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.access import owned_by
from accounts.models import User
from applications.models import Debrief, DebriefTopic, Event, Message
from followups.actions import ACTIONS
from followups.cards import WITH
from followups.models import HeldBack, Reminder
from followups.people import names_in
from followups.timing.calendar import Fact
from followups.timing.plan_items import Reason
from jobtracker.urlcache import fast_reverse
from notes.cautions import elsewhere_holds, planned_holds
from notes.context import context_of
from notes.drafting.facts import DraftFacts
from notes.editor import (
    NoteEditor,
    chosen_with,
    debrief_facts,
    is_taken,
    is_to_anyone,
    job_facts,
    last_talk,
    likely_reader,
    listed_references,
    next_talk,
    place_in_loop,
    readers_at,
    reference_facts,
    resumes,
)
from notes.existing import ExistingNotes, existing_notes
from notes.joint import answered_together
from references.models import Contact


def reminders_to_write(user: User, now: datetime) -> QuerySet[Reminder]:
    """The reminders of ``user``, annotated with everything a draft needs."""
    events = Event.objects.filter(application=OuterRef("application")).order_by("-at")
    named = events.filter(kind=Event.Kind.TIMELINE_GIVEN)
    applied = events.filter(kind=Event.Kind.APPLIED)
    topic = DebriefTopic.objects.filter(
        debrief__interview=OuterRef("interview"), contact=OuterRef("contact")
    )
    follow_up_contact = Debrief.objects.filter(interview__application=OuterRef("application"))
    held = HeldBack.objects.filter(application=OuterRef("application"), rule="status")
    rows = owned_by(user, Reminder).select_related(*WITH, "owner", "interview__debrief")
    return rows.annotate(
        news_by=Subquery(named.values("news_by")[:1]),
        ask_on=Subquery(named.values("ask_on")[:1]),
        applied_at=Subquery(applied.values("at")[:1]),
        met_at=Subquery(last_talk(OuterRef("application"), now).values("starts_at")[:1]),
        met_kind=Subquery(last_talk(OuterRef("application"), now).values("kind")[:1]),
        ahead_at=Subquery(next_talk(OuterRef("application"), now).values("starts_at")[:1]),
        is_taken=is_taken(OuterRef("application")),
        place=place_in_loop(OuterRef("application"), OuterRef("interview"), OuterRef("contact")),
        points=Subquery(chosen_with(OuterRef("application"), OuterRef("reference"))),
        topic=Subquery(topic.values("text")[:1]),
        follow_up_contact=Subquery(
            follow_up_contact.exclude(follow_up_contact="")
            .order_by("-at")
            .values("follow_up_contact")[:1]
        ),
        held_reason=Subquery(held.values("reason")[:1]),
        held_guard=Subquery(held.values("guard")[:1]),
    )


def writing(row: Reminder, now: datetime) -> NoteEditor:
    """Return everything about the note that ``row``, from ``reminders_to_write``, asks for."""
    occasion = context_of(row)
    readers = list(readers_at(occasion)) if is_to_anyone(occasion) else None
    together = answered_together(row)
    names, there = names_in(row.owner, [row]), existing_notes(occasion)
    files = resumes(occasion)
    said = getattr(row, "follow_up_contact", None) or ""
    return NoteEditor(
        occasion,
        DraftFacts(
            **(_known(row, readers or [], there, now) | _joint(row, together)),
            has_resume=bool(files),
            listed=listed_references(occasion),
        ),
        there,
        fast_reverse("notes:draft", row.pk),
        row=row,
        live=together[0].pk if together[0] != row else None,
        together=tuple(each for each in together if each != row),
        files=files,
        readers=readers,
        names=names,
        follow_up_contact=said if readers is not None else "",
        holds=planned_holds(row, names, now) + elsewhere_holds(there.elsewhere, now),
    )


def _known(
    row: Reminder, readers: list[Contact], there: ExistingNotes, now: datetime
) -> dict[str, Any]:
    occasion, reason = context_of(row), Reason.from_json(row.reason).facts
    story = {**reason, "points": getattr(row, "points", None)}
    known: dict[str, Any] = {
        "purpose": occasion.purpose,
        "rule": row.rule,
        "you": row.owner.name,
        "today": now.astimezone(row.owner.zone).date(),
        **(reference_facts(occasion, story) or _met(row, reason, readers)),
        **job_facts(occasion),
        **({"result": reason["result"]} if reason.get("result") else {}),
        **_days(row, reason),
        "is_taken": getattr(row, "is_taken", False),
    }
    if occasion.purpose == Message.Purpose.STATUS:
        known["kind"] = getattr(row, "met_kind", None) or ""
    if row.interview and occasion.purpose == Message.Purpose.THANK_YOU:
        known |= _talk(row, reason, there)
    return known


def _met(row: Reminder, reason: Mapping[str, Fact], readers: list[Contact]) -> dict[str, Any]:
    said = getattr(row, "follow_up_contact", None) or ""
    met = row.contact or _first_of(readers, reason.get("people")) or likely_reader(readers, said)
    return {"person": met.name, "email": met.email} if met else {}


def _first_of(readers: list[Contact], people: Fact) -> Contact | None:
    """The first person the seeker spoke with; None if nobody was named."""
    first = people[0] if isinstance(people, tuple) and people else ""
    return next((each for each in readers if f"c{each.pk}" == first), None)


OF_THE_STORY = (Message.Purpose.STATUS, Message.Purpose.WITHDRAW_NOTE)
"""Purposes of notes that may name days which the reason leaves out."""
NAMES_OF_DAYS = {
    "ahead_at": "ahead_on",
    "answer_by_on": "answer_by",
    "met_at": "met_on",
    "starts_at": "met_on",
    "applied_at": "applied_on",
    "noted_at": "asked_on",
    "answered_at": "answered_on",
    "checked_at": "checked_on",
    "news_by_on": "named_on",
    "ask_on": "ask_on",
}


def _days(row: Reminder, reason: Mapping[str, Fact]) -> dict[str, date]:
    """The days of the reason and, for a status note, of the last interview, as local dates."""
    days, known = {}, dict(reason)
    if context_of(row).purpose in OF_THE_STORY:
        names = ("applied_at", "met_at", "ahead_at")
        known = {**{name: getattr(row, name, None) for name in names}, **reason}
    for name, value in known.items():
        if name in NAMES_OF_DAYS and isinstance(value, date):
            is_instant = isinstance(value, datetime)
            days[NAMES_OF_DAYS[name]] = (
                value.astimezone(row.owner.zone).date() if is_instant else value  # type: ignore[attr-defined]
            )
    return days


def _joint(row: Reminder, together: list[Reminder]) -> dict[str, Any]:
    """The facts of a note that answers several reminders."""
    if len(together) < 2:
        return {}
    if row.reference:
        purposes = [str(ACTIONS[each.rule].purpose) for each in together]
        also = dict.fromkeys(each for each in purposes if each != context_of(row).purpose)
        told = [Reason.from_json(each.reason).facts.get("result") for each in together]
        result = next((each for each in told if each), "")
        return {"also": tuple(also), **({"result": result} if result else {})}
    other = next((each for each in together if each.application_id != row.application_id), None)
    talks = tuple(str(each.interview.get_type_display()) for each in together if each.interview)
    title = other.application.title if other and other.application else ""
    return {"talks": talks, "other_title": title}


def _talk(row: Reminder, reason: Mapping[str, Fact], there: ExistingNotes) -> dict[str, Any]:
    people = reason.get("people")
    loop = list(people) if isinstance(people, tuple) else []
    to = f"c{row.contact_id}"
    return {
        "kind": row.interview.kind if row.interview else "",
        "named_on": getattr(row, "news_by", None),
        "ask_on": getattr(row, "ask_on", None),
        "place": getattr(row, "place", 0),
        "leads": to not in loop[1:],
        "others": there.others,
        **debrief_facts(row.interview, getattr(row, "topic", None)),
    }
