"""Reads the facts of a note from the reminder that asks for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.models import DebriefTopic, Event, Interview, Message
from followups.cards import WITH
from followups.joint import join, key_of, person_of
from followups.models import HeldBack, Reminder
from followups.people import names_in
from followups.state import live
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
    likely_reader,
    listed_references,
    place_in_loop,
    reader_facts,
    readers_at,
    reference_facts,
    resumes,
)
from notes.existing import ExistingNotes, existing_notes
from notes.story import (
    called_off,
    events_of,
    has_ended,
    is_called_off,
    local_day,
    run_began,
    story,
)
from references.models import Contact


def reminders_to_write(
    user: User, now: datetime, began_at: datetime | None = None
) -> QuerySet[Reminder]:
    """The reminders of ``user``, annotated with everything a draft needs.

    Of their applications that is what happened since the run ``began_at``; the date they named
    counts only from the interview on.
    """
    application = OuterRef("application")
    named = events_of(application, began_at).filter(
        kind=Event.Kind.TIMELINE_GIVEN, at__gte=OuterRef("interview__starts_at")
    )
    topic = DebriefTopic.objects.filter(
        debrief__interview=OuterRef("interview"), contact=OuterRef("contact")
    )
    held = HeldBack.objects.filter(application=application, rule="status")
    rows = owned_by(user, Reminder).select_related(*WITH, "owner", "interview__debrief")
    return rows.annotate(
        news_by=Subquery(named.values("news_by")[:1]),
        ask_on=Subquery(named.values("ask_on")[:1]),
        **story(application, now, began_at),
        has_ended=has_ended(application),
        is_taken=is_taken(application),
        is_joined=Exists(to_same_person()),
        place=place_in_loop(application, OuterRef("interview"), OuterRef("contact")),
        points=Subquery(chosen_with(application, OuterRef("reference"), began_at)),
        topic=Subquery(topic.values("text")[:1]),
        held_reason=Subquery(held.values("reason")[:1]),
        held_guard=Subquery(held.values("guard")[:1]),
    )


def to_same_person() -> QuerySet[Reminder]:
    """Further live reminders to write to the person that the outer query's one is about."""
    who = Q(reference=OuterRef("reference")) | Q(contact=OuterRef("contact"))
    rows = Reminder.objects.filter(who, owner=OuterRef("owner"), state__in=Reminder.LIVE)
    return rows.exclude(pk=OuterRef("pk"))


def writing(row: Reminder, now: datetime) -> NoteEditor:
    """Return everything about the note that ``row``, from ``reminders_to_write``, asks for."""
    began_at = run_began(row, row.application)
    if began_at:
        row = reminders_to_write(row.owner, now, began_at).get(pk=row.pk)
    occasion = context_of(row)
    readers = list(readers_at(occasion, began_at)) if is_to_anyone(occasion) else None
    said = "" if readers is None else getattr(row, "follow_up_contact", None) or ""
    together = _on_one_card(row, now)
    names, there = names_in(row.owner, [row]), existing_notes(occasion)
    files = resumes(occasion)
    to = _likely(row, readers or [], said)
    note = NoteEditor(
        occasion,
        DraftFacts(
            **(_known(row, to, said, there, now) | _joint(row, together, now)),
            has_resume=bool(files),
            listed=listed_references(occasion),
        ),
        there,
        fast_reverse("notes:draft", row.pk),
        row=row,
        live=together[0].pk if together[0] != row else None,
        files=files,
        readers=readers,
        to=to,
        names=names,
        follow_up_contact=said,
    )
    return replace(note, holds=planned_holds(row, names, now) or elsewhere_holds(note, now))


def preset_reader(reminder: Reminder, now: datetime) -> Contact | None:
    """Return the recipient that the draft of a reminder's note starts with."""
    if not is_to_anyone(context_of(reminder)):
        return reminder.contact
    return writing(reminders_to_write(reminder.owner, now).get(pk=reminder.pk), now).reader


def _known(
    row: Reminder, to: Contact | None, said: str, there: ExistingNotes, now: datetime
) -> dict[str, Any]:
    occasion, reason = context_of(row), Reason.from_json(row.reason).facts
    with_points = {**reason, "points": getattr(row, "points", None)}
    known: dict[str, Any] = {
        "purpose": occasion.purpose,
        "rule": row.rule,
        "you": row.owner.name,
        "today": now.astimezone(row.owner.zone).date(),
        **(reference_facts(occasion, with_points) or reader_facts(row.contact or to, said)),
        **job_facts(occasion),
        **({"result": reason["result"]} if reason.get("result") else {}),
        **_days(row, reason),
        "is_taken": getattr(row, "is_taken", False),
    }
    if occasion.purpose == Message.Purpose.STATUS:
        known["kind"] = getattr(row, "met_kind", None) or ""
        known |= called_off(row, row.owner) if _is_of_called_off(row) else {}
    if row.interview and occasion.purpose == Message.Purpose.THANK_YOU:
        known |= _talk(row, reason, there)
    return known


