"""The parts of the document that many operations share, each said once."""

from collections.abc import Mapping
from typing import Any

from api.http.problems import TYPE
from api.openapi.words import ANSWERS

JSON = "application/json"
SCHEME = "key"
PROBLEM = {TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
TAG = {"type": "string", "pattern": '^(W/)?"[!#-~]*"$'}
ID = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
SECONDS = {"type": "integer", "minimum": 0}


def _header(
    name: str, schema: Mapping[str, Any], description: str, example: str = ""
) -> dict[str, Any]:
    """Return a header that may be sent."""
    return {
        "name": name,
        "in": "header",
        "required": False,
        "schema": {"type": "string", **schema},
        "description": description,
        **({"example": example} if example else {}),
    }


PARAMETERS: Mapping[str, dict[str, Any]] = {
    "IdempotencyKey": _header(
        "Idempotency-Key",
        {"maxLength": 255, "pattern": "^[ -~]*$"},
        "The same key and request again give the first answer; another request is refused (409).",
    ),
    "IfMatch": _header(
        "If-Match",
        {},
        "The `ETag` that you read: if it has changed since, the answer is 412. One that a"
        " compressing proxy has made weak (`W/`) holds as well.",
    ),
    "IfNoneMatch": _header(
        "If-None-Match",
        {},
        "The `ETag` that you have: if it still holds, the answer is 304, without a body.",
    ),
}
SENT: Mapping[str, str] = {
    "post": "IdempotencyKey",
    "patch": "IfMatch",
    "put": "IfMatch",
    "delete": "IfMatch",
}
HEADERS: Mapping[str, dict[str, Any]] = {
    "ETag": {"description": "The state that was read.", "required": True, "schema": TAG},
    "Location": {
        "description": "Where it can be read.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "RetryAfter": {"description": "In how many seconds.", "required": True, "schema": SECONDS},
    "Challenge": {
        "description": "How to send a key.",
        "required": True,
        "schema": {"type": "string", "const": "Bearer"},
    },
}
OF_ANSWER: Mapping[str, dict[str, str]] = {
    "401": {"WWW-Authenticate": "Challenge"},
    "429": {"Retry-After": "RetryAfter"},
    "503": {"Retry-After": "RetryAfter"},
}


def ref(kind: str, name: str) -> dict[str, str]:
    """Return a reference to a part of this kind."""
    return {"$ref": f"#/components/{kind}/{name}"}


def answer_of(status: str) -> dict[str, Any]:
    """Return a refusal, as all operations give it."""
    headers = {name: ref("headers", each) for name, each in OF_ANSWER.get(status, {}).items()}
    return {
        "description": ANSWERS[status],
        "content": PROBLEM,
        **({"headers": headers} if headers else {}),
    }
