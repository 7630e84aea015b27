"""What falls into a rest although nobody reminds of it: interviews, closing dates, answers due."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Event, Interview, Stage
from applications.models.interview import STANDING
from jobtracker.templatetags.dates import day


def dates_within(owner: User, until: date, now: datetime) -> list[str]:
    """Return, soonest first, what happens from ``now`` (aware) until the rest's last day."""
    found = [*_interviews(owner, until, now), *_closing(owner, until, now)]
    found += _answers(owner, until, now)
    return [words for _at, words in sorted(found)]


Dated = Iterator[tuple[date, str]]


def _interviews(owner: User, until: date, now: datetime) -> Dated:
    end = datetime.combine(until, time(), owner.zone)
    rows = owned_by(owner, Interview).filter(STANDING, starts_at__gte=now, starts_at__lt=end)
    for starts, company in rows.values_list("starts_at", "application__company__name"):
        words = _("the interview at %(company)s on %(day)s")
        local = starts.astimezone(owner.zone)
        yield local.date(), words % {"company": company, "day": day(local.date())}


def _closing(owner: User, until: date, now: datetime) -> Dated:
    today = now.astimezone(owner.zone).date()
    rows = owned_by(owner, Application).filter(
        stage=Stage.SAVED, archived_at=None, closes_on__gte=today, closes_on__lt=until
    )
    for closes, company in rows.values_list("closes_on", "company__name"):
        if closes:
            words = _("the closing date of %(company)s on %(day)s")
            yield closes, words % {"company": company, "day": day(closes)}


def _answers(owner: User, until: date, now: datetime) -> Dated:
    """The days by which open offers are to be answered; the newest of an application counts."""
    today = now.astimezone(owner.zone).date()
    rows = owned_by(owner, Event).filter(
        result=Event.Result.OFFER,
        application__stage=Stage.OFFER,
        application__archived_at=None,
    )
    fields = ("application", "answer_by", "application__company__name")
    rows = rows.order_by("at", "pk")
    newest = {pk: (by, company) for pk, by, company in rows.values_list(*fields)}
    for by, company in newest.values():
        if by and today <= by < until:
            words = _("the answer to %(company)s by %(day)s")
            yield by, words % {"company": company, "day": day(by)}
