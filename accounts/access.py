"""Queries for the data of one user, or of the clients of one coach.

A model that belongs to a user names the lookup to its owner in ``OWNER_PATH``. Every read goes
through these functions, so that rows of other users answer 404.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.models import CoachGrant, User

M = TypeVar("M", bound=Model)


def owned_by(user: User, source: type[M] | QuerySet[M]) -> QuerySet[M]:
    """Return the rows of a model (or of a query on it) that belong to ``user``.

    Raises TypeError for a model without ``OWNER_PATH``.
    """
    query: QuerySet[M] = source if isinstance(source, QuerySet) else source._default_manager.all()
    return query.filter(**{owner_path(query.model): user})


def get_owned_or_404(user: User, source: type[M] | QuerySet[M], **lookup: Any) -> M:
    """Return the row of ``user`` that matches ``lookup``. Raises Http404 if there is none."""
    query = owned_by(user, source)
    try:
        return query.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError):
        raise Http404 from None


def owner_path(model: type[Model]) -> str:
    """Return the lookup from ``model`` to its owner. Raises TypeError if it names none."""
    path = getattr(model, "OWNER_PATH", None)
    if not isinstance(path, str):
        raise TypeError(f"{model.__name__} has no OWNER_PATH")
    return path


def owner_id_of(thing: Model) -> int:
    """Return the primary key of the owner of a row; of a user, their own key."""
    if isinstance(thing, User):
        return int(thing.pk)
    *steps, last = owner_path(type(thing)).split("__")
    holder: Any = thing
    for step in steps:
        holder = getattr(holder, step)
    return int(getattr(holder, f"{last}_id"))


def live_grants(coach: User, now: datetime) -> QuerySet[CoachGrant]:
    """Return the grants that give ``coach`` access at ``now`` (aware)."""
    return CoachGrant.objects.live(now).filter(coach=coach)


def clients_of(coach: User, now: datetime, scope: str = "") -> QuerySet[User]:
    """Return the clients whose grant to ``coach`` is live, and includes ``scope`` if given."""
    return User.objects.filter(pk__in=_seekers(coach, now, scope))


def visible_to_coach(
    coach: User, source: type[M] | QuerySet[M], now: datetime, scope: str = ""
) -> QuerySet[M]:
    """Return only the rows of clients whose grant to ``coach`` is live.

    With ``scope``, the grant must include it. Raises TypeError for a model without ``OWNER_PATH``.
    """
    query: QuerySet[M] = source if isinstance(source, QuerySet) else source._default_manager.all()
    owners = {f"{owner_path(query.model)}__in": _seekers(coach, now, scope)}
    return query.filter(**owners)


def grant_of(coach: User, client_id: Any, now: datetime) -> CoachGrant:
    """Return the live grant of one client to ``coach``. Raises Http404 if there is none."""
    try:
        return live_grants(coach, now).select_related("seeker", "coach").get(seeker=client_id)
    except (CoachGrant.DoesNotExist, ValueError, TypeError, OverflowError):
        raise Http404 from None


def _seekers(coach: User, now: datetime, scope: str) -> QuerySet[CoachGrant, Any]:
    grants = live_grants(coach, now)
    return (grants.filter(**{scope: True}) if scope else grants).order_by().values("seeker")
