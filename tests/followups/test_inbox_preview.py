"""What the Inbox says that a yes would change is what it changes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview
from followups.inbox_preview import changes, difference
from followups.models import Reminder
from followups.services import dismiss
from followups.state import live
from followups.timing.plan import Planned
from inbox.answers import Answer
from inbox.keys import digest, event_key
from inbox.models import CalendarLink, ReceivedFile, Suggestion
from inbox.services.answer import accept
from jobtracker.reading.people import Person
from references.models import Contact, Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview

NOW = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)
"""Thursday."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PRIYA, OLA = Person("Priya Nair", "", "priya@new.example"), Person("Ola Danso")
ANA = Person("Ana Ruiz", "", "ana@harbour.example")

Make = Callable[..., Any]


def suggestion(owner: User, answer: Answer, holds: bool = True) -> Suggestion:
    """One that waits, and holds as long as it has an application."""
    number = ReceivedFile.objects.count()
    file = ReceivedFile.objects.create(
        owner=owner, key=digest(str(number)), way="upload", format="mail", arrived_at=NOW,
        read_at=NOW, delete_at=NOW + 30 * DAY,
    )  # fmt: skip
    is_held = holds and answer.application and answer.kind != "sent"
    row = Suggestion.objects.create(
        owner=owner, file=file, kind=answer.kind, application=answer.application, at=answer.at,
        holds_until=NOW + 10 * DAY if is_held else None, matched_by="choice",
    )  # fmt: skip
    if answer.application:
        services.base.send_facts_changed(owner.pk, [answer.application.pk], NOW)
    return row


Line = tuple[str, str, datetime, datetime | None]


def shown(application: Application | None) -> Counter[Line]:
    """The reminders that are shown now, the optional ones left out."""
    rows = Reminder.objects.filter(live(NOW), application=application, optional=False)
    names = dict(Contact.objects.values_list("pk", "name"))
    people: dict[int | None, str] = {None: "", **names}
    references = dict(Reference.objects.values_list("pk", "contact__name"))
    return Counter(
        (
            row.rule,
            references.get(row.reference_id or 0, "") or people[row.contact_id],
            row.opens_at,
            row.due_at,
        )
        for row in rows
        if row.lapses_at is None or row.lapses_at >= NOW
    )


def planned(owner: User, rows: dict[str, Planned]) -> Counter[Line]:
    """The reminders of a preview, in the same form."""
    contacts = {f"c{pk}": name for pk, name in Contact.objects.values_list("pk", "name")}
    references = Reference.objects.values_list("pk", "contact__name")
    names = {**contacts, **{f"r{pk}": name for pk, name in references}}
    new = {f"new {each.email}": each.name for each in (PRIYA, ANA)}
    new |= {f"new {each.name.lower()}": each.name for each in (OLA, ANA)}
    return Counter(
        (each.rule, (names | new)[each.to] if each.to else "", each.opens_at, each.due_at)
        for each in rows.values()
    )


@pytest.fixture
def ana(make_contact: MakeContact) -> Contact:
    return make_contact("Ana Ruiz", company="Harbour Analytics", email="ana@harbour.example")


