"""/outbox/: emails that were not sent but stored, to be read in the browser.

Only with DEBUG on and no email configured; otherwise every URL here answers 404.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import wraps
from itertools import islice
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from jobtracker.mail.outbox_backend import SUFFIX, folder

SHOWN = 50
NAME = re.compile(r"[0-9a-f-]+")
HEAD = re.compile(r"<head\b[^>]*>|\A(?!.*<head\b)", re.IGNORECASE | re.DOTALL)
AROUND = '<base target="_top">'
# An email brings its own styles and may load nothing else.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
}


@dataclass(frozen=True, slots=True)
class Mail:
    """One email of the outbox; ``at`` is an aware datetime, or None if it has no date."""

    name: str
    subject: str
    to: str
    at: datetime | None
    text: str
    html: str
    headers: tuple[tuple[str, str], ...]


View = Callable[..., HttpResponse]


def is_open() -> bool:
    """Return whether emails are stored for the browser here instead of being sent."""
    return settings.DEBUG and not settings.EMAIL_CONFIGURED


def _outbox_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not is_open():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@never_cache
@_outbox_only
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the latest emails, newest first."""
    return render(request, "outbox/list.html", {"mails": list(_latest())})


@require_safe
@never_cache
@_outbox_only
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one email: its HTML in a frame, its text, and its headers."""
    return render(request, "outbox/mail.html", {"mail": _read(name)})


@require_safe
@never_cache
@csp(MAIL_POLICY)
@xframe_options_sameorigin
@_outbox_only
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Return the HTML of one email; its links open outside the frame."""
    return HttpResponse(HEAD.sub(rf"\g<0>{AROUND}", _read(name).html, count=1))


def _latest() -> Iterator[Mail]:
    names = sorted((path.stem for path in folder().glob(f"*{SUFFIX}")), reverse=True)
    return (_read(name) for name in islice(names, SHOWN))


def _read(name: str) -> Mail:
    path = folder() / f"{name}{SUFFIX}"
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    return _parse(path)


def _parse(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Mail(
        path.stem,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        at=parsedate_to_datetime(message["Date"]) if message["Date"] else None,
        text=_body(message, "plain"),
        html=_body(message, "html"),
        headers=tuple((key, str(value)) for key, value in message.items()),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""
