"""Ids in what is sent: those of somebody else's rows are as unknown as those of nobody's."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts.models import User
from api.assistants.catalogue import TOOLS
from api.document import document
from api.openapi.operations import operations
from applications.services import record_event
from data_exchange.exporters.data import export_data
from references.services import add_contact, company_named
from tests.api.conftest import ALL, V1, key_for
from tests.api.test_access_matrix import PART, THINGS, undone
from tests.test_access import SECRETS, World, make_world

NOBODYS = 987_654_321
REFUSED = (404, 422)
AMOUNT = "^(?!"
"""How the pattern of an amount begins; a text with another names something."""
AT = {"at": "2026-03-18T10:00:00Z"}
BEGINS = {"starts_at": "2026-04-01T10:00:00Z"}
NO_IDS = {
    ("POST /applications", "interest"),
    ("PATCH /applications/{id}", "interest"),
    ("MCP find_applications", "limit"),
}
"""Whole numbers that are no ids."""
Shape = Callable[[int], Any]


def alone(pk: int) -> Any:
    return pk


@dataclass(frozen=True)
class Row:
    """A field that takes the id of a thing, and what else is sent for it to be taken."""

    operation: str
    field: str
    thing: str
    rest: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Where a value is the name of a thing in braces, the caller's own is meant."""
    shape: Shape = alone


APPLICATION, INTERVIEW = "/applications/{id}", "/interviews/{id}"
REFERENCES = ("reference_chosen", "reference_contacted", "reference_letter")
THANKS = {"application": "{application}", "purpose": "thank_you"}


def debriefed(pk: int) -> Any:
    return [{"contact": pk, "text": "Python"}]


ROWS = (
    Row("POST /applications", "company", "company", {"title": "Keeper"}),
    Row("POST /applications", "referred_by", "contact", {"company": "New", "title": "Keeper"}),
    Row(f"PATCH {APPLICATION}", "company", "another company"),
    Row(f"PATCH {APPLICATION}", "referred_by", "contact"),
    *(
        Row(f"POST {APPLICATION}/events", "reference", "reference", {"type": each, **AT})
        for each in REFERENCES
    ),
    Row(f"POST {APPLICATION}/interviews", "interviewers", "contact", BEGINS, lambda pk: [pk]),
    Row(f"PATCH {INTERVIEW}", "interviewers", "another contact", {}, lambda pk: [pk]),
    Row(f"POST {INTERVIEW}/debrief", "topics.contact", "contact", {}, debriefed),
    Row(f"PUT {INTERVIEW}/debrief", "topics.contact", "contact", {}, debriefed),
    Row(f"POST {APPLICATION}/messages", "to", "contact", {"purpose": "status"}, "c{}".format),
    Row(f"POST {APPLICATION}/messages", "to", "reference", {"purpose": "gift"}, "r{}".format),
    Row(f"POST {APPLICATION}/messages", "interview", "interview", {"purpose": "thank_you"}),
    Row("POST /references/{id}/messages", "application", "application", {"purpose": "gift"}),
    Row("POST /companies/{id}/merge", "other", "another company"),
    Row("POST /contacts/{id}/merge", "other", "another contact"),
    Row("POST /contacts", "company", "company", {"name": "Lena"}),
    Row("PATCH /contacts/{id}", "company", "another company"),
    Row("POST /references", "contact", "contact"),
    Row("POST /documents", "application", "application"),
    Row("POST /suggestions", "application", "application", {"kind": "reply"}),
    Row("POST /suggestions/{id}/accept", "application", "application"),
    Row(
        "POST /suggestions/{id}/accept",
        "interview",
        "interview",
        {"kind": "interview_cancelled"},
    ),
    Row("MCP application", "application", "application"),
    Row("MCP explain", "application", "application"),
    Row("MCP explain", "reminder", "reminder"),
    Row("MCP draft_note", "reminder", "reminder"),
    Row("MCP draft_note", "application", "application", {"purpose": "status"}),
    Row("MCP draft_note", "contact", "contact", THANKS),
    Row("MCP draft_note", "interview", "interview", {**THANKS, "contact": "{contact}"}),
    Row("MCP draft_note", "reference", "reference", {**THANKS, "purpose": "heads_up"}),
    Row("MCP propose", "application", "application", {"kind": "reply"}),
)


def test_every_id_that_is_sent_has_a_row() -> None:
    sent = Counter([*_sent_to_operations(), *_sent_to_tools()])
    rows = Counter((row.operation, row.field) for row in ROWS)
    assert sorted((sent - rows).elements()) == [], "these fields take an id, and have no row here"
    assert set(rows) - set(sent) == set(), "these rows are about no field"


def _sent_to_operations() -> Iterator[tuple[str, str]]:
    made = document()
    for path, method, operation in operations(made):
        for each in operation.get("requestBody", {}).get("content", {}).values():
            for name in ids_in(each["schema"], made["components"]["schemas"]):
                if (label := f"{method.upper()} {path}", name) not in NO_IDS:
                    yield label, name


def _sent_to_tools() -> Iterator[tuple[str, str]]:
    for tool in TOOLS:
        schema = tool.input.model_json_schema()
        for name in ids_in(schema, schema.get("$defs", {})):
            if (f"MCP {tool.name}", name) not in NO_IDS:
                yield f"MCP {tool.name}", name