@pytest.fixture
def begin(
    make_application: MakeApplication, make_interview: MakeInterview, make_reference: Make,
    ana: Contact,
) -> Make:  # fmt: skip
    """Makes an application in one of several states."""

    def event(application: Application, kind: str, before: timedelta, **more: Any) -> None:
        services.record_event(application, kind, at=NOW - before, now=NOW, token=uuid4(), **more)

    def coming(application: Application) -> Interview:
        starts = {"starts_at": NOW + 3 * DAY, "arranged_at": NOW - DAY}
        return make_interview(application, ana, **starts)

    def link(found: Interview) -> None:
        CalendarLink.objects.create(
            owner=found.owner, key=event_key("u1"), sequence=1, interview=found, sent_at=NOW - DAY
        )

    def met(application: Application) -> Interview:
        return make_interview(application, ana, starts_at=NOW - 5 * HOUR)

    def asked(application: Application) -> None:
        event(application, "references_requested", 4 * HOUR)
        event(application, "reference_chosen", HOUR, reference=make_reference())

    steps: dict[str, tuple[Callable[[Application], Any], ...]] = {
        "saved": (),
        "applied": (),
        "screened": (
            lambda row: make_interview(row, starts_at=NOW - 3 * DAY, kind="phone_screen"),
        ),
        "interviewed": (met,),
        "coming": (coming,),
        "cancelled": (
            lambda row: services.cancel_interview(coming(row), at=NOW - HOUR, now=NOW),
        ),
        "known event": (lambda row: link(coming(row)),),
        "offer": (met, lambda row: event(row, "outcome", 2 * HOUR, result="offer")),
        "rejected": (lambda row: event(row, "outcome", HOUR, result="rejected"),),
        "closed long ago": (
            lambda row: event(row, "outcome", 5 * DAY, result="rejected"),
        ),
        "withdrawn long ago": (
            met, lambda row: event(row, "outcome", 3 * DAY, result="withdrawn"),
        ),
        "sent again": (
            lambda row: event(row, "outcome", 9 * DAY, result="rejected"),
            lambda row: event(row, "applied", 5 * DAY),
        ),
        "archived": (
            lambda row: services.archive(row.owner, [row.pk], now=NOW),
        ),
        "rejected after interview": (
            met, lambda row: event(row, "outcome", HOUR, result="rejected"),
        ),
        "asked for references": (met, asked),
        "promised": (
            lambda row: event(row, "timeline_given", 3 * DAY, news_by=date(2026, 4, 1)),
        ),
    }  # fmt: skip

    def make(state: str) -> Application:
        applied_at = None if state == "saved" else NOW - 20 * DAY
        application = make_application(applied_at=applied_at, referred_by=ana)
        for step in steps[state]:
            step(application)
        return application

    return make


STATES = (
    "saved", "applied", "screened", "interviewed", "coming", "cancelled", "known event", "offer",
    "rejected", "closed long ago", "withdrawn long ago", "sent again", "archived",
    "rejected after interview", "asked for references", "promised",
)  # fmt: skip
AT = NOW - 2 * HOUR
MEETING = Answer(
    "interview_invitation", AT, starts_at=NOW + 6 * DAY, ends_at=NOW + 6 * DAY + HOUR,
    time_zone="Europe/London", people=(PRIYA, OLA), uid="u1", sequence=2,
)  # fmt: skip
LOOP = replace(
    MEETING,
    others=(
        replace(MEETING, uid="u3", people=(OLA,), starts_at=NOW + 6 * DAY + 2 * HOUR,
                ends_at=NOW + 6 * DAY + 3 * HOUR),
        replace(MEETING, uid="u4", people=(ANA,), starts_at=NOW + 3 * DAY,
                ends_at=NOW + 3 * DAY + HOUR),
    ),
)  # fmt: skip
NOTE = Answer("sent", AT, recipient=ANA, purpose="status")
ANSWERS: dict[str, Answer] = {
    "confirmation": Answer("confirmation", AT),
    "old confirmation": Answer("confirmation", NOW - 20 * DAY - HOUR),
    "too old confirmation": Answer("confirmation", NOW - 25 * DAY),
    "rejection": Answer("rejection", AT),
    "offer": Answer("offer", AT, answer_by=date(2026, 3, 25)),
    "offer of the past": Answer("offer", AT, answer_by=date(2026, 3, 10)),
    "references": Answer("references_requested", AT),
    "news by": Answer("timeline_given", AT, news_by=date(2026, 4, 3)),
    "ask on": Answer("timeline_given", AT, ask_on=date(2026, 5, 4)),
    "no date": Answer("timeline_given", AT),
    "do not ask": Answer("no_contact_requested", AT),
    "do not ask until": Answer("no_contact_requested", AT, news_by=date(2026, 4, 3)),
    "reply": Answer("reply", AT),
    "old reply": Answer("reply", NOW - 10 * DAY),
    "invitation": MEETING,
    "invitation, no people": replace(MEETING, people=(), uid="", sequence=0),
    "known person": replace(MEETING, people=(replace(ANA, email=""),), uid="u2"),
    "old version": replace(MEETING, sequence=0),
    "screen": replace(MEETING, interview_kind="phone_screen", people=(PRIYA,)),
    "choice of times": replace(MEETING, starts_at=None, ends_at=None),
    "late invitation": replace(
        MEETING, at=NOW - 9 * DAY, starts_at=NOW - 2 * DAY, ends_at=NOW - 2 * DAY + HOUR, uid="u9"
    ),
    "loop": LOOP,
    "loop moved": replace(LOOP, kind="interview_rescheduled"),
    "loop cancelled": replace(LOOP, kind="interview_cancelled", starts_at=NOW + 3 * DAY),
    "moved": replace(MEETING, kind="interview_rescheduled"),
    "moved from": replace(
        MEETING, kind="interview_rescheduled", uid="", before=NOW + 3 * DAY, is_end_known=False
    ),
    "moved on its day": replace(
        MEETING, kind="interview_rescheduled", uid="", is_time_known=False,
        starts_at=datetime(2026, 3, 22, 9, tzinfo=UTC),
        ends_at=datetime(2026, 3, 22, 17, tzinfo=UTC),
    ),
    "no new time": replace(
        MEETING, kind="interview_rescheduled", starts_at=None, ends_at=None, before=NOW + 3 * DAY
    ),
    "cancelled": replace(MEETING, kind="interview_cancelled", starts_at=NOW + 3 * DAY,
                         ends_at=NOW + 3 * DAY + HOUR),
    "cancelled without time": Answer("interview_cancelled", AT),
    "status note": NOTE,
    "thanks": replace(NOTE, purpose="thank_you"),
    "early thanks": replace(NOTE, purpose="thank_you", at=NOW - 15 * DAY),
    "list": replace(NOTE, purpose="references_list"),
    "withdrawal": replace(NOTE, purpose="withdraw_note"),
    "thanks to who referred": replace(NOTE, purpose="referrer_thank_you"),
    "other note": replace(NOTE, purpose="other", recipient=PRIYA),
}  # fmt: skip


