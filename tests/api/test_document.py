"""The document of the API: whole, valid, as it is committed, and as the page shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils.translation import override
from schemathesis.openapi import from_dict

from api.document import document, document_text
from api.openapi.examples import BODIES
from api.openapi.operations import KEYLESS, operations
from api.openapi.schemas import NAMED
from api.openapi.words import TITLES
from api.routers import ROUTERS
from scripts.paths import ROOT

WORDS = {
    *("$ref", "type", "format", "enum", "const", "description", "default", "examples", "title"),
    *("anyOf", "oneOf", "allOf", "discriminator", "items", "properties", "required"),
    *("additionalProperties", "minimum", "maximum", "minLength", "maxLength", "maxItems"),
    "pattern",
}
"""What JSON Schema and OpenAPI have words for; readers pass over any other."""
FOUND = {each["operationId"]: (path, method, each) for path, method, each in operations(document())}


def test_the_committed_document_is_that_of_the_api() -> None:
    call_command("api_document", check=True, stdout=StringIO())
    assert json.loads((ROOT / "docs" / "openapi.json").read_text()) == document()


def test_a_document_that_differs_is_told(settings: Any, tmp_path: Any) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="differs"):
        call_command("api_document", check=True)
    call_command("api_document")
    call_command("api_document", check=True)


def test_it_is_valid_openapi() -> None:
    from_dict(document()).validate()
    assert document()["openapi"].startswith("3.1")


def words_in(schema: Any) -> Iterator[str]:
    """The words of a schema and of those within, not the names of its fields."""
    if isinstance(schema, list):
        for each in schema:
            yield from words_in(each)
    if not isinstance(schema, dict):
        return
    yield from schema
    for word, value in schema.items():
        if word not in ("examples", "default", "enum", "discriminator"):
            yield from words_in([*value.values()] if word in NAMED else value)


def test_schemas_say_what_they_mean_in_words_that_are_known() -> None:
    asked = [
        each["schema"] for _p, _m, operation in FOUND.values() for each in parameters_of(operation)
    ]
    found = set(words_in([*document()["components"]["schemas"].values(), *asked]))
    assert "maximum" in found
    assert found - WORDS == set()


def parameters_of(operation: Any) -> list[Any]:
    return [each for each in operation.get("parameters", ()) if "schema" in each]


def test_it_is_the_same_in_every_language() -> None:
    with override("de"):
        assert json.dumps(document()) == json.dumps(json.loads(document_text()))


@pytest.mark.parametrize("name", FOUND)
def test_each_operation_is_described(name: str) -> None:
    path, method, operation = FOUND[name]
    assert operation["x-scopes"]
    assert operation["tags"]
    assert len(operation["description"].split("\n\n")[0].split()) >= 3
    headers = {
        each["$ref"].rpartition("/")[2]
        for each in operation.get("parameters", ())
        if "$ref" in each
    }
    assert ("IdempotencyKey" in headers) == (method == "post" and name not in KEYLESS)
    assert ("IfMatch" in headers) == (method in ("patch", "put", "delete"))
    assert {"401", "403", "422", "429"} <= operation["responses"].keys()
    assert ("404" in operation["responses"]) >= ("{" in path)


def test_every_operation_is_in_it() -> None:
    declared = {
        operation.view_func.__name__
        for router in ROUTERS
        for view in router.path_operations.values()
        for operation in view.operations
    }
    assert declared == set(FOUND)
    assert TITLES.keys() <= declared
    assert BODIES.keys() <= declared


def test_every_reference_leads_somewhere() -> None:
    made = document()
    for kind, name in re.findall(r'"#/components/(\w+)/(\w+)"', document_text()):
        assert name in made["components"][kind]
    assert '"#/$defs/' not in document_text()


def test_it_is_public_and_cached() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.json() == document()
    assert answer["Cache-Control"] == "public, max-age=300"
    again = Client().get("/api/v1/openapi.json", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_page_shows_each_operation_and_object(settings: Any) -> None:
    page = Client().get("/api/v1/docs").content.decode()
    for name, (path, _method, operation) in FOUND.items():
        assert f'id="{name}"' in page
        assert operation["summary"].replace("'", "&#x27;") in page
        assert f"<code>{path}</code>" in page
    for name in re.findall(r'href="#([\w-]+)"', page):
        assert f'id="{name}"' in page
    assert f"curl -X POST {settings.SITE_URL}/api/v1/applications" in page
