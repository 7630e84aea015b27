"""The document of the API (OpenAPI 3.1), as clients and the reference page read it."""

import json
from functools import cache
from typing import Any

from django.utils.translation import override

from api.main import RESOURCES, api
from api.openapi.operations import mend, operations, refusals, scopes
from api.openapi.parts import HEADERS, PARAMETERS, SCHEME
from api.openapi.schemas import lean
from api.openapi.words import INTRODUCTION, TAGS

BASE = "/api/v1"


def document() -> dict[str, Any]:
    """Return the document, in English, the same on every site."""
    with override("en"):
        made: dict[str, Any] = json.loads(
            json.dumps(api.get_openapi_schema(path_prefix=""), default=str)
        )
    opened = scopes(resource.router for resource in RESOURCES)
    for _path, method, operation in operations(made):
        mend(method, operation, opened[operation["operationId"]], made["components"]["schemas"])
    return {
        "openapi": made["openapi"],
        "info": made["info"] | {"description": INTRODUCTION},
        "servers": [{"url": BASE}],
        "tags": _tags(made),
        "paths": lean({path.replace("{pk}", "{id}"): each for path, each in _sorted(made)}),
        "components": lean(
            {
                "schemas": dict(sorted(made["components"]["schemas"].items())),
                "parameters": PARAMETERS,
                "headers": HEADERS,
                "responses": refusals(made),
            }
        )
        | {"securitySchemes": {SCHEME: {"type": "http", "scheme": "bearer"}}},
    }


@cache
def document_text() -> str:
    """Return the document as it is committed and served."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _tags(made: dict[str, Any]) -> list[dict[str, str]]:
    """Return the groups that have operations, in a sensible order."""
    used = {tag for _path, _method, operation in operations(made) for tag in operation["tags"]}
    return [{"name": tag, "description": TAGS[tag]} for tag in sorted(used, key=list(TAGS).index)]


def _sorted(made: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the paths by group; within one, as they were declared."""
    order = list(TAGS)
    return sorted(
        made["paths"].items(),
        key=lambda item: order.index(next(iter(item[1].values()))["tags"][0]),
    )