WITH_MEETING = {"interviewed", "coming", "cancelled", "known event"}
CLOSED = {"closed long ago", "withdrawn long ago", "sent again"}
"""Where a confirmation may begin a new run."""
EACH = 6
"""One in so many of the other pairs is tried: each answer in two states, each state with six."""


def answers_in(state: str) -> dict[str, Answer]:
    """The answers that are tried in a state: all about interviews, where there is one."""
    place = STATES.index(state)
    return {
        name: known
        for number, (name, known) in enumerate(ANSWERS.items())
        if (number + place) % EACH == 0
        or (state in CLOSED and known.kind == "confirmation")
        or (state in WITH_MEETING and known.kind.startswith("interview_"))
    }


@pytest.mark.parametrize("state", STATES)
def test_what_is_said_is_what_happens(seeker: User, begin: Make, state: str) -> None:
    application = begin(state)
    wrong = {}
    for name, known in answers_in(state).items():
        with transaction.atomic():
            if problem := _differs(seeker, replace(known, application=application)):
                wrong[name] = problem
            transaction.set_rollback(True)
    assert wrong == {}


def _differs(owner: User, answer: Answer) -> Any:
    """Return how the preview differs from what happens; nothing if it does not."""
    row = suggestion(owner, answer)
    before = shown(answer.application)
    found, told = difference(owner, row, answer, NOW), changes(owner, [(row, answer)], NOW)[row.pk]
    try:
        accept(row, answer, now=NOW)
    except ValidationError as problem:
        return None if found is None else ("is refused", problem)
    application = Suggestion.objects.get(pk=row.pk).application
    if found is None and not before:
        # An archived application has no plan; what goes on with it takes it out of the archive.
        is_back = application is not None and application.archived_at is None
        return None if is_back == (told == ["Unarchives the application."]) else told
    if found is None:
        return "nothing was said"
    pairs = {
        "before": (planned(owner, dict(found.before)), before),
        "after": (planned(owner, dict(found.after)), shown(application)),
    }
    return {key: (said - true, true - said) for key, (said, true) in pairs.items() if said != true}


@pytest.mark.parametrize("name", [name for name in ANSWERS if "version" not in name])
@pytest.mark.parametrize("applied_at", [None, NOW - 3 * DAY])
def test_a_new_application_is_planned_as_well(
    seeker: User, name: str, applied_at: datetime | None
) -> None:
    answer = replace(ANSWERS[name], company="Kestrel", title="Data Engineer", applied_at=applied_at)
    assert not _differs_of_new(seeker, answer)


def _differs_of_new(owner: User, answer: Answer) -> Any:
    row = suggestion(owner, answer)
    found = difference(owner, row, answer, NOW)
    try:
        accept(row, answer, now=NOW)
    except ValidationError as problem:
        return None if found is None else ("is refused", problem)
    if found is None:
        return "nothing was said"
    application = Suggestion.objects.get(pk=row.pk).application
    said, true = planned(owner, dict(found.after)), shown(application)
    return None if said == true else (said - true, true - said)


