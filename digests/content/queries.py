"""Everything that a batch of daily digests needs, in as many queries as one of them would take."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from digests.content.lines import DigestReminder, Names, Waiting, held_back, lines, names_in
from digests.content.meetings import Meeting, meetings
from digests.content.sections import DAYS_AHEAD, Clock, Content, build_sections, clock
from followups.client_messages import nudges_of

FAR_ENOUGH = timedelta(days=DAYS_AHEAD + 1)
MEETINGS_WITHIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Gathered:
    """One seeker's digest, sorted out, with the names of the people it speaks of."""

    owner: User
    at: Clock
    content: Content
    names: Names


def gather(owners: Collection[User], now: datetime) -> Mapping[int, Gathered]:
    """What each of ``owners`` is to be told at ``now`` (aware), by their keys; seven queries."""
    pks = [owner.pk for owner in owners]
    own: dict[int, list[DigestReminder]] = defaultdict(list)
    held: dict[int, list[Waiting]] = defaultdict(list)
    met: dict[int, list[Meeting]] = defaultdict(list)
    for line in lines(pks, now, now + FAR_ENOUGH):
        own[line.owner_id].append(line)
    for row in held_back(pks, now):
        held[row.owner_id].append(row)
    for meeting in meetings(pks, now, now + MEETINGS_WITHIN):
        met[meeting.owner_id].append(meeting)
    contents = {}
    for owner in owners:
        at = clock(now, owner)
        contents[owner.pk] = at, build_sections(at, own[owner.pk], held[owner.pk], met[owner.pk])
    for client, who, text in nudges_of(pks, now):
        contents[client][1].nudges.append((who, text))
    names = names_in(row for _, content in contents.values() for row in content.rows)
    return {owner.pk: Gathered(owner, *contents[owner.pk], names) for owner in owners}
