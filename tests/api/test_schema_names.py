"""The API's document knows each object and each list of choices by its bare name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel

from api.main import api


def below(cls: type) -> Iterator[type]:
    for each in cls.__subclasses__():
        yield each
        yield from below(each)


def choices(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for part in get_args(annotation):
        yield from choices(part)


def test_no_two_have_one_name() -> None:
    assert api.get_openapi_schema()["paths"]
    named = defaultdict(set)
    models = [each for each in below(BaseModel) if each.__module__.startswith("api.schemas.")]
    for model in models:
        named[model.__name__].add(model)
        for field in model.model_fields.values():
            for each in choices(field.annotation):
                named[each.__name__].add(each)
    assert len(models) > 50
    assert {name: found for name, found in named.items() if len(found) > 1} == {}
