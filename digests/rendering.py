"""Digests rendered from ``templates/digests/mail/``: for each kind one HTML and one text.

These templates, and no others, are in the language of Jinja2: mails go out by the thousand, and
Django's own templates take three times as long.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from jinja2 import Environment, StrictUndefined

from accounts.models import User
from digests.email import EmailContent, one_line
from digests.links import site_url, stop_url
from digests.mail_styles import styled

ENGINE = "mails"
"""The name of the template engine in the settings."""
BLANK_LINES = re.compile(r"\n(?: *\n)+")


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


def environment(**options: Any) -> Environment:
    """The engine of mails: it escapes values in HTML alone, and refuses names it does not know."""
    options |= {"autoescape": _is_html, "undefined": StrictUndefined}
    made = Environment(**options)  # noqa: S701
    made.globals.update(_=gettext, styled=styled)
    return made


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


def _tidy(text: str) -> str:
    """With one blank line where what was left out made more of them."""
    return BLANK_LINES.sub("\n\n", text).strip() + "\n"
