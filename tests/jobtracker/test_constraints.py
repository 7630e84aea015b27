"""Check constraints, evaluated in Python as the database evaluates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Model, Q
from django.db.models.constraints import BaseConstraint

from applications.models import Application, Event
from jobtracker.constraints import holds, validate_checks
from references.models import Company, Reference

OWN = ("references", "applications", "notes", "followups", "accounts", "agenda", "digests")


def checks() -> Iterator[tuple[type[Model], BaseConstraint]]:
    for model in apps.get_models():
        if model._meta.app_label in OWN:
            yield from ((model, each) for each in model._meta.constraints)


def names_in(condition: Any) -> set[str]:
    if isinstance(condition, Q):
        return set().union(*map(names_in, condition.children))
    path, wanted = condition
    return {path.partition("__")[0]} | ({wanted.name} if hasattr(wanted, "name") else set())


def options(model: type[Model], name: str) -> list[Any]:
    """Values of a field that matter to a constraint: none, empty, each choice, two in order."""
    field: Any = model._meta.get_field(name)
    found: list[Any] = [None] if field.null else []
    if field.is_relation:
        return [None, 1]
    if field.choices:
        return [*found, *(value for value, _label in field.flatchoices)]
    kind = field.get_internal_type()
    if "Integer" in kind:
        return [*found, 0, 1, 3, 6]
    if kind == "BooleanField":
        return [True, False]
    if kind == "DecimalField":
        return [*found, Decimal("0.50"), Decimal(12)]
    if kind == "DateTimeField":
        return [*found, "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z"]
    if kind in ("DateField", "TimeField"):
        text = "2026-03-01" if kind == "DateField" else "10:00"
        return [*found, text]
    return [*found, "", "text"]


@pytest.mark.django_db
def test_every_check_says_what_the_database_says() -> None:
    compared = 0
    for model, check in checks():
        if not isinstance(check, CheckConstraint):
            continue
        names = sorted(names_in(check.condition))
        for values in some(product(*(options(model, name) for name in names))):
            row = made(model, names, values)
            here = holds(check.condition, row) is not False
            assert here is passes(check, row), (check.name, values)
            compared += 1
    assert compared > 100


def some(found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """About sixty of many, from all over."""
    rows = list(found)
    return rows[:: max(1, len(rows) // 60)]


def passes(check: CheckConstraint, row: Model) -> bool:
    try:
        check.validate(type(row), row)
    except ValidationError:
        return False
    return True


def made(model: type[Model], names: list[str], values: tuple[Any, ...]) -> Model:
    fields: dict[str, Any] = {}
    for name, value in zip(names, values, strict=True):
        field: Any = model._meta.get_field(name)
        fields[field.attname] = value if field.is_relation else field.to_python(value)
    return model(**fields)


def test_a_related_row_counts_before_it_is_saved() -> None:
    event = Event(kind="reference_chosen", application=Application(), reference=Reference())
    validate_checks(event)
    with pytest.raises(ValidationError, match="event_reference_fits"):
        validate_checks(Event(kind="reference_chosen", application=Application()))


def test_all_broken_checks_are_named() -> None:
    with pytest.raises(ValidationError) as error:
        validate_checks(Application(title="", interest=9))
    assert len(error.value.messages) == 2
    validate_checks(Company(name="Acme"))
