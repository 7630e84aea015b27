"""Reads of suggestions for pages and planning."""

from collections.abc import Collection

from django.db.models import QuerySet

from accounts.access import owned_by
from accounts.models import User
from inbox.models import Suggestion

State = Suggestion.State


def waiting(owner: User) -> QuerySet[Suggestion]:
    """Return the suggestions that wait for the seeker's yes, in the order in which they happened.

    Answered from the first on, each finds what the ones before it tell of.
    """
    rows = owned_by(owner, Suggestion).filter(state=State.WAITING)
    return with_rows(rows).order_by("at", "pk")


def waiting_of(owners: Collection[int]) -> QuerySet[Suggestion]:
    """Return the suggestions that wait for the yes of any of these owners, in no order."""
    return with_rows(Suggestion.objects.filter(owner__in=owners, state=State.WAITING)).order_by()


def logged(owner: User) -> QuerySet[Suggestion]:
    """Return what was logged, the latest first."""
    return with_rows(owned_by(owner, Suggestion).filter(state=State.ACCEPTED))


def ignored(owner: User) -> QuerySet[Suggestion]:
    """Return what was ignored, by the seeker or at its arrival, the latest first."""
    return with_rows(owned_by(owner, Suggestion).filter(state=State.IGNORED))


def waiting_about(owner: User, application_id: int) -> QuerySet[Suggestion]:
    """Return the suggestions that wait and seem to belong to one application."""
    return waiting(owner).filter(application=application_id)


def holding(application_ids: Collection[int]) -> QuerySet[Suggestion]:
    """Return the suggestions that hold follow-ups of these applications back, as they came.

    The clock has no part in it: a hold ends when ``expire_holds`` ends it.
    """
    rows = Suggestion.objects.filter(
        application__in=application_ids, state=State.WAITING, holds_until__isnull=False
    )
    return rows.order_by("at", "pk")


def with_rows(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Add files and applications to suggestions, without their long texts: a mail has megabytes."""
    return rows.select_related("file", "application__company").defer(
        "file__content", "application__notes", "application__posting_text"
    )
