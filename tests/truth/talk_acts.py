"""Steps of a story: interviews."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from applications import services
from applications.forms.interview import InterviewForm
from applications.forms.interview_fields import KINDS
from applications.models import Interview
from references.models import Contact
from tests.truth.search import Search
from tests.truth.story import Job, text_of


def arrange(search: Search) -> str:
    """Arrange an interview or a phone screen, with the form or without."""
    job = search.job()
    if job is None:
        return ""
    fields, people = _agreed(search, search.moment()), _people(search)
    wall = search.typed(fields["starts_at"])
    is_plain = datetime.fromisoformat(wall).replace(tzinfo=search.zone) == fields["starts_at"]
    if is_plain and fields["ends_at"] > fields["starts_at"] and search.chance(0.6):
        return _arrange_by_form(search, job, fields, people)
    talk = services.arrange_interview(
        search.row(job), token=search.token(), fields=fields, interviewers=people, now=search.now
    )
    _remember(search, job, talk.pk, fields, people)
    return f"i{talk.pk} {fields} for a{job.pk}"


def _arrange_by_form(
    search: Search, job: Job, fields: dict[str, Any], people: list[Contact]
) -> str:
    minutes = (fields["ends_at"] - fields["starts_at"]).total_seconds() // 60
    kinds = [value for value, _label in KINDS if value != "phone_screen"]
    data = {
        "token": search.token(),
        "kind": fields["kind"] if fields["kind"] == "phone_screen" else search.one(kinds),
        "starts": search.typed(fields["starts_at"]),
        "time_zone": search.story.zone,
        "minutes": int(minutes),
        "new_people": "\n".join(one.name for one in people),
        "arranged_at": search.typed(fields["arranged_at"]),
    }
    with timezone.override(search.zone):
        form = InterviewForm(data, application=search.row(job), now=search.now)
        if not form.is_valid():
            return f"an interview is refused: {form.errors.as_json()}"
        talk = form.save(now=search.now)
    # Whom the form made of a name is the product's to say.
    _remember(search, job, talk.pk, fields, list(talk.interviewers.all()))
    return f"i{talk.pk} {data} for a{job.pk}"


def _agreed(search: Search, arranged_at: datetime) -> dict[str, Any]:
    starts_at = arranged_at + timedelta(minutes=search.rng.randint(1, 20 * 24 * 60))
    return {
        "kind": search.one(["phone_screen", "interview", "interview"]),
        "arranged_at": arranged_at,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=search.one([0, 45, 90])),
        "time_zone": search.story.zone,
    }


def _people(search: Search) -> list[Contact]:
    people = list(Contact.objects.filter(owner=search.owner).order_by("pk"))
    return search.rng.sample(people, search.rng.randint(0, 3))


def _remember(
    search: Search, job: Job, pk: int, fields: dict[str, Any], people: list[Contact]
) -> None:
    # In the order in which pages list them.
    who = [f"c{one.pk}" for one in sorted(people, key=lambda one: (one.name.lower(), one.pk))]
    before = job.events.pop(f"i{pk}", {})
    search.happened(
        job, "interview", f"i{pk}", fields["arranged_at"], kind=fields["kind"],
        starts_at=text_of(fields["starts_at"]), ends_at=text_of(fields["ends_at"]),
        interviewers=who, cancelled_at=before.get("cancelled_at"),
    )  # fmt: skip


def _some(search: Search, *, cancelled: bool = False) -> tuple[Job, Interview] | None:
    found = [
        (job, name)
        for job in search.story.jobs.values()
        if not job.archived
        for name, event in job.events.items()
        if name[0] == "i" and bool(event["cancelled_at"]) == cancelled
    ]
    if not found:
        return None
    job, name = search.one(found)
    rows = Interview.objects.select_related("application__owner")
    return job, rows.get(pk=name[1:])


def put_off(search: Search) -> str:
    """Change when an interview is, and who is there."""
    found = _some(search)
    if found is None:
        return ""
    job, talk = found
    fields, people = _agreed(search, talk.arranged_at), _people(search)
    services.change_interview(talk, fields=fields, interviewers=people, now=search.now)
    _remember(search, job, talk.pk, fields, people)
    return f"i{talk.pk} becomes {fields}"


def cancel(search: Search) -> str:
    """The employer calls an interview off."""
    found = _some(search)
    if found is None:
        return ""
    job, talk = found
    at = search.moment(after=talk.arranged_at)
    services.cancel_interview(talk, at=at, now=search.now)
    job.events[f"i{talk.pk}"]["cancelled_at"] = text_of(at)
    return f"i{talk.pk} is called off at {at}"


def reinstate(search: Search) -> str:
    """It takes place after all."""
    found = _some(search, cancelled=True)
    if found is None:
        return ""
    job, talk = found
    services.reinstate_interview(talk, now=search.now)
    job.events[f"i{talk.pk}"]["cancelled_at"] = None
    return f"i{talk.pk} takes place"


def debrief(search: Search) -> str:
    """Write down how an interview went; a second time changes only the words."""
    found = _some(search)
    if found is None:
        return ""
    job, talk = found
    row = services.debrief_interview(talk, fields={"learned": "Much."}, topics={}, now=search.now)
    search.happened(job, "debriefed", f"d{row.pk}", search.now, interview=f"i{talk.pk}")
    return f"i{talk.pk} is debriefed"
