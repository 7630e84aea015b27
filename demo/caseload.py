"""The demo's caseload: many clients of one coach, each at a different point of their search."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import uuid5

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import Membership, Programme, User
from accounts.services import grants
from applications.models import Event
from demo.days import Days
from demo.factory import NAMESPACE, DemoFactory
from followups.planning.replan import defer_replan, replan

Kind, Result = Event.Kind, Event.Result
LONG_AGO = timedelta(days=90)
PROGRAMME = "Riverside Career Centre"
FIRST = (
    "Amara Ben Carla Dmitri Elif Farah Goran Hana Ivo Jana Kofi Lena Mateo Nadia Omar "
    "Petra Quinn Rosa Stefan Tilda Uma Viktor Wen Xenia Yusuf Zoe Aled Brigid Callum Dina"
)
LAST = (
    "Okoye Fischer Marsh Petrov Demir Aziz Novak Sato Horvat Kral Mensah Berg Ruiz Haddad "
    "Farouk Lang Doyle Silva Weber Holm Rao Sorin Zhang Pappas Kaya Moreau Pugh Nolan Reid "
    "Shah"
)
COMPANIES = (
    "Alder Foods",
    "Beacon Rail",
    "Cedar Health",
    "Dune Software",
    "Ember Studios",
    "Foxglove Press",
    "Gable Homes",
    "Heron Marine",
    "Iris Optics",
    "Jetty Logistics",
    "Kestrel Bank",
    "Linden Schools",
)
TITLES = ("Analyst", "Project Manager", "Nurse Educator", "Engineer", "Buyer", "Copywriter")
PEOPLE = ("Iris Vance", "Noor Patel", "Tom Adeyemi", "Lucia Brandt", "Jonas Eek", "Mei Tan")
SCOPES: Sequence[dict[str, bool]] = (
    {},
    {"sees_notes": True},
    {"sees_notes": True, "sees_pay": True},
    {"sees_notes": True, "sees_pay": True, "sees_documents": True, "sees_contacts": True},
)


class DemoClient:
    """Creates one client's search; ``number`` varies the details."""

    def __init__(self, factory: DemoFactory, number: int) -> None:
        self.factory, self.number = factory, number
        self.at = factory.days.at

    def company(self, offset: int = 0) -> str:
        """Return the name of a company."""
        return COMPANIES[(self.number * 5 + offset) % len(COMPANIES)]

    def title(self) -> str:
        """Return a job title."""
        return TITLES[self.number % len(TITLES)]

    def person(self, offset: int = 0) -> str:
        """Return the name of someone at the company."""
        return PEOPLE[(self.number + offset) % len(PEOPLE)]

    def unthanked(self) -> None:
        """Interviewed by one or two people some days ago, none of them thanked."""
        application = self.factory.application(self.company(), self.title(), self.at(-14, "10:00"))
        names = [self.person(offset) for offset in range(1 + self.number % 2)]
        met = [self.factory.contact(name, self.company()) for name in names]
        application.interview(self.at(-6, "09:00"), self.at(-2, "11:00"), 60, *met)

    def silent(self) -> None:
        """One to three applications without an answer for weeks."""
        for offset in range(1 + self.number % 3):
            applied = self.at(-16 - offset, "09:30")
            application = self.factory.application(self.company(1 + offset), self.title(), applied)
            application.event(Kind.CONFIRMATION, self.at(-16 - offset, "09:31"))

    def meets_soon(self) -> None:
        """An interview in the next days, and no reference asked."""
        company = self.company(4)
        application = self.factory.application(company, self.title(), self.at(-9, "13:00"))
        who = self.factory.contact(self.person(2), company)
        soonest = 1 if self.at(1, "14:00") > self.factory.days.now else 2
        starts = self.at(soonest + self.number % 3, "14:00")
        application.interview(self.at(-2, "10:00"), starts, 45, who)

    def promised(self) -> None:
        """The employer said when they will decide."""
        application = self.factory.application(self.company(5), self.title(), self.at(-12, "15:00"))
        application.event(Kind.CONFIRMATION, self.at(-12, "15:01"))
        news = self.factory.days.day(6)
        application.event(Kind.TIMELINE_GIVEN, self.at(-3, "12:00"), news_by=news)

    def offered(self) -> None:
        """An offer."""
        application = self.factory.application(self.company(6), self.title(), self.at(-20, "11:00"))
        application.event(Kind.EMPLOYER_REPLY, self.at(-6, "10:00"))
        application.event(Kind.OUTCOME, self.at(-2, "16:00"), result=Result.OFFER)

    def fresh(self) -> None:
        """One or two applications in the last days."""
        for offset in range(1 + self.number % 2):
            applied = self.at(-1 - offset, "10:00")
            application = self.factory.application(self.company(7 + offset), self.title(), applied)
            application.event(Kind.CONFIRMATION, self.at(-1 - offset, "10:01"))

    def gone_quiet(self) -> None:
        """A rejection two weeks ago, one application after it, and nothing since."""
        application = self.factory.application(self.company(9), self.title(), self.at(-24, "10:00"))
        application.event(Kind.OUTCOME, self.at(-10, "10:00"), result=Result.REJECTED)
        late = self.factory.application(self.company(10), self.title(), self.at(-6, "18:00"))
        late.event(Kind.CONFIRMATION, self.at(-6, "18:01"))


