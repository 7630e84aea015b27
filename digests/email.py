"""A digest as a mail, rendered from ``templates/digests/mail/``: for each kind one HTML, one text.

Its headers let it be ended in one click, and its id makes it known again. Its templates, and no
others, are in the language of Jinja2: mails go out by the thousand, and Django's own templates
take three times as long.
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
    """Words and where they lead."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a mail speaks of, in words; its section says which of them are shown."""

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
    """A heading and its items, shown by ``_<looks>.html`` and ``_<looks>.txt``."""

    title: str
    items: Sequence[Item]
    looks: str
    is_late: bool = False
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """All that a mail says; ``preheader`` is shown next to the subject in a list of mails."""

    subject: str
    title: str
    sections: Sequence[Section]
    preheader: str = ""
    lede: str = ""


class EmailContent(NamedTuple):
    """What a mail says: its subject in one line, its text, its HTML, and where one ends it."""

    subject: str
    text: str
    html: str
    stop_href: str


Write = Callable[[], EmailContent | None]
"""What writes a letter; None from it means that there is nothing to say."""


def environment(**options: Any) -> Environment:
    """The engine of mails: it escapes values in HTML alone, and refuses names it does not know."""
    options |= {"autoescape": _is_html, "undefined": StrictUndefined}
    made = Environment(**options)  # noqa: S701
    made.globals.update(_=gettext, styled=styled)
    return made


@cache
def styled(names: str) -> SafeString:
    """The attributes ``class`` and ``style`` of an element: ``{{ styled("card late") }}``."""
    style = " ".join(STYLES[name] for name in names.split())
    return format_html('class="{}" style="{}"', names, style)


def _is_html(template: str | None) -> bool:
    return template is None or template.endswith(".html")


def render(kind: str, mail: Mail, owner: User, **extra: object) -> EmailContent:
    """The whole mail of a kind, in the active language; sections without items are left out."""
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
    """With one blank line where what was left out made more of them."""
    return BLANK_LINES.sub("\n\n", text).strip() + "\n"


def message(digest: Digest, owner: User, letter: EmailContent) -> EmailMultiAlternatives:
    """The mail of a digest. Its Message-ID is made from the seeker and the day alone."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[owner.email],
        headers=headers(digest, letter.stop_href),
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail


def headers(digest: Digest, stop_href: str) -> dict[str, str]:
    """What tells mail programs how to end it in one click (RFC 8058), and not to answer it."""
    return {
        "Message-ID": message_id(digest.owner_id, digest.kind, digest.day, digest.about),
        "List-Unsubscribe": f"<{stop_href}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
