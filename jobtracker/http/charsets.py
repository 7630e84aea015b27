"""Content types that Django cannot decode by are replaced before it reads a request.

It decodes the query by the charset that a request names, while it builds the request: a charset
such as ``base64``, which is no text's, would end in the server's own error page.
"""

import codecs
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

Scope = dict[str, Any]
ASGIApplication = Callable[[Scope, Any, Any], Awaitable[None]]
UNREADABLE = "unreadable"
"""Stands in place of every charset but UTF-8; no codec is called so."""


def readable_type(sent: str) -> str:
    """Return the content type; without its parameters if it names another charset than UTF-8.

    Of the names that UTF-8 goes by, Django knows one in forms: the others are replaced by it.
    """
    try:
        kind, parameters = parse_header_parameters(sent)
        charset = parameters.get("charset", "utf-8")
    except (LookupError, ValueError):
        return f"application/octet-stream; charset={UNREADABLE}"
    if charset.lower() == "utf-8":
        return sent
    if not _is_utf_8(charset):
        return f"{kind}; charset={UNREADABLE}"
    return "; ".join(
        [kind, *(_quoted(*each) for each in {**parameters, "charset": "utf-8"}.items())]
    )


def _is_utf_8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _quoted(name: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{escaped}"'


def readable(answer: WSGIApplication) -> WSGIApplication:
    """Answer requests by WSGI, whatever charset they name."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = readable_type(environ.get("CONTENT_TYPE", ""))
        return answer(environ, start_response)

    return application


def readable_asgi(answer: ASGIApplication) -> ASGIApplication:
    """Answer requests by ASGI, whatever charset they name."""

    async def application(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = [_readable_header(*each) for each in scope["headers"]]
            scope = {**scope, "headers": headers}
        await answer(scope, receive, send)

    return application


def _readable_header(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    if name.lower() != b"content-type":
        return name, value
    return name, readable_type(value.decode("latin-1")).encode("latin-1")
