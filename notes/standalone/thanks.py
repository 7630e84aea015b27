"""A thank-you to an interviewer that no reminder asks for (any more)."""

from datetime import datetime
from typing import Any

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.http import Http404
from django.urls import reverse

from accounts.access import owned_by
from accounts.models import User
from applications.interview_page import people_of
from applications.models import Event, Interview
from notes.cautions import thanks_holds
from notes.context import NoteContext
from notes.drafting.facts import DraftFacts
from notes.editor import (
    NoteEditor,
    base_facts,
    debrief_facts,
    is_taken,
    job_facts,
    place_in_loop,
)
from notes.existing import ExistingNotes, existing_notes
from notes.standalone.request import NoteRequest, live
from notes.story import local_day
from references.models import Contact


def thanks(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A thank-you to an interviewer: for the interview in the URL, otherwise the latest."""
    person = wanted.key("c")
    talk: Any = _talks(user, pk, wanted, person).order_by("-starts_at").first()
    if talk is None:
        raise Http404
    people = list(people_of(talk.pk).filter(interviews=talk))
    reader = next((each for each in people if each.pk == person), None)
    if reader is None and (person or people):
        raise Http404
    occasion = NoteContext(user, wanted.purpose, talk.application, talk, reader)
    there = existing_notes(occasion)
    return NoteEditor(
        occasion,
        DraftFacts(**_known(occasion, talk, people, there, now)),
        there,
        reverse("notes:write", args=[pk]),
        wanted.query,
        live=talk.live,
        holds=thanks_holds(talk, there.sent),
    )


def _talks(user: User, pk: int, wanted: NoteRequest, person: int | None) -> QuerySet[Interview]:
    talks = owned_by(user, Interview).filter(application=pk, cancelled_at=None)
    if wanted.interview:
        talks = talks.filter(pk=wanted.interview)
    elif person:
        talks = talks.filter(interviewers=person)
    dated = Event.objects.filter(
        application=OuterRef("application"),
        kind=Event.Kind.TIMELINE_GIVEN,
        at__gte=OuterRef("starts_at"),
    ).order_by("-at")
    # After a phone screen one reminder covers all interviewers.
    theirs = Q(contact=person) | Q(rule="screen.follow_up")
    return talks.select_related("application__company", "application__owner", "debrief").annotate(
        live=live(user, wanted.purpose, theirs, interview=OuterRef("pk")),
        news_by=Subquery(dated.values("news_by")[:1]),
        ask_on=Subquery(dated.values("ask_on")[:1]),
        is_taken=is_taken(OuterRef("application")),
        loop_place=place_in_loop(
            OuterRef("application"), OuterRef("pk"), Value(person, IntegerField())
        ),
    )


def _known(
    occasion: NoteContext, talk: Any, people: list[Contact], there: ExistingNotes, now: datetime
) -> dict[str, Any]:
    reader = occasion.contact
    return {
        **base_facts(occasion, now),
        **job_facts(occasion),
        "kind": talk.kind,
        "met_on": local_day(talk.starts_at, talk.time_zone, occasion.owner),
        "named_on": talk.news_by,
        "ask_on": talk.ask_on,
        "is_taken": talk.is_taken,
        "place": talk.loop_place,
        "leads": not people or reader in (None, people[0]),
        "others": there.others,
        **debrief_facts(talk, getattr(reader, "topic", None)),
    }
