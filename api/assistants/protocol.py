"""Messages of the Model Context Protocol: JSON-RPC 2.0, one in each request, no sessions.

Two eras are spoken. Clients of ``MODERN`` versions say with each request which version they speak,
in its ``_meta`` and in headers; those of ``LEGACY`` ones begin with ``initialize``.
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse

from api.http.body import json_of
from api.http.problems import Problem

MODERN = ("2026-07-28",)
LEGACY = ("2025-11-25", "2025-06-18")
SUPPORTED = (*MODERN, *LEGACY)
PREFIX = "io.modelcontextprotocol/"
VERSION, CAPABILITIES, SERVER = (
    f"{PREFIX}{name}" for name in ("protocolVersion", "clientCapabilities", "serverInfo")
)
PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMS = -32700, -32600, -32601, -32602
HEADER_MISMATCH, UNSUPPORTED_VERSION = -32020, -32022
ENCODED_FROM, ENCODED_TO = "=?base64?", "?="
Json = Mapping[str, Any]


class RpcError(Exception):
    """An error as JSON-RPC tells it; ``status`` is that of the HTTP answer."""

    def __init__(self, code: int, message: str, *, status: int = 400, data: Any = None) -> None:
        super().__init__(message)
        self.code, self.message, self.status, self.data = code, message, status, data
        self.id: str | int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A request, or without an ``id``, a notification."""

    method: str
    params: Json
    id: str | int | None
    is_modern: bool


def read_message(request: HttpRequest) -> Message | None:
    """Return the message in a request; None for an answer, which this server asks nobody for.

    Raises RpcError for what is no message, or of a version that is not spoken here.
    """
    found = _parsed(request)
    try:
        return _message(request, found)
    except RpcError as error:
        error.id = _id_of(found)
        raise


def _id_of(found: Any) -> str | int | None:
    """Return the id of what may be no message; None where there is none that could be answered."""
    key = found.get("id") if isinstance(found, dict) else None
    return key if isinstance(key, str | int) and not isinstance(key, bool) else None


def _message(request: HttpRequest, found: Any) -> Message | None:
    if not isinstance(found, dict) or found.get("jsonrpc") != "2.0":
        raise RpcError(INVALID_REQUEST, "Send one JSON-RPC 2.0 message in each request.")
    method, params, key = found.get("method"), found.get("params", {}), found.get("id")
    if method is None and ("result" in found or "error" in found):
        return None
    if not isinstance(method, str) or not isinstance(params, dict):
        raise RpcError(INVALID_REQUEST, "A message has a method, and params that are an object.")
    if "id" in found and (isinstance(key, bool) or not isinstance(key, str | int)):
        raise RpcError(INVALID_REQUEST, "An id is a text or a whole number.")
    return Message(method, params, key, is_modern=_is_modern(request, method, params))


def _parsed(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise RpcError(INVALID_REQUEST, "Send application/json.", status=415)
    try:
        return json_of(request.body)
    except Problem as problem:
        raise RpcError(PARSE_ERROR, str(problem.detail)) from None


def _is_modern(request: HttpRequest, method: str, params: Json) -> bool:
    said = request.headers.get("MCP-Protocol-Version", "")
    meta = params.get("_meta")
    is_modern = isinstance(meta, dict) and VERSION in meta
    if is_modern:
        return True
    if said in MODERN and method != "initialize":
        raise RpcError(INVALID_PARAMS, f"_meta must hold {VERSION}.")
    if said and said not in SUPPORTED:
        raise unsupported(said)
    return False


def unsupported(version: Any) -> RpcError:
    """Return the error about a version that is not spoken here."""
    data = {"supported": SUPPORTED, "requested": version}
    return RpcError(UNSUPPORTED_VERSION, "Unsupported protocol version", data=data)


def check_modern(request: HttpRequest, message: Message) -> None:
    """Raise RpcError where the metadata of a modern request is wrong, or its headers differ."""
    meta = message.params["_meta"]
    version = meta[VERSION]
    _check_header(request, "MCP-Protocol-Version", version)
    if version not in MODERN:
        raise unsupported(version)
    if not isinstance(meta.get(CAPABILITIES), dict):
        raise RpcError(INVALID_PARAMS, f"_meta must hold {CAPABILITIES}.")
    _check_header(request, "Mcp-Method", message.method)
    if message.method == "tools/call":
        _check_header(request, "Mcp-Name", message.params.get("name"))


def _check_header(request: HttpRequest, name: str, value: Any) -> None:
    sent = request.headers.get(name)
    if sent is None or _decoded(sent) != value:
        text = f"Header mismatch: {name} must be there, and be the same as in the body."
        raise RpcError(HEADER_MISMATCH, text)


def _decoded(sent: str) -> str | None:
    if not (sent.startswith(ENCODED_FROM) and sent.endswith(ENCODED_TO)):
        return sent
    try:
        inside = sent.removeprefix(ENCODED_FROM).removesuffix(ENCODED_TO)
        return b64decode(inside, validate=True).decode()
    except ValueError:
        return None


def result_answer(message: Message, result: Json, server: Json) -> JsonResponse:
    """Return the answer with the result of a request."""
    told = {**result}
    if message.is_modern:
        told = {"resultType": "complete", **told, "_meta": {SERVER: server}}
    return JsonResponse({"jsonrpc": "2.0", "id": message.id, "result": told})


def error_answer(error: RpcError, key: str | int | None = None) -> JsonResponse:
    """Return the answer with an error.

    It has no id where none could be read: MCP knows no null there, as JSON-RPC alone would.
    """
    told: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.data is not None:
        told["data"] = error.data
    known = {} if key is None else {"id": key}
    return JsonResponse({"jsonrpc": "2.0", **known, "error": told}, status=error.status)
