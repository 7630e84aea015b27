"""Loads the demo: a seeker in the middle of a search, a coach and a stranger."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.deletion import delete_account
from accounts.models import User
from demo.caseload import grant_coach, load_caseload
from demo.closed_applications import CLOSED
from demo.days import Days
from demo.documents import create_documents
from demo.factory import DemoFactory
from demo.mails import receive_mails
from demo.open_applications import ALONE, OPEN
from demo.people import people
from followups.models import Reminder
from followups.planning.replan import replan
from followups.services import mark_done

ZONE = "Europe/London"
COUNTRY, REGION, CURRENCY = "GB", "ENG", "GBP"
SEEKER = "robin@demo.example"
COACH = "coach@demo.example"
STRANGER = "sam@demo.example"
PASSWORD = "follow-up-well"  # noqa: S105  (the demo's, which is public)


@transaction.atomic
def load(*, now: datetime, caseload: int = 0) -> User:
    """Create the demo's three users and the seeker's search, as of ``now``.

    The seeker is a client of the coach, who gets ``caseload`` more clients.
    """
    for user in User.objects.filter(email__in=(SEEKER, COACH, STRANGER)):
        delete_account(user)
    seeker = _person(SEEKER, "Robin Hale")
    coach = _person(COACH, "Morgan Ellis", is_coach=True)
    stranger = _person(STRANGER, "Sam Oyelaran")
    _create_search(seeker, now)
    days = days_of(stranger, now)
    DemoFactory(stranger, days).application(
        "Harbour Analytics", "Data Analyst", days.at(-4, "10:00")
    )
    replan(stranger.pk, None, now=now)
    grant_coach(seeker, coach, {"sees_notes": True}, now=now)
    if caseload:
        load_caseload(coach, caseload, password=seeker.password, now=now)
    return seeker


def _person(email: str, name: str, **more: bool) -> User:
    home = {"time_zone": ZONE, "country": COUNTRY, "region": REGION, "currency": CURRENCY}
    user = User.objects.create_user(email, PASSWORD, name=name, **home, **more)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def days_of(user: User, now: datetime) -> Days:
    """Return the calendar of a user of the demo."""
    return Days(now, user.zone, user.country, user.region)


def _create_search(seeker: User, now: datetime) -> None:
    factory = DemoFactory(seeker, days_of(seeker, now))
    who = people(factory)
    for closed in CLOSED:
        closed(factory)
    for scenario in OPEN:
        scenario(factory, who)
    for alone in ALONE:
        alone(factory)
    create_documents(factory)
    replan(seeker.pk, None, now=now)
    for reminder in Reminder.objects.filter(
        owner=seeker, rule="interview.prepare", opens_at__lt=now
    ):
        mark_done(reminder, now=now)
    receive_mails(seeker, factory.days)
