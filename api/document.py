"""The document of the API (OpenAPI 3.1), as clients and the reference page read it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import override

from api.http.problems import TYPE
from api.main import api

JSON = "application/json"
SCHEME = "key"
INTRODUCTION = (
    "What a person can do on the pages, their own programs can do here. Every request sends a key:"
    " `Authorization: Bearer jt_…`. Instants are RFC 3339 with an offset, dates are plain."
    " Refusals are problem documents (RFC 9457) that name the field and the reason."
)
IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 255, "pattern": "^[!-~]*$"},
    "description": "The same key and request again gives the first answer; another request is 409.",
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": '^(\\*|(W/)?"[!#-~]*")$'},
    "description": "The `ETag` that was read: if it has changed since, the answer is 412.",
}
HEADERS = {"post": IDEMPOTENCY, "patch": IF_MATCH, "put": IF_MATCH, "delete": IF_MATCH}


def document() -> dict[str, Any]:
    """Return the document, in English, the same on every site."""
    with override("en"):
        made: dict[str, Any] = api.get_openapi_schema()
    made["info"]["description"] = INTRODUCTION
    made["components"]["securitySchemes"] = {SCHEME: {"type": "http", "scheme": "bearer"}}
    for method, operation in operations(made):
        _tidy(method, operation)
    return made


def operations(made: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the method and the description of each operation."""
    for path in made["paths"].values():
        yield from path.items()


def _tidy(method: str, operation: dict[str, Any]) -> None:
    """Say what every operation of its kind takes and refuses."""
    operation["security"] = [{SCHEME: []}]
    if method in HEADERS:
        operation.setdefault("parameters", []).append(HEADERS[method])
    for status, answer in operation["responses"].items():
        if int(status) >= 400 and JSON in answer.get("content", {}):
            answer["content"] = {TYPE: answer["content"].pop(JSON)}
