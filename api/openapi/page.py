"""The document as the reference page shows it: groups of operations, and the objects they use."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.openapi.fields import Field, fields_of, kind_of
from api.openapi.operations import operations
from api.openapi.schemas import with_choices

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation answers: its status, what that means, and the object in it."""

    status: str
    meaning: str
    kind: str
    link: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation."""

    name: str
    method: str
    path: str
    title: str
    paragraphs: list[str]
    scopes: list[str]
    asked: list[Field]
    headers: list[str]
    kinds: list[str]
    fields: list[Field]
    variants: list[str]
    answers: list[Answer]
    refusals: list[Answer]
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """The operations about one kind of thing."""

    name: str
    title: str
    description: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that is answered or sent."""

    name: str
    description: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Reference:
    """All of the page."""

    introduction: list[str]
    groups: list[Group]
    things: list[Thing]

    @property
    def first_request(self) -> str:
        """Return the example that asks whose key it is."""
        return next(
            entry.example
            for group in self.groups
            for entry in group.entries
            if entry.name == "get_me"
        )

    @classmethod
    def of(cls, document: Json, site: str) -> "Reference":
        """Return the page of a document; the examples ask ``site``."""
        document = with_choices(document)
        entries = [
            (operation["tags"][0], _Reader(document, site).entry(path, method, operation))
            for path, method, operation in operations(document)
        ]
        groups = [
            Group(
                name=tag["name"],
                title=tag["name"].capitalize(),
                description=tag["description"],
                entries=[entry for name, entry in entries if name == tag["name"]],
            )
            for tag in document["tags"]
        ]
        introduction = document["info"]["description"].strip().split("\n\n")
        return cls(introduction, groups, list(_things(document, entries)))


def _things(document: Json, entries: list[tuple[str, Entry]]) -> Iterator[Thing]:
    """Yield the objects that operations link to."""
    schemas = document["components"]["schemas"]
    linked = {name for _tag, entry in entries for name in _links(entry) if name}
    wanted = _with_parts(linked | {"ProblemOut"}, schemas)
    for name in sorted(wanted & schemas.keys()):
        if "properties" in schemas[name]:
            yield Thing(name, schemas[name].get("description", ""), fields_of(schemas[name]))


def _links(entry: Entry) -> Iterator[str]:
    yield from entry.variants
    yield from (answer.link for answer in entry.answers)
    yield from (field.link for field in entry.fields)


def _with_parts(names: set[str], schemas: Json) -> set[str]:
    found, ahead = set[str](), set(names)
    while ahead:
        found |= ahead
        fields = [each for name in ahead for each in fields_of(schemas[name])]
        ahead = {each.link for each in fields if each.link} - found
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads operations of a document."""

    document: Json
    site: str

    def entry(self, path: str, method: str, operation: Json) -> Entry:
        """Return one operation."""
        content = operation.get("requestBody", {}).get("content", {})
        answers = [self._answer(*each) for each in operation["responses"].items()]
        parameters = [self._parameter(each) for each in operation.get("parameters", [])]
        return Entry(
            name=operation["operationId"],
            method=method.upper(),
            path=path,
            title=operation["summary"],
            paragraphs=operation["description"].split("\n\n")[:-1],
            scopes=operation["x-scopes"],
            asked=[each for each in parameters if each.where == "query"],
            headers=[each.name for each in parameters if each.where == "header"],
            kinds=list(content),
            fields=[field for each in self._bodies(content) for field in fields_of(each)],
            variants=[
                part["$ref"].rpartition("/")[2]
                for each in self._bodies(content)
                for part in (*each.get("oneOf", ()), *each.get("anyOf", ()))
                if "$ref" in part
            ],
            answers=[each for each in answers if each.status < "400"],
            refusals=[each for each in answers if each.status >= "400"],
            example=self._curl(path, method, operation),
        )

    def _found(self, part: Json) -> Json:
        if "$ref" not in part:
            return part
        kind, name = part["$ref"].split("/")[-2:]
        found: Json = self.document["components"][kind][name]
        return found

    def _parameter(self, part: Json) -> Field:
        found = self._found(part)
        return Field.of(
            found["name"],
            {**found["schema"], "description": found.get("description", "")},
            required=found["required"],
            where=found["in"],
        )

    def _bodies(self, content: Json) -> list[Json]:
        return [self._found(each.get("schema", {})) for each in content.values()]

    def _answer(self, status: str, part: Json) -> Answer:
        found = self._found(part)
        schema: Json = next((each["schema"] for each in found.get("content", {}).values()), {})
        kind, link = kind_of(schema) if schema else ("", "")
        return Answer(status, found["description"], kind, link)

    def _curl(self, path: str, method: str, operation: Json) -> str:
        address = self.site + self.document["servers"][0]["url"] + path.replace("{id}", "1")
        verb = "" if method == "get" else f"-X {method.upper()} "
        lines = [f"curl {verb}{address}", '-H "Authorization: Bearer $JOBTRACKER_KEY"']
        content = operation.get("requestBody", {}).get("content", {})
        for kind, each in content.items():
            if "example" in each:
                lines.append(f'-H "Content-Type: {kind}"')
                lines.append(f"-d '{_shown(each['example'])}'")
        return " \\\n  ".join(lines)


def _shown(example: Any) -> str:
    if not isinstance(example, str):
        example = json.dumps(example, ensure_ascii=False, indent=2)
    return str(example).replace("'", "'\\''").replace("\n", "\n  ")
