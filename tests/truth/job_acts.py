"""Steps of a story: applications, added, changed, moved, archived, deleted; and undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from applications import services
from applications.models import Application, Event, Interview, Message, Stage
from tests.truth.search import COMPANIES, Search
from tests.truth.story import Job, text_of

MODELS = {"e": Event, "i": Interview, "m": Message}
NOT_FACTS = ("moved", "note")


def add(search: Search) -> str:
    """Add an application, submitted or saved for later."""
    company, interest = search.one(COMPANIES), search.rng.randint(1, 5)
    at = search.moment() if search.chance(0.7) else None
    row = services.add_application(
        search.owner, token=search.token(), company=company, now=search.now, applied_at=at,
        fields={"title": "Designer", "interest": interest, **_more(search)},
    )  # fmt: skip
    job = search.story.jobs[row.pk] = Job(row.pk, company, search.now, interest)
    _told(job, row)
    if at:
        search.happened(job, "applied", f"e{row.events.get().pk}", at)
    return f"a{row.pk} at {company}, interest {interest}, applied {at}, {job.referred_by}"


def _more(search: Search) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if search.chance(0.4):
        more["referred_by"] = search.contact()
    if search.chance(0.4):
        ordinal = search.now.date().toordinal() + search.rng.randint(-10, 20)
        more["closes_on"] = date.fromordinal(ordinal)
    return more


def _told(job: Job, row: Application) -> None:
    job.closes_on = row.closes_on
    job.referred_by = f"c{row.referred_by_id}" if row.referred_by_id else None


def edit(search: Search) -> str:
    """Change an application's details."""
    job = search.job()
    if job is None:
        return ""
    job.company, job.interest = search.one(COMPANIES), search.rng.randint(1, 5)
    fields = {"title": "Lead designer", "interest": job.interest, **_more(search)}
    row = services.edit_application(
        search.row(job), company=job.company, fields=fields, now=search.now
    )
    _told(job, row)
    return f"a{job.pk} is at {job.company}, {fields}"


def remove(search: Search) -> str:
    """Remove an entry from the timeline; perhaps undo that."""
    job = search.job()
    names = [name for name in job.events if name[0] in MODELS] if job else []
    if job is None or not names:
        return ""
    name = search.one(names)
    before = dict(job.events)
    row: Any = MODELS[name[0]].objects.get(pk=name[1:])
    what = services.remove_entry(row, now=search.now)
    job.events = {
        each: event
        for each, event in before.items()
        if each != name and event.get("interview") != name
    }
    if before[name].get("purpose") == "withdraw_note":
        _drop_ends(job)
    if not search.chance(0.5):
        return f"{name} is removed from a{job.pk}"
    search.check(f"{name} is removed from a{job.pk}, to be undone")
    services.undo_action(search.owner, what, now=search.now)
    job.events = before
    return f"{name} is back in a{job.pk}"


def _drop_ends(job: Job) -> None:
    """An end that was told with a note goes with it."""
    kept = Event.objects.filter(application=job.pk).values_list("pk", flat=True)
    there = {f"e{pk}" for pk in kept}
    ends = [name for name, event in job.events.items() if event.get("result") == "withdrawn"]
    gone = [name for name in ends if name not in there]
    for name in gone:
        del job.events[name]


def archive(search: Search) -> str:
    """Archive an application, or take it out again."""
    if not search.story.jobs:
        return ""
    job = search.one(list(search.story.jobs.values()))
    act = services.unarchive if job.archived else services.archive
    act(search.owner, [job.pk], now=search.now)
    job.archived = not job.archived
    return f"a{job.pk} is archived: {job.archived}"


def delete(search: Search) -> str:
    """Delete an application; perhaps undo that."""
    job = search.job()
    if job is None:
        return ""
    what = services.delete_application(search.row(job), now=search.now)
    del search.story.jobs[job.pk]
    if not search.chance(0.6):
        return f"a{job.pk} is deleted"
    search.check(f"a{job.pk} is deleted, to be undone")
    services.undo_action(search.owner, what, now=search.now)
    search.story.jobs[job.pk] = job
    return f"a{job.pk} is back"


def move(search: Search) -> str:
    """Move some applications to a stage by hand; perhaps undo that.

    What a move records is the product's to say: the story takes the events as they stand.
    """
    jobs = [job for job in search.story.jobs.values() if not job.archived]
    if not jobs:
        return ""
    some, stage = search.rng.sample(jobs, min(len(jobs), 2)), search.one(list(Stage))
    what: Mapping[str, Any] = services.move_all(
        search.owner, [job.pk for job in some], stage, at=search.moment(), token=search.token(),
        now=search.now,
    )  # fmt: skip
    _read_events(some)
    said = f"{[job.pk for job in some]} are moved to {stage}"
    if search.chance(0.5):
        search.check(f"{said}, to be undone")
        services.undo_action(search.owner, what, now=search.now)
        _read_events(some)
    return said


def _read_events(jobs: list[Job]) -> None:
    for job in jobs:
        kept = {name: event for name, event in job.events.items() if name[0] != "e"}
        rows = Event.objects.filter(application=job.pk).exclude(kind__in=NOT_FACTS)
        job.events = kept | {f"e{row.pk}": _as_case(row) for row in rows.order_by("at", "pk")}


def _as_case(row: Event) -> dict[str, Any]:
    event: dict[str, Any] = {"type": row.kind, "id": f"e{row.pk}", "at": text_of(row.at)}
    for name in ("news_by", "ask_on", "answer_by"):
        if day := getattr(row, name):
            event[name] = day.isoformat()
    if row.reference_id:
        event["reference"] = f"r{row.reference_id}"
    if row.result:
        event["result"] = row.result
    return event | ({"has_list": True} if row.has_list else {})
