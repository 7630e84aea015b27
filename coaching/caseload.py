"""The caseload: which clients need help first, and why, in a constant number of queries.

Reads only the pipeline and the reminders, which every grant includes.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import clients_of, live_grants
from accounts.digest_times import is_resting
from accounts.models import CoachGrant, User
from applications.models import Application, Event, Interview, Message
from applications.models.application import CLOSED_STAGES
from applications.models.interview import STANDING
from coaching.triage import KINDS, Need, NeedKind
from digests.builders.items import formatter_for, render_rows, why
from digests.queries import DigestReminder, Names, lines, names_in
from followups.wording.formatter import Formatter
from jobtracker.templatetags.dates import day, days_until
from notes.thank_yous import RULES as THANKS

REFERENCES = ("references.line_up", "reference.ask", "reference.reconfirm")
STATUS = "status."
IDLE = timedelta(days=7)
SOON = timedelta(days=3)
BEFORE = timedelta(days=7)
"""References are checked if an interview is at most this far away."""


@dataclass(slots=True)
class Client:
    """One client in the caseload, with their needs; none while the search rests.

    ``rests_until`` is the day on which a resting search goes on.
    """

    user: User
    grant: CoachGrant
    needs: list[Need] = field(default_factory=list)
    open: int = 0
    last_at: datetime | None = None
    next_interview: datetime | None = None
    rests_until: date | None = None

    @property
    def weight(self) -> int:
        """The sum of the needs' weights, which orders the caseload."""
        return sum(need.weight for need in self.needs)

    @property
    def cells(self) -> list[Need | None]:
        """The needs in the order of the columns, None for a kind without one."""
        by_kind = {need.kind.name: need for need in self.needs}
        return [by_kind.get(name) for name in KINDS]


@dataclass(slots=True)
class _Rows:
    """The rows of all clients, by the client's primary key."""

    lines: dict[int, list[DigestReminder]]
    interviews: dict[int, list[tuple[datetime, str]]]
    last: dict[int, datetime]
    open: dict[int, int]
    names: Names


def caseload(coach: User, now: datetime) -> list[Client]:
    """Return every client of ``coach`` at ``now`` (aware), those who need help most first.

    What fell due before the client could be told is no need: they decide on it in bulk.
    """
    grants = list(live_grants(coach, now).select_related("seeker"))
    rows = _read([grant.seeker_id or 0 for grant in grants], now)
    clients = [_client(grant, rows, now) for grant in grants]
    clients.sort(key=lambda each: (-each.weight, str(each.user).casefold(), each.user.pk))
    return clients


def _read(pks: Sequence[int], now: datetime) -> _Rows:
    own: dict[int, list[DigestReminder]] = defaultdict(list)
    for line in lines(pks, now, now + timedelta(seconds=1)):
        if not (line.is_asleep(now) or line.catch_up):
            own[line.owner_id].append(line)
    interviews: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    coming = Interview.objects.filter(
        STANDING, owner__in=pks, ends_at__gte=now, starts_at__lt=now + BEFORE
    )
    fields = ("owner", "starts_at", "application__company__name")
    for owner, starts, company in coming.order_by("starts_at", "pk").values_list(*fields):
        interviews[owner].append((starts, company))
    named = (line for line in chain.from_iterable(own.values()) if line.rule in _NAMED)
    return _Rows(own, interviews, _last(pks, now), _open(pks), names_in(named))


_NAMED = (*THANKS, *REFERENCES)


def _last(pks: Sequence[int], now: datetime) -> dict[int, datetime]:
    """Return when something last happened for each client."""
    parts = (
        _newest(Event.objects.all(), "application__owner", "at", pks, now),
        _newest(Message.objects.all(), "owner", "at", pks, now),
        _newest(Application.objects.all(), "owner", "created_at", pks, now),
        _talks(pks, now),
    )
    last: dict[int, datetime] = {}
    for owner, at in chain.from_iterable(parts):
        last[owner] = max(at, last.get(owner, at))
    return last


def _talks(pks: Sequence[int], now: datetime) -> Iterable[tuple[int, datetime]]:
    """Return when interviews were arranged, held, cancelled and written about, in one query."""
    rows = Interview.objects.filter(owner__in=pks).order_by().values_list("owner")
    found = rows.annotate(
        arranged=Max("arranged_at", filter=Q(arranged_at__lte=now)),
        held=Max("ends_at", filter=Q(ends_at__lte=now, cancelled_at=None)),
        cancelled=Max("cancelled_at", filter=Q(cancelled_at__lte=now)),
        written=Max("debrief__at", filter=Q(debrief__at__lte=now)),
    )
    return [(owner, at) for owner, *moments in found for at in moments if at]


def _newest(
    rows: QuerySet[Any], owner: str, at: str, pks: Sequence[int], now: datetime
) -> Iterable[tuple[int, datetime]]:
    """Return the newest time of each owner that is not ahead."""
    past = rows.filter(**{f"{owner}__in": pks, f"{at}__lte": now})
    newest: Iterable[tuple[int, datetime]] = (
        past.order_by().values_list(owner).annotate(newest=Max(at))
    )
    return newest