def ids_in(schema: Any, known: Mapping[str, Any], name: str = "") -> Iterator[str]:
    """The fields that take a whole number, or a text with one, once for each schema of theirs."""
    if "$ref" in schema:
        yield from ids_in(known[schema["$ref"].rpartition("/")[2]], known, name)
    if schema.get("type") == "integer" or not schema.get("pattern", AMOUNT).startswith(AMOUNT):
        yield name
    for word in ("anyOf", "oneOf", "allOf"):
        for each in schema.get(word, []):
            yield from ids_in(each, known, name)
    if "items" in schema:
        yield from ids_in(schema["items"], known, name)
    for inner, each in schema.get("properties", {}).items():
        yield from ids_in(each, known, f"{name}.{inner}".lstrip("."))


@pytest.fixture(autouse=True)
def _without_limits(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.API_REQUESTS_A_MINUTE = settings.API_WRONG_KEYS_A_MINUTE = 0


def world_of(owner: User, word: str, now: datetime) -> World:
    """A world with two companies and contacts that can be merged, and a reference to write to."""
    made = make_world(owner, word, now)
    record_event(
        made["application"],
        "reference_chosen",
        at=now - timedelta(days=2),
        token=uuid4(),
        now=now,
        reference=made["reference"],
    )
    return made | {
        "another company": company_named(owner, f"{word} Mills"),
        "another contact": add_contact(owner, token=uuid4(), fields={"name": f"Lee {word}"}),
    }


@pytest.fixture
def own(seeker: User, at_now: datetime) -> World:
    return world_of(seeker, "Own", at_now)


@pytest.fixture
def foreign(stranger: User, at_now: datetime) -> World:
    return world_of(stranger, SECRETS[0], at_now)


def told(row: Row, own: World, key: str, pk: int) -> tuple[int, str]:
    """The status and the text of the answer to this id; of tools, 422 for a failure."""
    body = {name: own[each[1:-1]].pk if is_thing(each) else each for name, each in row.rest.items()}
    body[row.field.partition(".")[0]] = row.shape(pk)
    method, _space, path = row.operation.partition(" ")
    if method == "MCP":
        return _of_tool(path, body, key)
    for part, _name in PART.findall(path):
        path = path.replace("{id}", str(own[THINGS[part]].pk), 1)
    data, kind = json.dumps(body).encode(), "application/json"
    if path == "/documents":
        file = ContentFile(b"%PDF-1.7 a resume", name="resume.pdf")
        data, kind = encode_multipart(BOUNDARY, {**body, "file": file}), MULTIPART_CONTENT
    headers = {"Authorization": f"Bearer {key}"}
    answer = Client().generic(method, V1 + path, data, content_type=kind, headers=headers)
    return answer.status_code, answer.content.decode()


def without(pk: int, answer: tuple[int, str]) -> tuple[int, str]:
    return answer[0], re.sub(rf"\b{pk}\b", "…", answer[1])


def is_thing(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("{")


def _of_tool(name: str, arguments: Mapping[str, Any], key: str) -> tuple[int, str]:
    call = {"name": name, "arguments": arguments}
    message = {"jsonrpc": "2.0", "id": "call", "method": "tools/call", "params": call}
    headers = {"Authorization": f"Bearer {key}"}
    answer = Client().post("/mcp", message, content_type="application/json", headers=headers)
    result = answer.json()["result"]
    return 422 if result["isError"] else 200, json.dumps(result)


def test_a_foreign_id_is_as_unknown_as_nobodys(
    own: World, foreign: World, seeker: User, stranger: User, at_now: datetime
) -> None:
    key, wrong = key_for(seeker, ALL, at_now), []

    def all_data() -> Any:
        return export_data(seeker, now=at_now), export_data(stranger, now=at_now)

    before = all_data()
    for row in ROWS:
        with undone():
            taken, text = told(row, own, key, own[row.thing].pk)
        if taken not in (200, 201):
            wrong.append(f"{row.operation}, {row.field}: one's own is refused: {text}")
        pk = foreign[row.thing].pk
        there, nowhere = told(row, own, key, pk), told(row, own, key, NOBODYS)
        if there[0] not in REFUSED or without(pk, there) != without(NOBODYS, nowhere):
            wrong.append(f"{row.operation}, {row.field}: {there}, and not {nowhere}")
        assert not any(word in there[1] for word in SECRETS), row
        if all_data() != before:
            wrong.append(f"{row.operation}, {row.field}: something was written")
            break
    assert not wrong, "\n".join(wrong)


def test_lists_of_what_is_a_strangers_are_as_empty_as_of_nobodys(
    own: World, foreign: World, seeker: User, at_now: datetime
) -> None:
    headers, asked = {"Authorization": f"Bearer {key_for(seeker, ALL, at_now)}"}, 0
    for path, _method, operation in operations(document()):
        for each in operation.get("parameters", ()):
            is_id = each.get("in") == "query" and "integer" in json.dumps(each["schema"])
            if is_id and each["name"] != "limit":
                asked += 1
                whose = [world[each["name"]].pk for world in (own, foreign)]
                found = [
                    Client().get(V1 + path, {each["name"]: pk}, headers=headers).json()["items"]
                    for pk in (*whose, NOBODYS)
                ]
                assert found[0], f"{path}?{each['name']}: none of one's own"
                assert found[1:] == [[], []], f"{path}?{each['name']}"
    assert asked >= 5
