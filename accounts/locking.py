"""What makes a function a verb: one transaction, and one writer at a time for each person."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model, QuerySet

from accounts.access import owner_id_of, owner_path
from accounts.models import User

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Model)


def owner_locked(function: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Run ``function`` in a transaction that holds the lock of its first argument's owner.

    So a form that was sent twice finds what its twin wrote, and two changes of one person's facts
    are planned one after the other. That argument is read anew under the lock: what it held before,
    what was fetched with it and what was left out of it say nothing of how things stand now.
    """

    @wraps(function)
    def locked(thing: T, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            _hold(thing)
            return function(thing, *args, **kwargs)

    return cast(Callable[Concatenate[T, P], R], locked)


def _hold(thing: Model) -> None:
    """Hold the lock of a row's owner, and read the row; one that has gone stays as it was read."""
    if isinstance(thing, User):
        thing.refresh_from_db(from_queryset=_lockable())
        return
    lock(owner_id_of(thing))
    way = owner_path(type(thing)).rpartition("__")[0]
    rows = type(thing)._base_manager.select_related(way or None)
    with suppress(ObjectDoesNotExist):
        thing.refresh_from_db(from_queryset=rows)


def update_fields(thing: T, fields: Mapping[str, Any]) -> T:
    """Set just these fields of a row, or make the row where it is new.

    What is not set here stays as it has become, whoever has read the row before. Raises
    ValidationError where the row does not fit.
    """
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.full_clean()
    thing.save(update_fields=None if thing._state.adding else list(fields))
    return thing


def pick(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Those of ``values`` that have one of these names."""
    return {name: value for name, value in values.items() if name in names}


def lock(owner_id: int) -> User:
    """Hold a person's lock until the transaction ends; rows may still refer to them meanwhile."""
    return _lockable().get(pk=owner_id)


def _lockable() -> QuerySet[User]:
    return User.objects.select_for_update(no_key=True)
