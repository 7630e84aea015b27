"""The frame that every mail of ours has: a head, sections under their headings, a foot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from accounts.models import User
from followups.digests.letters import Letter, one_line
from followups.digests.lines import Names
from followups.digests.pieces import Pair, Setter
from followups.digests.quick_voice import QuickVoice
from followups.mail_acts import site_url, stop_url
from followups.wording.voice import Voice
from jobtracker.press import sheet

EMPTIED_LINE = re.compile(r"\n +(?=\n)")
BLANK_LINES = re.compile(r"\n{3,}")
HTML, TEXT = "emails/digest.html", "emails/digest.txt"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the sections; ``beside`` is shown next to the subject in a list."""

    subject: str
    beside: str
    title: str
    lede: str = ""


def setter(voice: Voice) -> Setter:
    """Sets mails in the active language for one reader."""
    return Setter(sheet(HTML), sheet(TEXT), voice)


def voice_of(owner: User, names: Names, now: datetime) -> Voice:
    """How names and days are said to ``owner``."""
    return QuickVoice(names, owner.zone, now.astimezone(owner.zone).year, now)


def letter(put: Setter, owner: User, kind: str, head: Head, sections: Pair) -> Letter:
    """The whole mail."""
    subject = one_line(head.subject)
    lede = put.part("lede", lede=head.lede) if head.lede else Pair()
    whole = put.around(
        "whole",
        {"sections": sections, "lede": lede},
        subject=subject,
        beside=head.beside,
        title=head.title,
        today_href=site_url("followups:today"),
        settings_href=site_url("accounts:settings"),
        stop_href=stop_url(owner.pk, kind),
    )
    return Letter(subject, _tidy(whole.text), whole.html)


def _tidy(text: str) -> str:
    """Without the lines that a place left empty, and with one blank line where there are more."""
    return BLANK_LINES.sub("\n\n", EMPTIED_LINE.sub("\n", text)).strip() + "\n"


def section(put: Setter, title: str, pieces: Sequence[Pair], more: int = 0) -> Pair:
    """A heading and its pieces; nothing where there are none."""
    if not pieces:
        return Pair()
    rest = Pair()
    if more > 0:
        words = ngettext("and %(more)d more", "and %(more)d more", more) % {"more": more}
        rest = put.part("more", more=words, href=site_url("followups:today"))
    return put.around("section", {"pieces": put.each(pieces) + rest}, title=title)
