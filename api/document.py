"""The document of the API (OpenAPI 3.1), as clients and the reference page read it."""

import json
from functools import cache
from typing import Any

from django.utils.translation import override
from ninja.openapi.schema import OpenAPISchema

from api.main import api
from api.openapi.operations import mend, operations, refusals, scopes
from api.openapi.parts import HEADERS, PARAMETERS, SCHEME
from api.openapi.schemas import lean
from api.openapi.words import INTRODUCTION, TAGS
from api.routers import ROUTERS

BASE = "/api/v1"


class OneOfAName(OpenAPISchema):
    """The library's document; it would take two schemas of one name for the same."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """Add schemas. Raises ValueError if one of such a name says something else."""
        for name, each in definitions.items():
            if self.schemas.get(name, each) != each:
                raise ValueError(f"two schemas of the API are called {name}")
        super().add_schema_definitions(definitions)


def document() -> dict[str, Any]:
    """Return the document, in English, the same on every site."""
    with override("en"):
        made: dict[str, Any] = json.loads(json.dumps(OneOfAName(api, ""), default=str))
    opened = scopes(ROUTERS)
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
