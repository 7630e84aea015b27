"""Digests as emails, rendered from ``templates/digests/mail/``: HTML and text for each kind.

An email carries unsubscribe headers and a Message-ID that is the same on each attempt. Only these
templates use Jinja2: emails go out by the thousand, and Django's templates take three times as
long.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from jinja2 import Environment, StrictUndefined

from accounts.models import User
from digests.links import site_url, stop_url
from digests.models import Digest
from jobtracker.mail.connection import message_id

ENGINE = "mails"
"""The name of the template engine in the settings."""
BLANK_LINES = re.compile(r"\n(?: *\n)+")
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
HEADING_FONT = "'Iowan Old Style', Palatino, Georgia, serif"
WHEN = "margin: 4px 0 0; font-size: 14px; font-variant-numeric: tabular-nums;"
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "whole": "margin: 0; padding: 0; background: #f7f6f2; color: #1d2220;"
        f" -webkit-text-size-adjust: 100%; font-family: {FONT}; font-size: 16px; line-height: 1.5;",
        "preheader": "display: none; max-height: 0; overflow: hidden;",
        "page": "background: #f7f6f2;",
        "column": "width: 100%; max-width: 560px; text-align: left;",
        "head": "padding: 32px 20px 4px;",
        "body": "padding: 0 20px;",
        "foot": "padding: 20px 20px 40px; font-size: 13px; color: #626860;",
        "foot-line": "margin: 0;",
        "foot-link": "color: #626860;",
        "title": f"margin: 0; font-family: {HEADING_FONT}; font-size: 28px; line-height: 1.2;"
        " font-weight: 600;",
        "heading": "margin: 28px 0 8px; font-size: 13px; line-height: 1.4; font-weight: 600;"
        " letter-spacing: .04em; text-transform: uppercase; color: #626860;",
        "lede": "margin: 6px 0 0; color: #4b524d;",
        "card": "width: 100%; background: #ffffff; border: 1px solid #e4e1d8; border-radius: 10px;"
        " border-collapse: separate; margin: 0 0 10px;",
        "late": "border-left: 4px solid #b3261e;",
        "figures": "table-layout: fixed; margin: 16px 0 0;",
        "card-in": "padding: 14px 16px;",
        "what": "margin: 0; font-size: 17px; line-height: 1.35; font-weight: 600;",
        "what-link": "color: #1d2220; text-decoration: none;",
        "about": "margin: 0; font-size: 14px; color: #626860;",
        "why": "margin: 8px 0 0;",
        "when": f"{WHEN} color: #4b524d;",
        "when-late": f"{WHEN} color: #b3261e; font-weight: 600;",
        "main-act": "margin: 12px 0 0;",
        "button": "display: inline-block; padding: 7px 14px; border-radius: 8px;"
        " background: #1b6350; color: #ffffff; font-weight: 600; line-height: 1.4;"
        " text-decoration: none;",
        "acts": "margin: 8px 0 0; font-size: 14px; line-height: 2;",
        "act": "color: #1b6350; white-space: nowrap;",
        "dot": "color: #858277;",
        "row": "padding: 10px 0; border-bottom: 1px solid #e4e1d8;",
        "row-what": "margin: 0; font-weight: 600;",
        "row-why": "margin: 0; font-size: 15px; color: #4b524d;",
        "row-acts": "margin: 2px 0 0; font-size: 14px; line-height: 1.8;",
        "questions": "margin: 8px 0 0; padding: 0 0 0 20px; font-size: 15px; color: #4b524d;",
        "more": "margin: 0; padding: 10px 0 0; font-size: 14px;",
        "more-link": "color: #1b6350;",
        "figure": "width: 20%; padding: 12px 2px; text-align: center; vertical-align: top;",
        "number": "font-size: 28px; line-height: 1.1; font-weight: 600;"
        " font-variant-numeric: tabular-nums;",
        "label": "font-size: 12px; color: #626860;",
    }
)
"""What each class looks like in the light; ``_dark.html`` says what changes in the dark.

Styles stand at each element, as many mail programs read no style sheet.
"""


class Link(NamedTuple):
    """A label and its URL."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """The texts of one item in an email; the look of its section decides which are shown."""

    href: str
    what: str = ""
    about: str = ""
    why: str = ""
    when: str = ""
    where: str = ""
    main: Link | None = None
    acts: Sequence[Link] = ()
    choices_href: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its items, rendered by ``_<looks>.html`` and ``_<looks>.txt``."""

    title: str
    items: Sequence[Item]
    looks: str
    is_late: bool = False
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """The content of an email; ``preheader`` is shown next to the subject in the inbox."""

    subject: str
    title: str
    sections: Sequence[Section]
    preheader: str = ""
    lede: str = ""


class EmailContent(NamedTuple):
    """The content of an email: subject (one line), text, HTML, and unsubscribe URL."""

    subject: str
    text: str
    html: str
    stop_href: str


Write = Callable[[], EmailContent | None]
"""Renders an email; None means there is nothing to send."""


def environment(**options: Any) -> Environment:
    """The Jinja2 environment: autoescapes HTML templates only, and rejects unknown names."""
    options |= {"autoescape": _is_html, "undefined": StrictUndefined}
    jinja = Environment(**options)  # noqa: S701
    jinja.globals.update(_=gettext, styled=styled)
    return jinja


@cache
def styled(names: str) -> SafeString:
    """The attributes ``class`` and ``style`` of an element: ``{{ styled("card late") }}``."""
    style = " ".join(STYLES[name] for name in names.split())
    return format_html('class="{}" style="{}"', names, style)


def _is_html(template: str | None) -> bool:
    return template is None or template.endswith(".html")


def render(kind: str, mail: Mail, owner: User, **extra: object) -> EmailContent:
    """Render an email in the active language; sections without items are left out."""
    subject = one_line(mail.subject)
    stop_href = stop_url(owner.pk, kind)
    context = {
        "language": get_language(),
        "mail": mail,
        "subject": subject,
        "sections": [section for section in mail.sections if section.items],
        "today_href": site_url("followups:today"),
        "settings_href": site_url("accounts:settings"),
        "stop_href": stop_href,
        **extra,
    }
    html = render_to_string(f"{kind}.html", context, using=ENGINE)
    text = render_to_string(f"{kind}.txt", context, using=ENGINE)
    return EmailContent(subject, _tidy(text), html, stop_href)


def one_line(text: str) -> str:
    """A subject without line breaks."""
    return " ".join(text.split())


def _tidy(text: str) -> str:
    """Collapse blank lines left by omitted parts."""
    return BLANK_LINES.sub("\n\n", text).strip() + "\n"


def message(digest: Digest, owner: User, content: EmailContent) -> EmailMultiAlternatives:
    """The mail of a digest. Its Message-ID is made from the seeker and the moment it was due."""
    mail = EmailMultiAlternatives(
        subject=content.subject,
        body=content.text,
        to=[owner.email],
        headers=headers(digest, content.stop_href),
    )
    mail.attach_alternative(content.html, "text/html")
    return mail


def headers(digest: Digest, stop_href: str) -> dict[str, str]:
    """Headers for one-click unsubscribe (RFC 8058), and against automatic replies."""
    due = int(digest.due_at.timestamp())
    return {
        "Message-ID": message_id(digest.owner_id, digest.kind, due, digest.about),
        "List-Unsubscribe": f"<{stop_href}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