def words(owner: User, answer: Answer, holds: bool = True) -> list[str]:
    row = suggestion(owner, answer, holds)
    return changes(owner, [(row, answer)], NOW)[row.pk]


class TestWords:
    def test_an_invitation(self, seeker: User, begin: Make) -> None:
        answer = replace(MEETING, application=begin("applied"), people=(PRIYA,))
        assert words(seeker, answer) == [
            "Replaces the follow-up due Fri 3 Apr with one due Thu 2 Apr.",
            "Adds a thank-you to Priya Nair, due by the evening of Thu 26 Mar.",
            "Adds “Prepare your questions”, due by the evening of Wed 25 Mar.",
            "Adds “Write down how it went”, due by the evening of Thu 26 Mar.",
        ]

    def test_several_people(self, seeker: User, begin: Make) -> None:
        answer = replace(MEETING, application=begin("applied"), starts_at=NOW + 6 * DAY - 6 * HOUR,
                         ends_at=NOW + 6 * DAY - 5 * HOUR)  # fmt: skip
        assert "Adds thank-yous to Ola Danso and Priya Nair, due by noon on Thu 26 Mar." in (
            words(seeker, answer)
        )

    def test_a_rejection(self, seeker: User, begin: Make) -> None:
        assert words(seeker, replace(ANSWERS["rejection"], application=begin("coming")))[0] == (
            "Closes the application; 4 reminders go away."
        )

    def test_a_reply_that_held_is_as_good_as_logged(self, seeker: User, begin: Make) -> None:
        assert words(seeker, replace(ANSWERS["reply"], application=begin("applied"))) == []

    def test_a_reply_moves_the_follow_up(self, seeker: User, begin: Make) -> None:
        answer = replace(ANSWERS["reply"], application=begin("applied"))
        assert words(seeker, answer, holds=False) == [
            "Moves the follow-up from Mon 16 Mar to Fri 3 Apr."
        ]

    def test_references_come_first(self, seeker: User, begin: Make) -> None:
        assert words(seeker, replace(ANSWERS["references"], application=begin("applied"))) == [
            "Removes the follow-up due Fri 3 Apr.",
            "Adds “Send the references they asked for”, due Fri 20 Mar.",
        ]

    def test_thanks_that_were_sent(self, seeker: User, begin: Make) -> None:
        assert words(seeker, replace(ANSWERS["thanks"], application=begin("interviewed"))) == [
            "Removes “Thank Ana Ruiz”."
        ]

    def test_a_new_application(self, seeker: User) -> None:
        answer = Answer("confirmation", AT, company="Kestrel", title="Lead", applied_at=AT)
        assert words(seeker, answer) == ["Adds a follow-up, due Fri 3 Apr."]

    def test_what_was_dismissed_stays_so(self, seeker: User, begin: Make) -> None:
        application = begin("interviewed")
        for row in Reminder.objects.filter(rule="interview.thank_you"):
            dismiss(row, now=NOW)
        assert words(seeker, replace(ANSWERS["thanks"], application=application)) == []

    def test_where_something_is_asked_first_nothing_is_said(
        self, seeker: User, begin: Make
    ) -> None:
        answer = replace(ANSWERS["no date"], application=begin("applied"))
        assert words(seeker, answer) == []

    def test_an_archived_application_has_no_plan(self, seeker: User, begin: Make) -> None:
        application = begin("applied")
        services.archive(seeker, [application.pk], now=NOW)
        assert words(seeker, replace(ANSWERS["rejection"], application=application)) == []
        said = words(seeker, replace(ANSWERS["reply"], application=application))
        assert said == ["Unarchives the application."]


def test_many_take_as_many_queries_as_one_and_write_nothing(
    seeker: User, begin: Make, django_assert_max_num_queries: Any
) -> None:
    def count(pairs: list[tuple[Suggestion, Answer]]) -> int:
        with django_assert_max_num_queries(40) as asked:
            changes(seeker, pairs, NOW)
        assert all(each["sql"].startswith(("SELECT", "(SELECT")) for each in asked.captured_queries)
        return len(asked)

    application, other = begin("applied"), begin("interviewed")
    pairs = [
        (suggestion(seeker, answer), answer)
        for answer in (
            replace(each, application=row)
            for each in ANSWERS.values()
            for row in (application, other)
        )
    ]
    assert count(pairs) == count(pairs[:1])
    assert changes(seeker, [], NOW) == {}
    assert not Event.objects.filter(kind="employer_reply").exists()
