"""Data of the interview page: when and where, with whom, and the debrief."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Lower

from accounts.access import get_owned_or_404
from accounts.models import User
from applications.countdown import countdown, lasts
from applications.models import Debrief, DebriefTopic, Document, Event, Interview, Message
from applications.services.employer_dates import employer_date_of, says_they_call
from references.models import Contact

FRESH = timedelta(days=2)


@dataclass
class InterviewPage:
    """Everything the page shows; ``now`` and all moments are aware."""

    interview: Interview
    user: User
    now: datetime

    @property
    def has_begun(self) -> bool:
        """Whether the interview has started."""
        return self.now >= self.interview.starts_at

    @property
    def took_place(self) -> bool:
        """Whether a debrief makes sense: it has started and was not cancelled."""
        return self.has_begun and self.interview.cancelled_at is None

    @property
    def is_fresh(self) -> bool:
        """Whether it ended recently enough to remember the words."""
        return self.now - self.interview.ends_at <= FRESH

    @property
    def is_call(self) -> bool:
        """Whether it is a phone screen: no body language is seen, and no team is met."""
        return self.interview.kind == Interview.Kind.PHONE_SCREEN

    @property
    def countdown(self) -> str:
        """The time until the interview, in words."""
        one = self.interview
        return countdown(one.starts_at, one.ends_at, self.now, self.user.zone)

    @property
    def lasts(self) -> str:
        """The duration, in words."""
        one = self.interview
        return lasts(int((one.ends_at - one.starts_at).total_seconds() // 60))

    @cached_property
    def there(self) -> datetime | None:
        """The start on the clock of the agreed time zone; naive, so templates do not convert it.

        None if that clock agrees with the seeker's.
        """
        own = self.interview.starts_at.astimezone(self.user.zone)
        there = self.interview.starts_at.astimezone(ZoneInfo(self.interview.time_zone))
        return None if there.utcoffset() == own.utcoffset() else there.replace(tzinfo=None)

    @property
    def there_name(self) -> str:
        """The city of the agreed time zone."""
        return self.interview.time_zone.rpartition("/")[2].replace("_", " ")

    @cached_property
    def people(self) -> list[Contact]:
        """The interviewers, by name."""
        return list(self.interview.interviewers.all())

    @cached_property
    def documents(self) -> list[Document]:
        """The files sent with the application; one query."""
        return list(self.interview.application.documents.all())

    @cached_property
    def debrief(self) -> Debrief | None:
        """The debrief, or None."""
        return getattr(self.interview, "debrief", None)

    @cached_property
    def topics(self) -> dict[int, str]:
        """What was discussed with each person, by the contact's key."""
        return {each.pk: getattr(each, "topic", None) or "" for each in self.people}

    @property
    def signs(self) -> list[str]:
        """The good signs noticed, in words."""
        named = dict(Debrief.Sign.choices)
        kept = self.debrief.positive_signs if self.debrief else []
        return [str(named[sign]) for sign in kept if sign in named]

    @cached_property
    def frame(self) -> Event | None:
        """The latest that they said about when to expect news."""
        until: datetime | None = getattr(self.interview, "next_starts_at", None)
        return employer_date_of(self.interview, self.statements, until)

    @property
    def they_call(self) -> bool:
        """Whether they said that they will call."""
        return says_they_call(self.frame, self.statements)

    @cached_property
    def statements(self) -> list[Event]:
        """The dates given in the application, and whether they will call."""
        return list(self.interview.application.events.all())


def page_of(user: User, pk: int, now: datetime) -> InterviewPage:
    """Return the page of one of ``user``'s interviews; five queries. Http404 if there is none."""
    return InterviewPage(get_owned_or_404(user, interviews(pk), pk=pk), user, now)


def interviews(pk: int) -> QuerySet[Interview]:
    """Interviews with everything that the page of the one with this key shows."""
    statements = Event.objects.filter(
        kind__in=(Event.Kind.TIMELINE_GIVEN, Event.Kind.NO_CONTACT_REQUESTED)
    )
    thanks = Message.objects.filter(purpose=Message.Purpose.THANK_YOU).defer("body")
    later = Interview.objects.filter(
        application=OuterRef("application"),
        starts_at__gt=OuterRef("starts_at"),
        cancelled_at=None,
    )
    soonest = Subquery(later.order_by("starts_at").values("starts_at")[:1])
    related = ("application__company", "application__owner", "debrief")
    rows = Interview.objects.select_related(*related).annotate(next_starts_at=soonest)
    return rows.prefetch_related(
        Prefetch("interviewers", people_of(pk)),
        Prefetch("application__events", statements),
        Prefetch("messages", thanks),
    )


def people_of(interview: int) -> QuerySet[Contact]:
    """People by name, each with what was discussed at this interview."""
    topics = DebriefTopic.objects.filter(contact=OuterRef("pk"), debrief__interview=interview)
    return Contact.objects.annotate(topic=Subquery(topics.values("text")[:1])).order_by(
        Lower("name")
    )
