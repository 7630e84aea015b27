"""What makes a function a verb: one transaction, and one writer at a time for each person."""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import transaction
from django.db.models import Model

from accounts.access import owner_id_of
from accounts.models import User

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Model)


def verb(function: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Run ``function`` in a transaction that holds the lock of its first argument's owner.

    So a form that was sent twice finds what its twin wrote, and two changes of one person's facts
    are planned one after the other.
    """

    @wraps(function)
    def locked(thing: T, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            lock(owner_id_of(thing))
            return function(thing, *args, **kwargs)

    return cast(Callable[Concatenate[T, P], R], locked)


def write(thing: T, fields: Mapping[str, Any]) -> T:
    """Set just these fields of a row, or make the row where it is new.

    It may have been read before its owner's lock was had: what was not set here stays as it has
    become since. Raises ValidationError where the row does not fit.
    """
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.full_clean()
    thing.save(update_fields=None if thing._state.adding else list(fields))
    return thing


def named(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Those of ``values`` that have one of these names."""
    return {name: value for name, value in values.items() if name in names}


def lock(owner_id: int) -> User:
    """Hold a person's lock until the transaction ends; rows may still refer to them meanwhile."""
    return User.objects.select_for_update(no_key=True).get(pk=owner_id)