def _likely(row: Reminder, readers: list[Contact], said: str) -> Contact | None:
    first = _first_of(readers, row)
    if _is_of_called_off(row):
        off_with = getattr(row, "off_with", None)
        first = next((each for each in readers if each.pk == off_with), first)
    return likely_reader(readers, said, first)


OF_SILENCE = ("status.after_applying", "status.after_screen", "status.after_interview")
"""Rules of status notes that rest on nothing said since: one called off is what they speak of."""


def _is_of_called_off(row: Reminder) -> bool:
    return row.rule in OF_SILENCE and is_called_off(row)


def _first_of(readers: list[Contact], row: Reminder) -> Contact | None:
    """The first person the seeker spoke with; None if nobody was named."""
    people = Reason.from_json(row.reason).facts.get("people")
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
    days: dict[str, date] = {}
    known, zones = dict(reason), _zones(row)
    if context_of(row).purpose in OF_THE_STORY:
        names = ("applied_at", "met_at", "ahead_at")
        known = {**{name: getattr(row, name, None) for name in names}, **reason}
    for name, value in known.items():
        if name in NAMES_OF_DAYS and isinstance(value, date):
            is_instant = isinstance(value, datetime)
            day = local_day(value, zones.get(name), row.owner) if is_instant else value  # type: ignore[arg-type]
            days |= {NAMES_OF_DAYS[name]: day} if day else {}
    return days


def _zones(row: Reminder) -> dict[str, str | None]:
    """The zones of interviews, by the names of their times."""
    met = row.interview.time_zone if row.interview else getattr(row, "met_zone", None)
    return {"met_at": met, "starts_at": met, "ahead_at": getattr(row, "ahead_zone", None)}


def _on_one_card(row: Reminder, now: datetime) -> list[Reminder]:
    """The reminders that one note answers, as ``followups.joint.joined``, with what drafts need."""
    zone = row.owner.zone
    key = key_of(row, now, zone)
    if key is None or row.state not in Reminder.LIVE or not getattr(row, "is_joined", True):
        return [row]
    rows = reminders_to_write(row.owner, now).filter(live(now), **person_of(row)).order_by("pk")
    same = [each for each in rows if key_of(each, now, zone) == key]
    return join(same, now, zone)[0] if same else [row]


def _joint(row: Reminder, together: list[Reminder], now: datetime) -> dict[str, Any]:
    """The facts of a note that answers several reminders."""
    if len(together) < 2:
        return {}
    if row.rule in Reminder.INTERVIEW_NOTES:
        return _met_twice(together)
    others = [each for each in together if _adds(each, row)]
    news = next((each for each in others if _is_news_of(each, row)), None)
    rest = [each for each in others if each != news]
    nothing = ExistingNotes(None)
    facts: dict[str, Any] = {
        "further": tuple(DraftFacts(**_known(each, None, "", nothing, now)) for each in rest)
    }
    if news:
        result = Reason.from_json(news.reason).facts.get("result") or ""
        facts |= {"also": (str(context_of(news).purpose),), "result": result}
    return facts


def _adds(other: Reminder, row: Reminder) -> bool:
    """Whether ``other`` asks for words of its own in the letter for ``row``."""
    is_same = (other.rule, other.application_id) == (row.rule, row.application_id)
    return not is_same and other.rule != "reference.keep_in_touch"


NEWS_AFTER_THANKS = {
    "reference.thank_you": "reference.outcome",
    "referrer.thank_you": "referrer.outcome",
}


def _is_news_of(other: Reminder, row: Reminder) -> bool:
    """Whether ``other`` tells the outcome for which ``row`` thanks: one letter says both."""
    is_same = other.application_id == row.application_id
    return is_same and NEWS_AFTER_THANKS.get(row.rule) == other.rule


def _met_twice(together: list[Reminder]) -> dict[str, Any]:
    """The interviews of one day with one person, in their order, and what is noted of them."""
    rows = sorted(together, key=lambda each: each.opens_at)
    talks = [each.interview for each in rows if each.interview]
    noted: dict[str, Any] = {}
    for each in rows:
        found = debrief_facts(each.interview, getattr(each, "topic", None))
        noted |= {name: value for name, value in found.items() if value}
    topics = dict.fromkeys(filter(None, (getattr(each, "topic", None) for each in rows)))
    kinds = {talk.kind for talk in talks}
    return {
        **noted,
        "topic": "\n".join(topics),
        "kind": min(kinds),
        "talks": tuple(_talk_name(talk) for talk in talks),
    }


def _talk_name(talk: Interview) -> str:
    is_call = talk.kind == Interview.Kind.PHONE_SCREEN
    return _("call") if is_call else str(talk.get_type_display())


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
