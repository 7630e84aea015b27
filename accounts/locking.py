"""The base of every service: one transaction, and one writer at a time for each owner."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model, QuerySet

from accounts.access import owner_id_of, owner_path
from accounts.models import User
from jobtracker.reading.names import composed

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Model)


def owner_locked(function: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Run ``function`` in a transaction that locks the owner of its first argument.

    A form submitted twice therefore sees its first submission, and two changes to one owner's data
    are planned one after the other. The first argument is reloaded under the lock, with its related
    rows and deferred fields, because it may have been read before another writer's change.
    """

    @wraps(function)
    def locked(thing: T, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            _hold(thing)
            return function(thing, *args, **kwargs)

    return cast(Callable[Concatenate[T, P], R], locked)


def _hold(thing: Model) -> None:
    """Lock the owner of a row and reload the row; a deleted row keeps the values it had."""
    if isinstance(thing, User):
        thing.refresh_from_db(from_queryset=_lockable())
        return
    lock(owner_id_of(thing))
    path = owner_path(type(thing)).rpartition("__")[0]
    rows = type(thing)._base_manager.select_related(path or None)
    with suppress(ObjectDoesNotExist):
        thing.refresh_from_db(from_queryset=rows)


def update_fields(thing: T, fields: Mapping[str, Any]) -> T:
    """Set and save only these fields of a row, or create the row if it is new.

    Texts are kept in Unicode's composed form (NFC). Fields not named here keep what another writer
    saved. Raises ValidationError if the row is not valid.
    """
    for name, value in fields.items():
        setattr(thing, name, composed(value) if isinstance(value, str) else value)
    thing.full_clean()
    thing.save(update_fields=None if thing._state.adding else list(fields))
    return thing


def pick(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return the items of ``values`` with these names."""
    return {name: value for name, value in values.items() if name in names}


def lock(owner_id: int) -> User:
    """Lock a user's row until the transaction ends; other rows may still refer to it meanwhile."""
    return _lockable().get(pk=owner_id)


def _lockable() -> QuerySet[User]:
    return User.objects.select_for_update(no_key=True)