def _open(pks: Sequence[int]) -> dict[int, int]:
    rows = Application.objects.filter(owner__in=pks, archived_at=None)
    rows = rows.exclude(stage__in=CLOSED_STAGES)
    return dict(rows.order_by().values_list("owner").annotate(Count("pk")))


def _client(grant: CoachGrant, rows: _Rows, now: datetime) -> Client:
    user = grant.seeker
    if user is None:
        raise ValueError("a live grant without a seeker")
    interviews = rows.interviews.get(user.pk, [])
    client = Client(user, grant, open=rows.open.get(user.pk, 0), last_at=rows.last.get(user.pk))
    client.next_interview = interviews[0][0] if interviews else None
    client.rests_until = rests_until(user, now)
    if client.rests_until:
        return client
    client.needs = _needs(client, rows, now)
    return client


def _needs(client: Client, rows: _Rows, now: datetime) -> list[Need]:
    pk = client.user.pk
    own, interviews = rows.lines.get(pk, []), rows.interviews.get(pk, [])
    needs = (
        _thanks(own, formatter_for(client.user, rows.names, now), now),
        _silent(own, now),
        _references(own, interviews, now),
        _idle(client, now),
        _coming(interviews, now),
    )
    return [need for need in needs if need]


def rests_until(user: User, now: datetime) -> date | None:
    """Return the day until which the search of ``user`` rests; None if it does not."""
    return user.resting_until if is_resting(user, now) else None


def _thanks(own: Iterable[DigestReminder], formatter: Formatter, now: datetime) -> Need | None:
    late = [line for line in own if line.rule in THANKS and line.is_overdue(now)]
    whys = render_rows(late, lambda line: why(line, formatter), now, most=1)
    if not late:
        return None
    people = ", ".join(line.contact for line in late[:3] if line.contact)
    form = _("%(company)s: %(people)s, due %(day)s") if people else _("%(company)s, due %(day)s")
    first = late[0]
    reason = form % {"company": first.company, "people": people, "day": day(first.due_at)}
    return Need(KINDS["thanks"], len(late), reason, whys[0])


def _silent(own: Iterable[DigestReminder], now: datetime) -> Need | None:
    may_ask = [line for line in own if line.rule.startswith(STATUS) and not line.optional]
    if not may_ask:
        return None
    first = min(may_ask, key=lambda line: line.opens_at)
    reason = _("%(company)s: a note is allowed since %(day)s") % {
        "company": first.company,
        "day": day(first.opens_at),
    }
    return Need(KINDS["silent"], len(may_ask), reason)


def _references(
    own: Iterable[DigestReminder], interviews: Sequence[tuple[datetime, str]], now: datetime
) -> Need | None:
    missing = [line for line in own if line.rule in REFERENCES]
    if not missing or not interviews:
        return None
    reason = _("%(what)s, before %(company)s on %(day)s") % {
        "what": missing[0].heading,
        "company": interviews[0][1],
        "day": day(interviews[0][0]),
    }
    return Need(KINDS["references"], len(missing), reason)


def _idle(client: Client, now: datetime) -> Need | None:
    if client.last_at and now - client.last_at < IDLE:
        return None
    if client.last_at is None:
        return Need(KINDS["idle"], 1, _("Nothing has been written down yet"))
    days = (now - client.last_at).days
    form = ngettext("%(n)d day, since %(day)s", "%(n)d days, since %(day)s", days)
    return Need(KINDS["idle"], days, form % {"n": days, "day": day(client.last_at)})


def _coming(interviews: Sequence[tuple[datetime, str]], now: datetime) -> Need | None:
    soon = [interview for interview in interviews if interview[0] < now + SOON]
    if not soon:
        return None
    reason = _("%(company)s, %(when)s") % {
        "company": soon[0][1],
        "when": days_until(soon[0][0], now),
    }
    return Need(KINDS["coming"], len(soon), reason)


def matching(clients: Iterable[Client], query: str) -> list[Client]:
    """Return the clients whose name or email contains ``query``, ignoring case."""
    wanted = query.strip().casefold()
    return [
        each
        for each in clients
        if wanted in str(each.user).casefold() or wanted in each.user.email.casefold()
    ]


def in_programme(coach: User, programme: str, now: datetime) -> set[int]:
    """Return the keys of the coach's clients in a programme of which the coach is a member."""
    if not programme.isdecimal() or len(programme) > 18:
        return set()
    shared = Q(memberships__programme=int(programme), memberships__role="seeker")
    is_member = coach.memberships.filter(programme=int(programme)).exists()
    return (
        set(clients_of(coach, now).filter(shared).values_list("pk", flat=True))
        if is_member
        else set()
    )


def of_kind(clients: Iterable[Client], kind: NeedKind | None) -> list[Client]:
    """Return the clients with a need of this kind; all of them if it is None."""
    return [
        each for each in clients if kind is None or any(need.kind is kind for need in each.needs)
    ]
