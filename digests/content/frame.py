"""The frame that every mail of ours has: a head, sections under their headings, a foot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext

from accounts.models import User
from digests.content.setter import Pair, Setter, joined
from digests.email import EmailContent, one_line
from digests.links import site_url, stop_url

BLANK_LINES = re.compile(r"\n(?: *\n)+")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the sections; ``beside`` is shown next to the subject in a list."""

    subject: str
    beside: str
    title: str
    lede: str = ""


def letter(put: Setter, owner: User, kind: str, head: Head, sections: Pair) -> EmailContent:
    """The whole mail."""
    subject = one_line(head.subject)
    lede = put.part("lede", lede=head.lede) if head.lede else Pair()
    stop_href = stop_url(owner.pk, kind)
    whole = put.around(
        "whole",
        {"sections": sections, "lede": lede},
        subject=subject,
        beside=head.beside,
        title=head.title,
        today_href=site_url("followups:today"),
        settings_href=site_url("accounts:settings"),
        stop_href=stop_href,
    )
    return EmailContent(subject, _tidy(whole.text), whole.html, stop_href)


def _tidy(text: str) -> str:
    """With one blank line where places that stayed empty left more."""
    return BLANK_LINES.sub("\n\n", text).strip() + "\n"


def section(put: Setter, title: str | Promise, pieces: Sequence[Pair], more: int = 0) -> Pair:
    """A heading and its pieces; nothing where there are none."""
    if not pieces:
        return Pair()
    rest = Pair()
    if more > 0:
        words = ngettext("and %(more)d more", "and %(more)d more", more) % {"more": more}
        rest = put.part("more", more=words, href=site_url("followups:today"))
    return put.around("section", {"pieces": joined([*pieces, rest])}, title=str(title))
