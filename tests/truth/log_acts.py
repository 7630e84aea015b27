"""Steps of a story: what the seeker logs, sends and arranges."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from applications import services
from applications.forms.log import LOG_FORMS
from applications.models import Event, Interview, Message
from references.models import Contact
from tests.truth.search import Search
from tests.truth.story import Job

TYPES = {
    "replied": "employer_reply",
    "date": "timeline_given",
    "applied": "applied",
    "confirmation": "confirmation",
    "dont-call": "no_contact_requested",
    "references-asked": "references_requested",
    "reference-contacted": "reference_contacted",
    "reference-letter": "reference_letter",
    "outcome": "outcome",
}
"""The log bar's forms, and the events they record."""
OFTEN = ("replied", "date", "applied", "outcome", "outcome", "references-asked")
TO_EMPLOYER = (
    "status",
    "status",
    "status",
    "thank_you",
    "references_list",
    "offer_thanks",
    "decline_note",
    "withdraw_note",
)
TO_REFERENCE = (
    "ask_reference",
    "reconfirm",
    "heads_up",
    "reference_thank_you",
    "reference_outcome",
    "gift",
    "keep_in_touch",
    "reciprocate",
    "other",
)
RESULTS = ("offer", "accepted", "accepted", "declined", "rejected", "withdrawn", "no_response")


def log(search: Search) -> str:
    """Fill in a form of the log bar."""
    job, name = search.job(), search.one([*TYPES, *OFTEN])
    if job is None:
        return ""
    at = search.moment()
    details = _details(search, name, at)
    data = {"token": search.token(), "at": search.typed(at), "text": "", **details}
    with timezone.override(search.zone):
        form = LOG_FORMS[name](data, application=search.row(job), now=search.now)
        if not form.is_valid():
            return f"{name} is refused: {form.errors.as_json()}"
        entries = form.record(now=search.now)
    for entry, (kind, said) in zip(entries, _said(name, details), strict=True):
        search.happened(job, kind, f"e{entry.pk}", at, **said)
    return f"{name} at {at} {details} for a{job.pk}"


