"""/outbox/: the mails that would have gone out, readable in the browser.

Only where DEBUG is on and no mail is configured: there they lie in files. Elsewhere it is not
there at all.
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
# A mail brings its own styles; it may do nothing else.
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
    """One mail of the outbox; ``at`` is an aware instant, where it names one."""

    name: str
    subject: str
    to: str
    at: datetime | None
    text: str
    html: str
    headers: tuple[tuple[str, str], ...]


View = Callable[..., HttpResponse]


def is_open() -> bool:
    """Whether mails are kept for the browser here instead of going out."""
    return settings.DEBUG and not settings.EMAIL_CONFIGURED


def _where_mail_is_kept(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not is_open():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@never_cache
@_where_mail_is_kept
def outbox(request: HttpRequest) -> HttpResponse:
    """The latest mails, the newest first."""
    return render(request, "outbox/list.html", {"mails": list(_latest())})


@require_safe
@never_cache
@_where_mail_is_kept
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its HTML in a frame, its text, and its headers."""
    return render(request, "outbox/mail.html", {"mail": _read(name)})


@require_safe
@never_cache
@csp(MAIL_POLICY)
@xframe_options_sameorigin
@_where_mail_is_kept
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of one mail, as a mail program would show it; its links open around the frame."""
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