Scenario = Callable[[DemoClient], None]
N = DemoClient
MOMENTS: Sequence[Sequence[Scenario]] = (
    (N.fresh, N.promised),
    (N.silent, N.fresh),
    (N.gone_quiet,),
    (N.meets_soon, N.fresh),
    (N.promised, N.fresh),
    (N.unthanked, N.silent),
    (N.offered, N.fresh),
    (N.silent, N.promised),
    (N.fresh,),
    (N.gone_quiet, N.promised),
    (N.meets_soon, N.silent),
    (N.promised,),
    (N.unthanked, N.meets_soon, N.fresh),
)
"""The scenarios of each client, in turn; most are fine, some need a call."""


@transaction.atomic
def load_caseload(coach: User, size: int, *, password: str, now: datetime) -> list[User]:
    """Create ``size`` clients of ``coach``, in a programme that the coach leads.

    They are planned as of long ago first, so that they were told in time what is overdue now.
    """
    programme, _ = Programme.objects.get_or_create(name=PROGRAMME)
    _member(programme, coach, Membership.Role.LEAD)
    with defer_replan(now=now - LONG_AGO):
        clients = [_client(coach, number, password, now) for number in range(size)]
    for client in clients:
        replan(client.pk, None, now=now)
    for client in clients[::2]:
        _member(programme, client, Membership.Role.SEEKER)
    return clients


def _member(programme: Programme, person: User, role: str) -> None:
    Membership.objects.get_or_create(programme=programme, person=person, defaults={"role": role})


def _client(coach: User, number: int, password: str, now: datetime) -> User:
    first, last = FIRST.split(), LAST.split()
    shift = number // len(first)
    name = f"{first[number % len(first)]} {last[(number * 7 + shift) % len(last)]}"
    email = f"client{number + 1}@demo.example"
    User.objects.filter(email=email).delete()
    client = User.objects.create(
        email=email, name=name, time_zone=coach.time_zone, password=password
    )
    EmailAddress.objects.create(user=client, email=email, verified=True, primary=True)
    demo_client = DemoClient(DemoFactory(client, Days(now, client.zone)), number)
    for scenario in MOMENTS[number % len(MOMENTS)]:
        scenario(demo_client)
    grant_coach(client, coach, SCOPES[number % len(SCOPES)], now=now)
    return client


def grant_coach(client: User, coach: User, scopes: dict[str, bool], *, now: datetime) -> None:
    """Give the coach access to a client of the demo for the usual time."""
    token = uuid5(NAMESPACE, f"{client.email}/{coach.email}/{now.timestamp()}")
    grants.invite_coach(client, coach.email, choice=scopes, token=token, now=now)
    grants.accept_as_coach(coach, token, now=now)
