"""Who may see what: the one door to anybody's data.

A model that belongs to a person says so in ``OWNER_PATH``, the lookup that leads from it to its
owner. Everything is read through the functions here; what is not one's own does not exist (404).
"""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.models import CoachGrant, User

M = TypeVar("M", bound=Model)


def owned_by(user: User, source: type[M] | QuerySet[M]) -> QuerySet[M]:
    """The rows of a model (or of a query on it) that belong to ``user``.

    Raises TypeError for a model that does not say whom it belongs to.
    """
    query: QuerySet[M] = source if isinstance(source, QuerySet) else source._default_manager.all()
    return query.filter(**{owner_path(query.model): user})


def get_owned_or_404(user: User, source: type[M] | QuerySet[M], **lookup: Any) -> M:
    """The one row of ``user`` that fits ``lookup``; Http404 where there is none."""
    query = owned_by(user, source)
    try:
        return query.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError):
        raise Http404 from None


def owner_path(model: type[Model]) -> str:
    """The lookup from ``model`` to its owner."""
    path = getattr(model, "OWNER_PATH", None)
    if not isinstance(path, str):
        raise TypeError(f"{model.__name__} does not say whom it belongs to (OWNER_PATH)")
    return path


def owner_id_of(thing: Model) -> int:
    """The key of the user whom a row (or a user) belongs to."""
    if isinstance(thing, User):
        return int(thing.pk)
    *way, last = owner_path(type(thing)).split("__")
    holder: Any = thing
    for step in way:
        holder = getattr(holder, step)
    return int(getattr(holder, f"{last}_id"))


def live_grants(coach: User, now: datetime) -> QuerySet[CoachGrant]:
    """The grants that open something to ``coach`` at ``now`` (aware)."""
    return CoachGrant.objects.live(now).filter(coach=coach)


def clients_of(coach: User, now: datetime, scope: str = "") -> QuerySet[User]:
    """The seekers who let ``coach`` see their search now, and ``scope`` (a field) of it."""
    return User.objects.filter(pk__in=_seekers(coach, now, scope))


def visible_to_coach(
    coach: User, source: type[M] | QuerySet[M], now: datetime, scope: str = ""
) -> QuerySet[M]:
    """The rows that clients let ``coach`` see now, and nobody else's.

    Raises TypeError for a model that does not say whom it belongs to.
    """
    query: QuerySet[M] = source if isinstance(source, QuerySet) else source._default_manager.all()
    owners = {f"{owner_path(query.model)}__in": _seekers(coach, now, scope)}
    return query.filter(**owners)


def grant_of(coach: User, client_id: Any, now: datetime) -> CoachGrant:
    """The live grant that opens a client to ``coach``; Http404 where there is none."""
    try:
        return live_grants(coach, now).select_related("seeker", "coach").get(seeker=client_id)
    except (CoachGrant.DoesNotExist, ValueError, TypeError, OverflowError):
        raise Http404 from None


def _seekers(coach: User, now: datetime, scope: str) -> QuerySet[CoachGrant, Any]:
    grants = live_grants(coach, now)
    return (grants.filter(**{scope: True}) if scope else grants).order_by().values("seeker")
