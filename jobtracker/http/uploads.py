"""How much a request may bring: no files, unless its view takes them, and never more than a bound.

Django writes an upload to a temporary file before any view runs, whoever sends it.
"""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from jobtracker.files import MEGABYTE
from jobtracker.http.charsets import ASGIApplication, Scope

View = TypeVar("View", bound=Callable[..., Any])
TAKEN, NUMBER = "bytes_taken", "files_taken"


def takes_file(most: int, number: int = 1) -> Callable[[View], View]:
    """Let whoever is signed in upload files of up to ``most`` bytes to a view, one unless said.

    Of a larger one, the view is given one byte too many, which it refuses with its own words. A
    request with a second file is answered 400; where more are taken, those beyond ``number`` are
    dropped, and the view tells of them.
    """

    def decorate(view: View) -> View:
        setattr(view, TAKEN, most)
        setattr(view, NUMBER, number)
        return view

    return decorate


def allow_file(request: HttpRequest, most: int) -> None:
    """Let a request whose sender is known by other means than a session bring such a file."""
    setattr(request, TAKEN, most)


def _room(request: HttpRequest | None) -> int:
    """How many bytes of a file may be kept."""
    allowed: int | None = getattr(request, TAKEN, None)
    if allowed is not None:
        return allowed + 1
    # A request that is refused before its reader is known has neither.
    user, match = getattr(request, "user", None), getattr(request, "resolver_match", None)
    if user is None or match is None or not user.is_authenticated:
        return 0
    most: int | None = getattr(match.func, TAKEN, None)
    return 0 if most is None else most + 1


def _number(request: HttpRequest | None) -> int:
    """How many files a request may have."""
    match = getattr(request, "resolver_match", None)
    number: int = getattr(match.func, NUMBER, 1) if match else 1
    return number


class BoundedUploadHandler(FileUploadHandler):
    """Keeps no more of an upload than its view takes; the rest is read and dropped."""

    files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, or skip it where none is taken."""
        super().new_file(*args, **kwargs)
        self.files += 1
        most = _number(self.request)
        if self.files > most > 1:
            raise SkipFile
        if self.files > most:
            raise TooManyFilesSent(f"more files than {self.files - 1}")
        self.room = _room(self.request)
        if not self.room:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass on what there is room for."""
        kept = raw_data[: self.room]
        self.room -= len(kept)
        return kept or None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


class RequestSizeMiddleware:
    """Answers 413 to a request that says it is larger than any of this site, before reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = 0
        with suppress(ValueError):
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size <= settings.LARGEST_REQUEST:
            return self.get_response(request)
        page = render_to_string("413.html", {"limit": settings.LARGEST_REQUEST // MEGABYTE})
        return HttpResponse(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def bounded_asgi(answer: ASGIApplication) -> ASGIApplication:
    """Answer 413 to requests by ASGI that send more: Django would store it all before it looks."""

    async def application(scope: Scope, receive: Any, send: Any) -> None:
        left: int = settings.LARGEST_REQUEST

        async def counted() -> dict[str, Any]:
            nonlocal left
            message: dict[str, Any] = await receive()
            left -= len(message.get("body", b""))
            return message if left >= 0 else {"type": "http.disconnect"}

        await answer(scope, counted, send)
        if left < 0:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            await send({"type": "http.response.start", "status": int(status), "headers": []})
            await send({"type": "http.response.body", "body": b""})

    return application