def _said(name: str, details: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The events that a form records, as a case file says them."""
    if name == "dont-call":
        return [(TYPES[name], {}), *([("timeline_given", details)] if details else [])]
    said = dict(details)
    if "reference" in said:
        said["reference"] = f"r{said['reference']}"
    if "has_list" in said:
        said["has_list"] = True
    return [(TYPES[name], said)]


def _details(search: Search, name: str, at: datetime) -> dict[str, Any]:
    day = at.astimezone(search.zone).date() + timedelta(days=search.rng.randint(0, 20))
    if name == "date":
        return {search.one(["news_by", "ask_on"]): day.isoformat()}
    if name == "outcome":
        result = search.one(RESULTS)
        is_open = result == "offer" and search.chance(0.6)
        return {"result": result, **({"answer_by": day.isoformat()} if is_open else {})}
    if name == "references-asked":
        return {"has_list": "on"} if search.chance(0.3) else {}
    if name == "dont-call":
        return {"news_by": day.isoformat()} if search.chance(0.4) else {}
    reference = search.reference()
    if name.startswith("reference-"):
        return {"reference": reference.pk if reference else 0}
    return {}


def choose_reference(search: Search) -> str:
    """Choose a reference for an application."""
    job, reference = search.job(), search.reference()
    if job is None or reference is None:
        return ""
    at = search.moment()
    event = services.record_event(
        search.row(job), "reference_chosen", at=at, token=search.token(), now=search.now,
        reference=reference,
    )  # fmt: skip
    name = {"reference": f"r{reference.pk}"}
    search.happened(job, "reference_chosen", f"e{event.pk}", event.at, **name)
    return f"r{reference.pk} is chosen for a{job.pk} at {at}"


def write_to_employer(search: Search) -> str:
    """Log a note to the employer."""
    job = search.job()
    if job is None:
        return ""
    purpose, at = search.one(TO_EMPLOYER), search.moment()
    talks = [name for name in job.events if name[0] == "i"]
    talk = search.one(talks) if talks and purpose == "thank_you" else None
    contact = _reader(search, job) if search.chance(0.6) else None
    message = services.record_message(
        search.owner, purpose, at=at, token=search.token(), now=search.now,
        application=search.row(job), contact=contact,
        interview=Interview.objects.get(pk=talk[1:]) if talk else None,
    )  # fmt: skip
    _sent(search, job, message, at, talk)
    if purpose == "withdraw_note":
        _ended(search, job, at)
    return f"{purpose} to {contact and contact.pk} at {at} for a{job.pk}, after {talk}"


def _ended(search: Search, job: Job, at: datetime) -> None:
    """A note that withdraws ends the application, where nothing else has."""
    for end in Event.objects.filter(application=job.pk, kind="outcome", at=at):
        search.happened(job, "outcome", f"e{end.pk}", at, result="withdrawn")


def _reader(search: Search, job: Job) -> Contact:
    known = list(Contact.objects.filter(pk__in=[who[1:] for who in job.people]))
    return search.one(known) if known and search.chance(0.7) else search.contact()


def _sent(
    search: Search, job: Job, message: Message, at: datetime, talk: str | None = None
) -> None:
    to = f"c{message.contact_id}" if message.contact_id else None
    to = f"r{message.reference_id}" if message.reference_id else to
    more = {"purpose": message.purpose, "to": to, "interview": talk}
    search.happened(job, "message_sent", f"m{message.pk}", at, **more)


def write_to_reference(search: Search) -> str:
    """Log a note to a reference, about an application or about none."""
    job, reference = search.job(), search.reference()
    if job is None or reference is None:
        return ""
    purpose, at = search.one(TO_REFERENCE), search.moment()
    about = job if search.chance(0.8) else None
    message = services.record_message(
        search.owner, purpose, at=at, token=search.token(), now=search.now,
        application=search.row(about) if about else None, reference=reference,
    )  # fmt: skip
    home = about or Job(0, "", search.now)
    _sent(search, home, message, at)
    if about is None:
        search.story.notes_to_references |= home.events
    return f"{purpose} to r{reference.pk} at {at} for {about and about.pk}"


def write_to_referrer(search: Search) -> str:
    """Thank the person who referred the seeker, or tell them the outcome."""
    jobs = [job for job in search.story.jobs.values() if job.referred_by and not job.archived]
    if not jobs:
        return ""
    job, at = search.one(jobs), search.moment()
    purpose = search.one(["referrer_thank_you", "referrer_outcome"])
    row = search.row(job)
    contact = row.referred_by if search.chance(0.8) else search.contact()
    message = services.record_message(
        search.owner, purpose, at=at, token=search.token(), now=search.now,
        application=row, contact=contact,
    )  # fmt: skip
    _sent(search, job, message, at)
    return f"{purpose} at {at} for a{job.pk}"


def correct(search: Search) -> str:
    """Correct when something happened."""
    job = search.job()
    names = [name for name in job.events if name[0] in "em"] if job else []
    if job is None or not names:
        return ""
    name, at = search.one(names), search.moment()
    event = job.events[name]
    if (
        event.get("answer_by")
        and at.astimezone(search.zone).date().isoformat() > event["answer_by"]
    ):
        return ""
    if name[0] == "m":
        message = Message.objects.get(pk=name[1:])
        services.edit_message(
            message, at=at, channel=message.channel, subject="", body="Better", now=search.now
        )
    else:
        services.edit_event(Event.objects.get(pk=name[1:]), at=at, now=search.now, **_news(event))
    for each in [name, *_ends_told_by(job, event)]:
        job.events[each] = {**job.events[each], "at": at.isoformat()}
    return f"{name} is put to {at}"


def _ends_told_by(job: Job, event: dict[str, Any]) -> list[str]:
    """The withdrawal that the note told along: it moves with the note."""
    if event.get("purpose") != "withdraw_note":
        return []
    told = {"result": "withdrawn", "at": event["at"]}
    return [name for name, each in job.events.items() if told.items() <= each.items()]


def _news(event: dict[str, Any]) -> dict[str, Any]:
    days = {name: event.get(name) for name in ("news_by", "ask_on")}
    return {name: datetime.fromisoformat(day).date() if day else None for name, day in days.items()}
