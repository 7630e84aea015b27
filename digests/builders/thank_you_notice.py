"""The email after an interview: whom to thank, each with a link to a draft."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from accounts.reading import reading_as
from digests.builders.items import about, formatter_for, item, render_rows
from digests.builders.sections import AFTER_TALK
from digests.email import EmailContent, Mail, Section, Write, render
from digests.models import Digest
from digests.queries import DigestReminder, Names, lines, names_in

DEBRIEF = "interview.debrief"


def build_notices(digests: Sequence[Digest], now: datetime) -> Mapping[int, Write]:
    """Return a function per notice that renders it, by the digests' keys; two queries."""
    owed: dict[str, list[DigestReminder]] = defaultdict(list)
    owners = {digest.owner_id for digest in digests}
    for line in lines(owners, now, now):
        if line.rule in AFTER_TALK and not line.is_asleep(now):
            owed[f"i{line.interview_id}"].append(line)
    names = names_in(line for talk in owed.values() for line in talk)
    return {
        digest.pk: partial(notice, digest.owner, owed[digest.about], names, now)
        for digest in digests
    }


def notice(
    owner: User, owed: Sequence[DigestReminder], names: Names, now: datetime
) -> EmailContent | None:
    """The notice of one interview; None if everybody is thanked and the debrief is written."""
    if not owed:
        return None
    with reading_as(owner):
        tell = partial(item, voice=formatter_for(owner, names, now), now=now)
        thanks = [line for line in owed if line.rule != DEBRIEF]
        debriefs = [line for line in owed if line.rule == DEBRIEF]
        sections = [
            Section(_("Say thank you"), render_rows(thanks, tell, now), "cards"),
            Section(_("While it is fresh"), render_rows(debriefs, tell, now), "cards"),
        ]
        left = [*thanks, *debriefs]
        if not left:
            return None
        subject, lede = _subject(thanks, debriefs), _lede(left[0], thanks)
        mail = Mail(subject, _("How did it go?"), sections, lede=lede)
        return render(Digest.Kind.NOTICE, mail, owner)


def _subject(thanks: Sequence[DigestReminder], debriefs: Sequence[DigestReminder]) -> str:
    if not thanks:
        return _("Write down how it went (%(company)s)") % {"company": debriefs[0].company}
    people = [line.contact for line in thanks if line.contact]
    whom = get_text_list(people, pgettext("Ana and Bo", "and")) or _("your interviewer")
    return _("Thank %(people)s (%(company)s)") % {"people": whom, "company": thanks[0].company}


def _lede(first: DigestReminder, thanks: Sequence[DigestReminder]) -> str:
    said = _("Your talk about %(about)s is over.") % {"about": about(first.title, first.company)}
    if not thanks:
        return said
    advice = (
        _("Short, personal, and to each their own letter: recall what you talked about.")
        if len(thanks) > 1
        else _("Keep it short, and recall something you talked about.")
    )
    return f"{said} {advice}"
