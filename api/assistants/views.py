"""The address of the Model Context Protocol: one request, one answer, no sessions."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from api.assistants.catalogue import BY_NAME, TOOLS
from api.assistants.protocol import (
    INVALID_PARAMS,
    LEGACY,
    SUPPORTED,
    UNKNOWN_METHOD,
    Message,
    RpcError,
    check_modern,
    error_answer,
    read_message,
    result_answer,
)
from api.assistants.tools import call, listed
from api.http.auth import CHALLENGE, ApiRequest, needs
from api.http.problems import Problem, problem_answer
from api.main import api
from api.models import Scope

LET_IN = needs(Scope.READ, Scope.SUGGEST)
SERVER: Mapping[str, Any] = {"name": "jobtracker", "title": "Jobtracker", "version": "1"}
CAPABILITIES: Mapping[str, Any] = {"tools": {}}
KEPT_MS = 300_000
INSTRUCTIONS = (
    "Jobtracker keeps a person's job search and says which follow-up to send, to whom, when and"
    " why. Start with `today` or `find_applications`. You can't change anything: `propose` puts"
    " what happened into the person's Inbox, where they say yes or no. Never say that something was"
    " logged or sent."
)
Result = Mapping[str, Any]


@csrf_exempt
@require_POST
def mcp(request: HttpRequest) -> HttpResponse:
    """Answer one message of an assistant that has a key."""
    try:
        _let_in(request)
        message = read_message(request)
    except RpcError as error:
        return error_answer(error, error.id)
    except Problem as problem:
        return problem_answer(problem)
    if message is None or message.id is None:
        return HttpResponse(status=HTTPStatus.ACCEPTED)
    return _answer(cast(ApiRequest, request), message)


def _let_in(request: HttpRequest) -> None:
    """Raise Problem without a key, and for a page of another site: its name may lead here now."""
    own = urlsplit(settings.SITE_URL)
    if request.headers.get("Origin") not in (None, f"{own.scheme}://{own.netloc}"):
        raise Problem(403, _("Pages of other sites may not ask here."), title=_("Not from there"))
    if LET_IN(request) is None:
        raise Problem(401, _("Send a valid key: Authorization: Bearer jt_…"), headers=CHALLENGE)


def _answer(request: ApiRequest, message: Message) -> HttpResponse:
    try:
        if message.is_modern:
            check_modern(request, message)
        return result_answer(message, _method_of(message)(request, message), SERVER)
    except RpcError as error:
        return error_answer(error, message.id)
    except Exception as error:
        return api.on_exception(request, error)


def _method_of(message: Message) -> "Method":
    methods = MODERN_METHODS if message.is_modern else LEGACY_METHODS
    if message.method in methods:
        return methods[message.method]
    status = 404 if message.is_modern else 200
    raise RpcError(UNKNOWN_METHOD, f"Unknown method: {message.method[:100]}", status=status)


def _initialize(request: ApiRequest, message: Message) -> Result:
    wanted = message.params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in LEGACY else LEGACY[0],
        "capabilities": CAPABILITIES,
        "serverInfo": SERVER,
        "instructions": INSTRUCTIONS,
    }


def _discover(request: ApiRequest, message: Message) -> Result:
    about = {"capabilities": CAPABILITIES, "instructions": INSTRUCTIONS}
    return {"supportedVersions": SUPPORTED, **about, "ttlMs": KEPT_MS, "cacheScope": "private"}


def _ping(request: ApiRequest, message: Message) -> Result:
    return {}


def _list(request: ApiRequest, message: Message) -> Result:
    found = {"tools": listed(TOOLS, request.key)}
    return found | ({"ttlMs": KEPT_MS, "cacheScope": "private"} if message.is_modern else {})


def _call(request: ApiRequest, message: Message) -> Result:
    name, arguments = message.params.get("name"), message.params.get("arguments") or {}
    tool = BY_NAME.get(name) if isinstance(name, str) else None
    status = 400 if message.is_modern else 200
    if tool is None:
        raise RpcError(INVALID_PARAMS, f"Unknown tool: {str(name)[:100]}", status=status)
    if not isinstance(arguments, dict):
        raise RpcError(INVALID_PARAMS, "The arguments must be an object.", status=status)
    return call(tool, request, arguments)


Method = Callable[[ApiRequest, Message], Result]
MODERN_METHODS: Mapping[str, Method] = {
    "server/discover": _discover,
    "tools/list": _list,
    "tools/call": _call,
}
LEGACY_METHODS: Mapping[str, Method] = {
    "initialize": _initialize,
    "ping": _ping,
    "tools/list": _list,
    "tools/call": _call,
}
