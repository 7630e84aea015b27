"""What makes a function a verb: one transaction, and one writer at a time for each person."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

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


def lock(owner_id: int) -> User:
    """Hold a person's lock until the transaction ends; rows may still refer to them meanwhile."""
    return User.objects.select_for_update(no_key=True).get(pk=owner_id)
