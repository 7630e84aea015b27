"""No verb trusts what was read before it began: stale rows and fresh ones come to the same."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Model, Prefetch, prefetch_related_objects

from demo.load import load
from tests.house import FLOORS
from tests.service_cases import CASES, World, furnish

APPS = FLOORS[1:]
OURS = [each for each in apps.get_models(include_auto_created=True) if each._meta.app_label in APPS]
RANDOM = {
    "api.Webhook": {"secret", "old_secret"},
    "api.WebhookMessage": {"uid"},
    "agenda.CalendarLink": {"key"},
    "api.ApiKey": {"digest", "hint"},
    "applications.Document": {"file"},
    "data_exchange.ImportJob": {"file"},
    "inbox.Mailbox": {"password"},
    "inbox.PrivateAddress": {"secret"},
    "inbox.ReceivedFile": {"content"},
}
"""Columns that are never the same twice."""


def verbs() -> Iterator[Callable[..., object]]:
    """Every function that was made a verb, wherever it stands."""
    for floor in APPS:
        package = importlib.import_module(floor)
        for each in pkgutil.walk_packages(package.__path__, f"{floor}."):
            if ".migrations" not in each.name:
                yield from filter(_is_verb, vars(importlib.import_module(each.name)).values())


def _is_verb(thing: object) -> bool:
    code = getattr(thing, "__code__", None)
    return getattr(code, "co_qualname", "") == "owner_locked.<locals>.locked"


def test_every_verb_has_a_case() -> None:
    found = set(verbs())
    assert len(found) > 50
    assert found - set(CASES) == set(), "these verbs have no case in tests/service_cases.py"


def stale(row: Any) -> Any:
    """The row as somebody might hand it over who has read it long ago, and only in part."""
    related = [field for field in _keys_of(row) if getattr(row, field.attname) is not None]
    for field in related:
        setattr(
            row,
            field.name,
            _emptied(
                _outdated(field.related_model._base_manager.get(pk=getattr(row, field.attname)))
            ),
        )
    return _emptied(_outdated(row))


def _keys_of(row: Model) -> list[Any]:
    return [field for field in row._meta.concrete_fields if field.is_relation]


def _outdated(row: Any) -> Any:
    """The row with other values in all that can change."""
    for field in row._meta.concrete_fields:
        if not (field.primary_key or field.is_relation or isinstance(field, models.UUIDField)):
            row.__dict__[field.attname] = _other(field, row.__dict__[field.attname])
    return row


def _other(field: Any, value: object) -> object:
    kinds: list[tuple[type, object]] = [
        (models.BooleanField, not value),
        (models.DateTimeField, datetime(1999, 1, 1, tzinfo=UTC)),
        (models.DateField, date(1999, 1, 1)),
        (models.TimeField, datetime(1999, 1, 1, 3).time()),
        (models.IntegerField, 77),
        (models.JSONField, ["stale"]),
    ]
    return next((other for kind, other in kinds if isinstance(field, kind)), "stale")


def _emptied(row: Any) -> Any:
    """The row with nothing in any list that is fetched along, and no one-to-one beside it."""
    for relation in filter(lambda field: field.is_relation, row._meta.get_fields()):
        name = relation.get_accessor_name() if relation.auto_created else relation.name
        if name is None:
            continue
        if relation.one_to_many or relation.many_to_many:
            nothing = relation.related_model._base_manager.none()
            prefetch_related_objects([row], Prefetch(name, nothing))
            assert list(getattr(row, name).all()) == []
        elif relation.one_to_one and relation.auto_created and not relation.concrete:
            relation.set_cached_value(row, None)
    return row


Dump = dict[str, list[Any]]


def after(act: Callable[[World], object], world: World) -> tuple[object, Dump]:
    """What a verb gives, and all rows as they are after it; it is rolled back."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), OURS):
            cursor.execute(sql)
    with transaction.atomic():
        given = _given(act, world)
        rows = {each._meta.label: _rows(each) for each in OURS}
        transaction.set_rollback(True)
    return given, rows


def _given(act: Callable[[World], object], world: World) -> object:
    try:
        with transaction.atomic():
            given = act(world)
    except ValidationError as error:
        return f"refused: {error}"
    return (type(given), given.pk) if isinstance(given, Model) else repr(given)


def _rows(model: type[Model]) -> list[Any]:
    hidden = RANDOM.get(model._meta.label, set())
    names = [each.attname for each in model._meta.concrete_fields if each.attname not in hidden]
    return list(model._base_manager.order_by("pk").values_list(*names))


@pytest.mark.django_db
def test_a_verb_looks_at_the_rows_as_they_are_now(
    now: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    load(now=now)
    furnish(now)
    before = {each._meta.label: _rows(each) for each in OURS}
    wrong, idle = {}, []
    for verb, act in CASES.items():
        name = f"{verb.__module__}.{verb.__name__}"
        fresh = after(act, World(now, lambda row: row))
        if fresh[1] == before and "refused" not in str(fresh[0]):
            idle.append(name)
        try:
            other = after(act, World(now, stale))
        except Exception as error:
            wrong[name] = repr(error)
            continue
        if other != fresh:
            wrong[name] = _difference(fresh, other)
    assert "\n".join(f"{name}: {why}" for name, why in wrong.items()) == ""
    assert idle == []


def _difference(fresh: tuple[object, Dump], other: tuple[object, Dump]) -> str:
    tables = [label for label, rows in fresh[1].items() if other[1][label] != rows]
    return f"{fresh[0]} and {other[0]}; tables: {tables}"
