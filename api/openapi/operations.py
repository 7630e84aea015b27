"""What the document says of each operation, beyond what the operation declares."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.http.auth import KeyWith
from api.openapi.examples import BODIES
from api.openapi.parts import ID, JSON, SCHEME, SENT, answer_of, ref
from api.openapi.words import ANSWERS, title_of

Json = dict[str, Any]
KEYLESS = ("take_in",)
"""What can be repeated as it is, without an Idempotency-Key: it keeps each thing once."""


def operations(made: Mapping[str, Any]) -> Iterator[tuple[str, str, Json]]:
    """Yield the path, the method and the description of each operation."""
    for path, item in made["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def scopes(routers: Iterable[Any]) -> dict[str, list[str]]:
    """Return the scopes that open each operation; one of them is enough."""
    return {
        operation.view_func.__name__: [scope for each in keys for scope in each.scopes]
        for router in routers
        for view in router.path_operations.values()
        for operation in view.operations
        if (keys := [auth for auth in operation.auth_callbacks if isinstance(auth, KeyWith)])
    }


def mend(method: str, operation: Json, opened_by: list[str], schemas: Json) -> None:
    """Say of an operation what holds for all of its kind."""
    name = operation["operationId"]
    operation["summary"] = title_of(name)
    operation["x-scopes"] = opened_by
    either = " or ".join(f"`{scope}`" for scope in opened_by)
    operation["description"] += f"\n\nNeeds a key with the scope {either}."
    operation["security"] = [{SCHEME: []}]
    _parameters(method, operation)
    _answers(method, operation, schemas)
    if name in BODIES:
        operation["requestBody"]["content"][JSON]["example"] = BODIES[name]


def _parameters(method: str, operation: Json) -> None:
    found = operation.pop("parameters", [])
    for each in found:
        if each["in"] == "path":
            each["schema"] = ID
            each["name"] = each["name"].replace("pk", "id")
        each["schema"].pop("description", None)
    if method in SENT and operation["operationId"] not in KEYLESS:
        found.append(ref("parameters", SENT[method]))
    if found:
        operation["parameters"] = found


def _answers(method: str, operation: Json, schemas: Json) -> None:
    """Refer to the refusals, which are the same everywhere, and name the headers of the rest."""
    answers = operation["responses"]
    operation["responses"] = {
        str(status): ref("responses", f"Problem{status}") if int(status) >= 400 else answer
        for status, answer in sorted(answers.items(), key=lambda each: int(each[0]))
    }
    for status, answer in operation["responses"].items():
        if "$ref" in answer:
            continue
        answer["description"] = ANSWERS[status]
        if headers := _headers(status, answer, schemas):
            answer["headers"] = headers
        if method == "get" and "ETag" in answer.get("headers", {}):
            operation.setdefault("parameters", []).append(ref("parameters", "IfNoneMatch"))
            answers = operation["responses"]
            operation["responses"] = dict(sorted({**answers, "304": _UNCHANGED}.items()))


_UNCHANGED = {"description": ANSWERS["304"], "headers": {"ETag": ref("headers", "ETag")}}


def _headers(status: str, answer: Json, schemas: Json) -> Json:
    schema = answer.get("content", {}).get(JSON, {}).get("schema", {})
    shown = [
        each.get("$ref", "")
        for each in (schema, *schema.get("anyOf", ()), *schema.get("oneOf", ()))
    ]
    names = [each.rpartition("/")[2] for each in shown if each]
    if not names or "next_cursor" in schemas[names[0]].get("properties", {}):
        return {}
    named = ["ETag", "Location"] if status == "201" else ["ETag"]
    return {name: ref("headers", name) for name in named}


def refusals(made: Mapping[str, Any]) -> Json:
    """Return each refusal that the operations declare."""
    found = {
        each["$ref"].rpartition("/")[2]
        for _path, _method, operation in operations(made)
        for each in operation["responses"].values()
        if "$ref" in each
    }
    return {name: answer_of(name.removeprefix("Problem")) for name in sorted(found)}
