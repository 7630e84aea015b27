"""The weekly email to a coach: who moved, who is stuck, who got an offer."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access_log import log_list_access
from accounts.digest_times import latest_caseload, next_caseload
from accounts.models import AccessLog, User
from accounts.reading import reading_as
from applications.models import Event
from coaching.caseload import Client, caseload
from digests.builders.figures import Figures, figures
from digests.builders.items import more_link, render_rows
from digests.claims import Schedule
from digests.email import EmailContent, Item, Mail, Section, Write, render
from digests.links import site_url
from digests.models import Digest

WEEK = timedelta(days=7)
MOST = 12
STUCK = ("thanks", "silent", "references", "idle")
SCHEDULE = Schedule(Digest.Kind.CASELOAD, "next_caseload_at", latest_caseload, next_caseload)


@dataclass(frozen=True, slots=True)
class Week:
    """A coach's clients over the last seven days."""

    clients: Sequence[Client]
    figures: Mapping[int, Figures]
    offers: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def moved(self) -> list[tuple[Client, Figures]]:
        """The clients with applications, answers or interviews."""
        weeks = ((each, self.figures.get(each.user.pk, Figures())) for each in self.clients)
        return [
            (each, week)
            for each, week in weeks
            if week.applications or week.answers or week.interviews
        ]

    @property
    def stuck(self) -> list[Client]:
        """The clients who need help, those who need it most first."""
        return [
            each for each in self.clients if any(need.kind.name in STUCK for need in each.needs)
        ]


def build_caseloads(digests: Sequence[Digest], now: datetime) -> Mapping[int, Write]:
    """Return the functions that write a batch of weekly emails, by the digests' keys."""
    return {digest.pk: partial(weekly, digest.owner, now) for digest in digests}


def week_of(coach: User, now: datetime) -> Week:
    """Return the last seven days of the clients of ``coach`` at ``now`` (aware)."""
    clients = caseload(coach, now)
    pks = [each.user.pk for each in clients]
    offers: dict[int, list[str]] = defaultdict(list)
    rows = Event.objects.filter(
        application__owner__in=pks,
        kind=Event.Kind.OUTCOME,
        result=Event.Result.OFFER,
        at__gt=now - WEEK,
        at__lte=now,
    )
    fields = ("application__owner", "application__company__name")
    for owner, company in rows.order_by("at", "pk").values_list(*fields):
        offers[owner].append(company)
    return Week(clients, figures(pks, now), offers)


def weekly(coach: User, now: datetime) -> EmailContent | None:
    """Write one coach's email and log it for each client; None without clients."""
    with reading_as(coach):
        week = week_of(coach, now) if coach.is_coach else Week((), {})
        if not week.clients:
            return None
        mail = Mail(_subject(week), _("Your clients’ week"), _sections(week, now))
        written = render(Digest.Kind.CASELOAD, mail, coach)
    log_list_access(coach, (each.user for each in week.clients), AccessLog.What.MAIL, now=now)
    return written


def _subject(week: Week) -> str:
    stuck, offers = len(week.stuck), sum(map(len, week.offers.values()))
    parts = [ngettext("%(n)d client needs you", "%(n)d clients need you", stuck) % {"n": stuck}]
    if offers:
        parts.append(ngettext("%(n)d offer", "%(n)d offers", offers) % {"n": offers})
    return _("Your clients’ week: %(said)s") % {"said": ", ".join(parts)}


class _Row(NamedTuple):
    """A client, and the function that gives the reason they are listed."""

    client: Client
    why: Callable[[], str]

    @property
    def named(self) -> str:
        """The client, for the log."""
        return f"client {self.client.user.pk}"


def _sections(week: Week, now: datetime) -> list[Section]:
    clients = {each.user.pk: each for each in week.clients}
    offers = [_Row(clients[pk], partial(", ".join, own)) for pk, own in week.offers.items()]
    stuck = [_Row(each, partial(_why, each)) for each in week.stuck]
    moved = [_Row(each, partial(_counts, own)) for each, own in week.moved]
    parts = ((_("Got an offer"), offers), (_("Stuck"), stuck), (_("Moved"), moved))
    return [_section(*part, now) for part in parts]


def _section(title: str, rows: list[_Row], now: datetime) -> Section:
    items = render_rows(rows, _item, now, MOST)
    more = more_link(len(rows) - MOST, "coach:index")
    return Section(title, items, "waiting", more=more)


def _item(row: _Row) -> Item:
    user = row.client.user
    href = site_url("coach:accounts_user_change", user.pk)
    return Item(href, about=str(user), why=row.why())


def _why(client: Client) -> str:
    return "; ".join(
        f"{need.kind.title}: {need.reason}" for need in client.needs if need.kind.name in STUCK
    )


def _counts(week: Figures) -> str:
    counts = (
        (week.applications, ngettext("%(n)d application", "%(n)d applications", week.applications)),
        (week.answers, ngettext("%(n)d answer", "%(n)d answers", week.answers)),
        (week.interviews, ngettext("%(n)d interview", "%(n)d interviews", week.interviews)),
    )
    return ", ".join(words % {"n": count} for count, words in counts if count)
