"""Rows to facts: complete, scoped, and in a constant number of queries."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications import services
from followups.planning.collect import collect
from followups.planning.replan import replan
from followups.timing import facts as f
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference


def test_facts_are_complete(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    make_reference: MakeReference,
    seeker: User,
    now: datetime,
) -> None:
    application = make_application(interest=5)
    ana, joan = make_contact("Ana"), make_reference()
    interview = make_interview(application, ana)
    services.debrief_interview(interview, fields={}, topics={ana: "Charts"}, now=now)
    message = services.record_message(
        seeker,
        "thank_you",
        at=now.replace(microsecond=123456),
        token=uuid4(),
        now=now,
        application=application,
        contact=ana,
        interview=interview,
    )
    services.record_event(
        application, "timeline_given", at=now, token=uuid4(), now=now, news_by=now.date()
    )
    services.record_event(
        application, "reference_chosen", at=now, token=uuid4(), now=now, reference=joan
    )
    services.record_event(application, "note", at=now, token=uuid4(), now=now, text="Nice foyer")
    facts = collect(seeker, [application.pk]).applications[application.pk]
    assert facts
    assert facts.interest == 5
    assert str(facts.timezone) == "Europe/London"
    kinds = sorted(type(event).__name__ for event in facts.events)
    assert kinds == [
        "Applied",
        "Debriefed",
        "Interview",
        "MessageSent",
        "ReferenceChosen",
        "TimelineGiven",
    ]
    sent = next(event for event in facts.events if isinstance(event, f.MessageSent))
    assert sent == f.MessageSent(
        f"m{message.pk}", now, f.Purpose.THANK_YOU, f"c{ana.pk}", f"i{interview.pk}"
    )
    assert [reference.id for reference in facts.references] == [f"r{joan.pk}"]


def test_nobody_elses_facts(
    make_application: MakeApplication, seeker: User, stranger: User
) -> None:
    theirs = make_application(owner=stranger)
    assert collect(seeker, [theirs.pk]).applications == {}


def test_archived_ones_have_no_facts(
    make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    application = make_application()
    services.archive(seeker, [application.pk], now=now)
    assert collect(seeker, None).applications == {application.pk: None}


def story(
    make_application: MakeApplication, make_interview: MakeInterview, contact: object, now: datetime
) -> None:
    application = make_application()
    make_interview(application, contact)
    services.record_event(application, "employer_reply", at=now, token=uuid4(), now=now)


def test_queries_do_not_grow_with_applications(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seeker: User,
    now: datetime,
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            replan(seeker.pk, None, now=now + timedelta(minutes=1))
        return len(queries)

    ana = make_contact()
    story(make_application, make_interview, ana, now)
    few = cost()
    for _ in range(12):
        story(make_application, make_interview, ana, now)
    assert cost() == few
