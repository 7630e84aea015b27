"""The schemas of the document, without the titles that only repeat the names of fields."""

from collections.abc import Mapping
from typing import Any

NAMED = ("properties", "$defs", "schemas", "patternProperties")
"""Below these, keys are names and not words of JSON Schema."""


def lean(value: Any, *, named: bool = False) -> Any:
    """Return a part of the document without titles of schemas."""
    if isinstance(value, list):
        return [lean(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: each
        if key in ("example", "examples") and not named
        else lean(each, named=key in NAMED and not named)
        for key, each in value.items()
        if named or key != "title" or not isinstance(each, str) or not _is_schema(value)
    }


def _is_schema(value: Mapping[str, Any]) -> bool:
    return any(key in value for key in ("type", "anyOf", "$ref", "enum", "allOf", "const"))


def with_choices(document: Mapping[str, Any]) -> Any:
    """Return the document with lists of choices where they are referred to."""
    schemas = document["components"]["schemas"]
    chosen = {f"#/components/schemas/{n}": each for n, each in schemas.items() if "enum" in each}
    return _filled(document, chosen)


def _filled(value: Any, chosen: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_filled(each, chosen) for each in value]
    if not isinstance(value, Mapping):
        return value
    if (found := str(value.get("$ref"))) in chosen:
        return {"enum": chosen[found]["enum"], **{k: v for k, v in value.items() if k != "$ref"}}
    return {key: _filled(each, chosen) for key, each in value.items()}
