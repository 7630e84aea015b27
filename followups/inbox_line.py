"""How much waits in the Inbox, and the first of it, for Today and the navigation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, QuerySet, Value, When

from accounts.models import User
from applications.models import Application
from followups.inbox_cards import formatter_of, read, said
from followups.inbox_words import sentence
from inbox.answers import Answer
from inbox.models import Suggestion
from inbox.selectors import waiting, waiting_about
from jobtracker.compiled_query import CompiledQuery

Kind = Suggestion.Kind
MOST_ABOUT = 5
ENTRY = "followups:inbox"
BY_NEED = (
    Kind.OFFER,
    Kind.INTERVIEW_CANCELLED,
    Kind.INTERVIEW_RESCHEDULED,
    Kind.INTERVIEW_INVITATION,
    Kind.REFERENCES_REQUESTED,
    Kind.TIMELINE_GIVEN,
    Kind.NO_CONTACT_REQUESTED,
    Kind.REJECTION,
    Kind.REPLY,
    Kind.SENT,
    Kind.CONFIRMATION,
    Kind.IGNORE,
)
NEED = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(BY_NEED)),
    default=Value(len(BY_NEED)),
)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """How many suggestions wait, and what the first says; ``company`` where it does not name it."""

    count: int
    company: str = ""
    sentence: str = ""


@CompiledQuery
def _count(owner: int) -> QuerySet[Suggestion, Any]:
    rows = waiting(User(pk=owner)).order_by()
    return rows.values("owner").annotate(number=Count("pk")).values_list("number")


def waiting_count(user: User) -> int:
    """Return how many suggestions wait for an answer."""
    return next((int(number) for (number,) in _count(user.pk)), 0) if user.pk else 0


def counts(user: User) -> Mapping[str, int]:
    """Return what waits on the pages of the navigation's entries."""
    return {ENTRY: waiting_count(user)}


def by_need(user: User) -> QuerySet[Suggestion]:
    """Return what waits: what has a date or changes most first, then the latest."""
    return waiting(user).order_by(NEED, "-at", "-pk")


def _in_short(answer: Answer, user: User, now: datetime) -> str:
    """The sentence without its question, which is asked in the Inbox."""
    told = replace(said(answer, user.zone), is_logged=answer.kind != Kind.CONFIRMATION)
    return sentence(formatter_of(user, now), told)


def inbox_line(user: User, now: datetime) -> InboxLine:
    """Return the Inbox in one line: one query, and a second one where something waits."""
    count = waiting_count(user)
    if not count:
        return InboxLine(0)
    answers = [each.answer for each in read(user, by_need(user)[:1])]
    text = " ".join(_in_short(each, user, now) for each in answers)
    company = "".join(each.company for each in answers)
    return InboxLine(count, "" if company in text else company, text)


@CompiledQuery
def _keys(owner: int, application: int) -> QuerySet[Suggestion, Any]:
    return waiting_about(User(pk=owner), application).values_list("pk")[:MOST_ABOUT]


def waiting_on(application: Application) -> list[Suggestion]:
    """Return the first suggestions about an application that wait; few pages have any."""
    keys = [pk for (pk,) in _keys(application.owner_id, application.pk)]
    return list(waiting(application.owner).filter(pk__in=keys)) if keys else []
