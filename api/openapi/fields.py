"""A field of the document in words: its type, and what it may hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
LARGEST = 2**63 - 1
TYPES: Mapping[str, str] = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "array": "list",
    "null": "null",
}
FORMATS: Mapping[str, str] = {
    "date-time": "instant",
    "date": "date",
    "binary": "file",
    "decimal": "number",
}
LIMITS: Mapping[str, str] = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "from {}",
    "maximum": "to {}",
    "maxItems": "at most {} items",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field or a parameter."""

    name: str
    kind: str
    link: str
    required: bool
    where: str
    description: str
    choices: list[str]
    limits: list[str]

    @classmethod
    def of(cls, name: str, schema: Json, *, required: bool, where: str = "") -> "Field":
        """Return the field of a schema."""
        kind, link = kind_of(schema)
        main = _main(schema)
        return cls(
            name=name,
            kind=kind,
            link=link,
            required=required,
            where=where,
            description=schema.get("description") or "",
            choices=[str(each) for each in _choices(main)],
            limits=list(_limits(schema, main)),
        )


def fields_of(schema: Json) -> list[Field]:
    """Return the fields of an object."""
    needed = schema.get("required", [])
    found = [
        Field.of(name, each, required=name in needed)
        for name, each in schema.get("properties", {}).items()
    ]
    return sorted(found, key=lambda field: not field.required)


def kind_of(schema: Json) -> tuple[str, str]:
    """Return the words for a schema's type, and the object that they name."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name, name
    if either := schema.get("anyOf") or schema.get("oneOf"):
        kinds = [kind_of(each) for each in either]
        words = dict.fromkeys(word for word, _link in kinds)
        return " or ".join(words), next((link for _word, link in kinds if link), "")
    if schema.get("type") == "array":
        word, link = kind_of(schema.get("items", {}))
        return f"list of {word}" if word else "list", link
    word = FORMATS.get(schema.get("format", "")) or TYPES.get(str(schema.get("type")), "")
    return word or ("text" if "enum" in schema or "const" in schema else "anything"), ""


def _main(schema: Json) -> Json:
    """Return the part of a schema that says most: that beside null, that of a list's items."""
    for each in schema.get("anyOf", []):
        if each.get("type") != "null":
            return _main(each)
    return _main(schema["items"]) if isinstance(schema.get("items"), Mapping) else schema


def _choices(schema: Json) -> list[Any]:
    return [*schema.get("enum", []), *([schema["const"]] if "const" in schema else [])]


def _limits(schema: Json, main: Json) -> Iterator[str]:
    for name, words in LIMITS.items():
        value = main.get(name, schema.get(name))
        if value is not None and value != LARGEST:
            yield words.format(value)
    if schema.get("default") not in (None, "", [], {}):
        yield f"{str(schema['default']).lower()} by default"
