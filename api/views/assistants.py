"""The settings page on which an assistant is connected."""

import json
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import owned_by
from accounts.decorators import Request, signed_in
from api.models import ApiKey, Scope

SCOPES = (Scope.READ, Scope.SUGGEST)
KEY = "jt_…"


class Offer(NamedTuple):
    """What an assistant can do, in words for the person."""

    label: str
    about: str
    only_reads: bool = True


class Example(NamedTuple):
    """How one kind of program is told of the address."""

    id: str
    label: str
    text: str


@require_safe
@signed_in
def show(request: Request) -> HttpResponse:
    """What assistants can do, how to connect one, and which keys let one in."""
    keys = owned_by(request.user, ApiKey.objects.live(request.now))
    context = {
        "section": "accounts:settings",
        "now": request.now,
        "address": _address(),
        "tools": _offers(),
        "examples": examples(KEY),
        "keys": [key for key in keys if any(key.may(scope) for scope in SCOPES)],
    }
    return render(request, "api/assistants/assistants.html", context)


def _offers() -> list[Offer]:
    return [
        Offer(_("Say what's due today"), _("Follow-ups, interviews and decisions that wait.")),
        Offer(_("Find and read your applications"), _("With their timeline and reminders.")),
        Offer(
            _("Explain a reminder"),
            _("The facts, the dates, and the advice it rests on; or why there is none yet."),
        ),
        Offer(_("Draft a note"), _("With our checks. Nothing is saved or sent.")),
        Offer(
            _("Propose what happened"),
            _("An interview, a reply or a note you sent, for you to confirm in the Inbox."),
            only_reads=False,
        ),
    ]


def examples(key: str) -> list[Example]:
    """How programs are told of the address, and of a key."""
    address = _address()
    server: dict[str, Any] = {
        "type": "http",
        "url": address,
        "headers": {"Authorization": f"Bearer {key}"},
    }
    add = f"claude mcp add --transport http jobtracker {address}"
    command = f'{add} --header "Authorization: Bearer {key}"'
    others = _("Claude Code, Cursor and others, as JSON")
    return [
        Example("as-command", _("Claude Code, in a terminal"), command),
        Example("as-json", others, _json("mcpServers", server)),
        Example("as-vs-code", _("VS Code, in mcp.json"), _json("servers", server)),
    ]


def _address() -> str:
    return f"{settings.SITE_URL}{reverse('api:mcp')}"


def _json(name: str, server: dict[str, Any]) -> str:
    return json.dumps({name: {"jobtracker": server}}, indent=2, ensure_ascii=False)
