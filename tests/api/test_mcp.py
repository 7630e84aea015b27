"""Assistants: a scripted client against a real server, and each tool on the demo's data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from accounts.models import User
from api.assistants.catalogue import TOOLS
from api.models import ApiKey
from api.services.keys import revoke_key
from data_exchange.exporters.data import export_data
from followups.models import Reminder
from inbox.models import Suggestion
from notes.models import NoteDraft
from tests.api.conftest import key_for
from tests.conftest import PASSWORD, MakeApplication, MakeContact, MakeInterview

NOW_VERSION, BEFORE = "2026-07-28", "2025-11-25"
META = {
    "io.modelcontextprotocol/protocolVersion": NOW_VERSION,
    "io.modelcontextprotocol/clientCapabilities": {},
}
JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
Ask = Callable[..., tuple[int, Any]]


def legacy(method: str, params: Any = None, key: Any = 1) -> dict[str, Any]:
    message: dict[str, Any] = {"jsonrpc": "2.0", "id": key, "method": method}
    return message | ({} if params is None else {"params": params})


def modern(method: str, **params: Any) -> tuple[dict[str, Any], dict[str, str]]:
    headers = {"MCP-Protocol-Version": NOW_VERSION, "Mcp-Method": method}
    if "name" in params:
        headers["Mcp-Name"] = params["name"]
    return legacy(method, {**params, "_meta": META}), headers


@pytest.fixture
def key(seeker: User, now: datetime) -> str:
    """The key that the settings page proposes for assistants."""
    return key_for(seeker, ["read", "suggest"], now)


@pytest.fixture
def ask(key: str, at_now: datetime) -> Ask:
    """Posts a message, as it is or as text, and returns the status and what came back."""

    def post(message: Any, secret: str | None = None, **headers: str) -> tuple[int, Any]:
        body = message if isinstance(message, bytes) else json.dumps(message)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent |= {"Authorization": f"Bearer {key if secret is None else secret}"}
        answer = Client().post("/mcp", body, content_type="application/json", headers=sent)
        return answer.status_code, json.loads(answer.content) if answer.content else None

    return post


@pytest.fixture
def tool(ask: Ask) -> Callable[..., Any]:
    """Calls a tool, and returns its result."""

    def run(name: str, secret: str | None = None, **arguments: Any) -> Any:
        message = legacy("tools/call", {"name": name, "arguments": arguments})
        status, answer = ask(message, secret)
        assert status == 200, answer
        return answer["result"]

    return run


@pytest.mark.django_db(transaction=True)
def test_a_client_from_beginning_to_end(live_server: Any, seeker: User) -> None:
    """Initialize, list, call, propose, fail: over a socket, as a client does it."""
    there = urlsplit(live_server.url)
    connection = HTTPConnection(there.hostname or "", there.port, timeout=30)
    secret = key_for(seeker, ["read", "suggest"], datetime.fromisoformat("2020-01-01T00:00:00Z"))

    def post(message: Any, **more: str) -> tuple[int, Any]:
        headers = JSON | {"Authorization": f"Bearer {secret}"}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        connection.request("POST", "/mcp", json.dumps(message), headers)
        answer = connection.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if body else None

    wanted = {"protocolVersion": BEFORE, "capabilities": {}, "clientInfo": {"name": "script"}}
    status, begun = post(legacy("initialize", wanted))
    assert (status, begun["result"]["protocolVersion"]) == (200, BEFORE)
    assert begun["result"]["capabilities"] == {"tools": {}}
    noted = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert post(noted, MCP_Protocol_Version=BEFORE) == (202, None)
    status, ping = post(legacy("ping", key="p-1"), MCP_Protocol_Version=BEFORE)
    assert (status, ping) == (200, {"jsonrpc": "2.0", "id": "p-1", "result": {}})
    _status, listed = post(legacy("tools/list"), MCP_Protocol_Version=BEFORE)
    names = [each["name"] for each in listed["result"]["tools"]]
    assert names == [each.name for each in TOOLS]
    call = {"name": "propose", "arguments": {"kind": "reply", "company": "Oatmill"}}
    _status, laid = post(legacy("tools/call", call), MCP_Protocol_Version=BEFORE)
    assert laid["result"]["structuredContent"]["state"] == "waiting"
    assert Suggestion.objects.get(owner=seeker).author == "Test"
    message, headers = modern("tools/call", name="today", arguments={})
    status, today = post(message, **{name.replace("-", "_"): v for name, v in headers.items()})
    assert (status, today["result"]["structuredContent"]["inbox"]) == (200, 1)
    status, broken = post(legacy("tools/call", {"name": "application", "arguments": {}}))
    assert (status, broken["result"]["isError"]) == (200, True)
    connection.request("GET", "/mcp", headers={"Authorization": f"Bearer {secret}"})
    refused = connection.getresponse()
    refused.read()
    assert (refused.status, refused.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("wanted", "given"),
    [(BEFORE, BEFORE), ("2025-06-18", "2025-06-18"), ("2024-11-05", BEFORE), (7, BEFORE)],
)
def test_the_version_is_agreed_on(ask: Ask, wanted: Any, given: str) -> None:
    _status, answer = ask(legacy("initialize", {"protocolVersion": wanted}))
    assert answer["result"]["protocolVersion"] == given


def test_a_modern_client_needs_no_beginning(ask: Ask) -> None:
    message, headers = modern("server/discover")
    status, answer = ask(message, **headers)
    assert status == 200
    assert answer["result"]["resultType"] == "complete"
    assert answer["result"]["supportedVersions"] == [NOW_VERSION, BEFORE, "2025-06-18"]
    server = answer["result"]["_meta"]["io.modelcontextprotocol/serverInfo"]
    assert server["name"] == "jobtracker"
    message, headers = modern("tools/list")
    _status, answer = ask(message, **headers)
    assert (answer["result"]["cacheScope"], len(answer["result"]["tools"])) == ("private", 6)
    message, headers = modern("tools/call", name="find_applications", arguments={})
    headers["Mcp-Name"] = "=?base64?ZmluZF9hcHBsaWNhdGlvbnM=?="
    _status, answer = ask(message, **headers)
    assert answer["result"]["structuredContent"] == {"applications": [], "more": False}


def test_a_modern_client_is_told_what_is_wrong(ask: Ask) -> None:
    call, headers = modern("tools/call", name="today", arguments={})
    for wrong in ({"Mcp-Method": "ping"}, {"Mcp-Name": "other"}, {"Mcp-Name": "=?base64?*?="}):
        status, answer = ask(call, **(headers | wrong))
        assert (status, answer["error"]["code"]) == (400, -32020), wrong
    status, answer = ask(call)
    assert (status, answer["error"]["code"]) == (400, -32020)
    later = json.loads(json.dumps(call).replace(NOW_VERSION, "2031-01-01"))
    status, answer = ask(later, **(headers | {"MCP-Protocol-Version": "2031-01-01"}))
    assert (status, answer["error"]["code"], answer["id"]) == (400, -32022, 1)
    assert answer["error"]["data"]["supported"][0] == NOW_VERSION
    bare = legacy("tools/list", {"_meta": {"io.modelcontextprotocol/protocolVersion": NOW_VERSION}})
    status, answer = ask(bare, **{"MCP-Protocol-Version": NOW_VERSION})
    assert (status, answer["error"]["code"]) == (400, -32602)
    gone, headers = modern("ping")
    status, answer = ask(gone, **headers)
    assert (status, answer["error"]["code"]) == (404, -32601)
    unknown, headers = modern("tools/call", name="nothing", arguments={})
    status, answer = ask(unknown, **headers)
    assert (status, answer["error"]["code"]) == (400, -32602)


@pytest.mark.parametrize(
    ("message", "status", "code"),
    [
        (b"{", 400, -32700),
        (b"\xff", 400, -32700),
        (b"[" * 100_000, 400, -32700),
        ([], 400, -32600),
        ([legacy("ping")], 400, -32600),
        ({"id": 1, "method": "ping"}, 400, -32600),
        (legacy("ping", key=None), 400, -32600),
        (legacy("ping", key=True), 400, -32600),
        (legacy("ping", params=[]), 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": 5}, 400, -32600),
        (legacy("resources/list"), 200, -32601),
        (legacy("tools/call", {"name": "nothing"}), 200, -32602),
        (legacy("tools/call", {"name": ["today"]}), 200, -32602),
        (legacy("tools/call", {"name": "today", "arguments": [1]}), 200, -32602),
    ],
)
def test_what_is_no_message_is_refused(ask: Ask, message: Any, status: int, code: int) -> None:
    given, answer = ask(message)
    assert (given, answer["error"]["code"]) == (status, code), answer
    key = message.get("id") if isinstance(message, dict) else None
    if key is None or key is True:
        assert "id" not in answer
    else:
        assert answer["id"] == key


def test_a_version_that_is_not_spoken(ask: Ask) -> None:
    status, answer = ask(legacy("tools/list"), MCP_Protocol_Version="2019-01-01")
    assert (status, answer["error"]["code"]) == (400, -32022)
    assert ask({"jsonrpc": "2.0", "id": 1, "result": {}}) == (202, None)


def test_pages_of_other_sites_may_not_ask(ask: Ask, settings: Any) -> None:
    for origin in ("https://evil.example", "null", f"{settings.SITE_URL}.evil.example"):
        status, answer = ask(legacy("ping"), Origin=origin)
        assert (status, answer["title"]) == (403, "Not from there"), origin
    assert ask(legacy("ping"), Origin=settings.SITE_URL)[0] == 200


def test_without_a_fitting_key_nothing_opens(ask: Ask, seeker: User, now: datetime) -> None:
    for wrong in ("", "jt_wrong"):
        assert ask(legacy("ping"), wrong)[0] == 401
    for scope in ("capture", "write"):
        assert ask(legacy("ping"), key_for(seeker, [scope], now))[0] == 403
    for row in ApiKey.objects.all():
        revoke_key(row, now=now)
    assert ask(legacy("ping"))[0] == 401
    client = Client()
    assert client.get("/mcp").status_code == 405
    assert client.delete("/mcp").status_code == 405


def test_requests_are_counted(ask: Ask, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    assert [ask(legacy("ping"))[0] for _time in range(3)] == [200, 200, 429]


def test_each_scope_has_its_tools(
    ask: Ask, tool: Callable[..., Any], seeker: User, now: datetime
) -> None:
    reads, suggests = (key_for(seeker, [scope], now) for scope in ("read", "suggest"))
    for secret, names in (
        (reads, ["today", "find_applications", "application", "explain", "draft_note"]),
        (suggests, ["propose"]),
    ):
        _status, answer = ask(legacy("tools/list"), secret)
        assert [each["name"] for each in answer["result"]["tools"]] == names
    refused = tool("propose", reads, kind="reply", company="Oatmill")
    assert refused["isError"]
    assert "suggest" in refused["content"][0]["text"]
    assert tool("today", suggests)["isError"]
    assert not Suggestion.objects.exists()


def test_tools_say_what_they_take_and_do(ask: Ask) -> None:
    _status, answer = ask(legacy("tools/list"))
    for each in answer["result"]["tools"]:
        assert each["inputSchema"]["type"] == "object"
        assert each["inputSchema"]["additionalProperties"] is False
        assert each["outputSchema"]["type"] == "object"
        assert each["annotations"]["readOnlyHint"] is (each["name"] != "propose")
        assert each["annotations"]["destructiveHint"] is False


@pytest.fixture
def search(
    seeker: User,
    now: datetime,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> dict[str, Any]:
    """An application with an interview that is over, and one that waits for an answer."""
    met = make_application("Kestrel Analytics", "Data Engineer", notes="sourdough")
    ana = make_contact("Ana Ortiz", company="Kestrel Analytics", email="ana@kestrel.example")
    make_interview(met, ana)
    fresh = make_application("Oatmill", "Miller", applied_at=now - timedelta(days=2))
    thanks = Reminder.objects.get(owner=seeker, rule="interview.thank_you")
    return {"met": met.pk, "fresh": fresh.pk, "thanks": thanks.pk, "ana": ana.pk}


def test_today_and_find(tool: Callable[..., Any], search: dict[str, Any]) -> None:
    today = tool("today")
    assert json.loads(today["content"][0]["text"]) == today["structuredContent"]
    cards = today["structuredContent"]["now"]["cards"]
    assert search["thanks"] in [each["reminder"] for each in cards]
    found = tool("find_applications", q="sourdough")["structuredContent"]
    assert [each["id"] for each in found["applications"]] == [search["met"]]
    one = tool("find_applications", stage=["applied"], limit=1)["structuredContent"]
    assert (len(one["applications"]), one["applications"][0]["company"]) == (1, "Oatmill")
    assert tool("find_applications", limit=1)["structuredContent"]["more"] is True
    assert tool("find_applications", limit=500)["isError"]


def test_an_application_whole(tool: Callable[..., Any], search: dict[str, Any]) -> None:
    found = tool("application", application=search["met"])["structuredContent"]
    assert found["application"]["company"]["name"] == "Kestrel Analytics"
    assert [each["what"] for each in found["timeline"]] == [
        "Interview with Ana Ortiz",
        "You applied",
    ]
    assert search["thanks"] in [each["id"] for each in found["reminders"]]


def test_why_and_why_not(tool: Callable[..., Any], search: dict[str, Any]) -> None:
    (one,) = tool("explain", reminder=search["thanks"])["structuredContent"]["reminders"]
    assert "Ana Ortiz" in one["reason"]["fact"]
    assert one["reason"]["due"]
    assert one["sources"][0]["says"]
    why = tool("explain", application=search["fresh"])["structuredContent"]
    (held,) = why["held_back"]
    assert held["fact"]
    assert held["until"]
    assert held["sources"]
    for arguments in ({}, {"reminder": search["thanks"], "application": search["met"]}):
        refused = tool("explain", **arguments)
        assert refused["isError"]
        assert "one of the two" in refused["content"][0]["text"]


def test_a_note_is_drafted_and_not_kept(tool: Callable[..., Any], search: dict[str, Any]) -> None:
    found = tool("draft_note", reminder=search["thanks"])["structuredContent"]
    assert (found["to"], found["email"]) == ("Ana Ortiz", "ana@kestrel.example")
    assert "Ana" in found["body"]
    assert found["subject"]
    assert found["checks"]
    assert found["kept"] is False
    asks = tool("draft_note", application=search["fresh"], purpose="status")["structuredContent"]
    assert "Miller" in asks["body"] + asks["subject"]
    assert asks["wait"]
    again = tool("draft_note", application=search["met"], purpose="thank_you")
    assert again["isError"]
    for wrong in ({}, {"application": search["met"]}, {"reminder": 999_999}):
        assert tool("draft_note", **wrong)["isError"]
    assert not NoteDraft.objects.exists()


def test_nothing_is_written_but_suggestions(
    tool: Callable[..., Any], search: dict[str, Any], seeker: User, now: datetime
) -> None:
    before = export_data(seeker, now=now)
    calls: dict[str, list[dict[str, Any]]] = {
        "today": [{}],
        "find_applications": [{}],
        "application": [{"application": search["met"]}],
        "explain": [{"application": search["met"]}, {"reminder": search["thanks"]}],
        "draft_note": [
            {"reminder": search["thanks"]},
            {"application": search["fresh"], "purpose": "status"},
        ],
        "propose": [
            {"kind": "rejection", "application": search["met"], "text": "By phone."},
            {"kind": "offer", "company": "Oatmill", "pay": 62000, "pay_currency": "GBP"},
            {"kind": "sent", "application": search["fresh"], "purpose": "status"},
        ],
    }
    assert set(calls) == {each.name for each in TOOLS}
    for name, each in calls.items():
        for arguments in each:
            result = tool(name, **arguments)
            assert result["isError"] is False, result
    after = export_data(seeker, now=now)
    laid = after.pop("received_files")
    assert [each["suggestion"]["state"] for each in laid] == ["waiting"] * 3
    assert before.pop("received_files") == []
    assert after == before


def test_a_strangers_are_not_there(
    tool: Callable[..., Any], search: dict[str, Any], stranger: User, now: datetime
) -> None:
    theirs = key_for(stranger, ["read", "suggest"], now)
    for name, arguments in (
        ("application", {"application": search["met"]}),
        ("explain", {"application": search["met"]}),
        ("explain", {"reminder": search["thanks"]}),
        ("draft_note", {"reminder": search["thanks"]}),
        ("draft_note", {"application": search["met"], "purpose": "status"}),
        ("propose", {"kind": "reply", "application": search["met"]}),
    ):
        refused = tool(name, theirs, **arguments)
        assert refused["isError"], name
        assert "Kestrel" not in json.dumps(refused)
    assert tool("find_applications", theirs)["structuredContent"]["applications"] == []
    assert not Suggestion.objects.exists()


def test_refusals_are_in_plain_words(tool: Callable[..., Any]) -> None:
    refused = tool("propose", kind="offer", company="Oatmill", at="2031-01-01T00:00:00Z", pay=-1)
    assert refused["isError"]
    assert refused["content"][0]["text"] == "pay: This must be 0 or more."
    refused = tool("propose", kind="reply", company="Oatmill", at="2031-01-01T00:00:00Z")
    assert refused["content"][0]["text"].startswith("at: This is still to come.")
    assert "You have nothing" in tool("application", application=5)["content"][0]["text"]


def test_the_settings_page_says_how_to_connect(
    key: str, seeker: User, seeker_client: Client, now: datetime, at_now: datetime, settings: Any
) -> None:
    key_for(seeker, ["capture"], now)
    page = seeker_client.get("/settings/assistants/").content.decode()
    assert f'value="{settings.SITE_URL}/mcp"' in page
    assert "claude mcp add --transport http jobtracker" in page
    assert page.count("row-title") == len(["tools"] * 5 + ["key"])
    assert key not in page
    assert "/settings/assistants/" in seeker_client.get("/settings/").content.decode()


def test_the_key_for_an_assistant_reads_and_proposes(seeker_client: Client) -> None:
    seeker_client.post("/account/reauthenticate/", {"password": PASSWORD})
    form = seeker_client.get("/settings/api-keys/new/?for=assistant").context["form"]
    assert form["scopes"].value() == ["read", "suggest"]
    form = seeker_client.get("/settings/api-keys/new/").context["form"]
    assert form["scopes"].value() == ["read"]
