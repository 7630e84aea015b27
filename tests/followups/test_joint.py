"""One person, one card: reminders to one person on one day, answered by one note."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from agenda.ical import feed
from agenda.month import entries
from applications import services as story
from applications.models import Application, Message
from digests.queries import lines, one_each
from followups import today as page
from followups.cards import card_context, cards_of
from followups.joint import joined
from followups.models import Reminder
from followups.next_steps import steps
from followups.services import dismiss, mark_done, snooze, undo_action
from notes.context import context_of
from notes.services import Note, mark_sent, undo_send_note
from references.models import Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

State = Reminder.State
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JOINT = "Thank Joan Whitfield and tell them how it went"
pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def joan(make_reference: MakeReference) -> Reference:
    return make_reference()


@pytest.fixture
def helped(make_application: MakeApplication, joan: Reference, now: datetime) -> Application:
    """Joan was called, and then the seeker declined an offer."""
    application = make_application("Fernhill", "Nurse")
    log(application, "reference_contacted", now - 3 * HOUR, reference=joan)
    log(application, "outcome", now - 2 * HOUR, result="declined")
    return application


def log(application: Application, kind: str, at: datetime, **more: object) -> None:
    story.record_event(application, kind, at=at, token=uuid4(), now=at, **more)


def about_joan(**more: object) -> dict[str, str]:
    rows = Reminder.objects.filter(reference__isnull=False, **more).exclude(
        rule="reference.keep_in_touch"
    )
    return {row.rule: row.state for row in rows}


BOTH = {"reference.thank_you", "reference.outcome"}


def test_one_card_everywhere(
    seeker: User, seeker_client: Client, helped: Application, joan: Reference, now: datetime
) -> None:
    assert about_joan().keys() == BOTH
    found = page.today(seeker, now)
    shown = [each for each in found.now.cards if "Joan" in each.title]
    assert [(each.title, each.company, each.job) for each in shown] == [
        (JOINT, "Fernhill", "Nurse")
    ]
    assert "spoke" in shown[0].reason or "contacted" in shown[0].reason
    assert "declined" in shown[0].reason
    assert [each.title for each in steps(helped, now).cards if "Joan" in each.title] == [JOINT]
    dated = entries(seeker, now.date(), now.date(), now)
    assert [each.title for each in dated if "Joan" in each.title] == [JOINT]
    assert feed(seeker, "https://test.example", now).decode().count("SUMMARY:Thank Joan") == 1
    own = one_each(lines([seeker.pk], now, now + DAY), now, seeker.zone)
    assert [line.heading for line in own if "Joan" in line.heading] == [JOINT]
    for url in (shown[0].url, reverse("people:reference", args=[joan.pk])):
        assert JOINT in seeker_client.get(url).content.decode()


@pytest.mark.parametrize("answer", [mark_done, dismiss])
def test_one_answer_closes_all_and_comes_back_as_one(
    helped: Application, now: datetime, answer: Callable[..., None]
) -> None:
    row = Reminder.objects.get(rule="reference.outcome")
    answer(row, now=now)
    assert set(about_joan().values()) <= set(Reminder.BY_HAND)
    answer(row, now=now + HOUR)
    undo_action(row, now=now)
    assert set(about_joan().values()) == {State.OPEN}


def test_one_snooze_puts_all_off(seeker: User, helped: Application, now: datetime) -> None:
    row = Reminder.objects.get(rule="reference.thank_you")
    snooze(row, now + DAY, now=now)
    assert set(about_joan().values()) == {State.SNOOZED}
    assert [each.title for each in page.today(seeker, now).later.cards] == [JOINT]
    undo_action(row, now=now)
    assert set(about_joan().values()) == {State.OPEN}


@pytest.mark.parametrize("rule", sorted(BOTH))
def test_one_note_settles_all_is_safe_to_repeat_and_is_taken_back(
    helped: Application, joan: Reference, now: datetime, rule: str
) -> None:
    row = Reminder.objects.get(rule=rule)
    note = Note(at=now, token=uuid4(), subject="Thank you", body="It went well.")
    message = mark_sent(row, note, now=now)
    assert message
    assert mark_sent(row, note, now=now) == message
    sent = Message.objects.filter(reference=joan, application=helped)
    assert {each.purpose for each in sent} == {"reference_thank_you", "reference_outcome"}
    assert [each.body for each in sent.order_by("pk")] == ["It went well.", ""]
    assert about_joan(state__in=Reminder.LIVE) == {}
    undo_send_note(context_of(row), message, now=now)
    assert not Message.objects.exists()
    assert set(about_joan().values()) == {State.OPEN}


def test_two_employers_who_called_are_thanked_for_at_once(
    seeker: User, make_application: MakeApplication, joan: Reference, now: datetime
) -> None:
    for company in ("Fernhill", "Kranich"):
        log(make_application(company), "reference_contacted", now - HOUR, reference=joan)
    (shown,) = [each for each in page.today(seeker, now).now.cards if "Joan" in each.title]
    assert shown.title == "Thank Joan Whitfield"
    assert "Kranich: " in shown.reason
    mark_sent(Reminder.objects.get(pk=shown.id), Note(at=now, token=uuid4()), now=now)
    assert Message.objects.filter(purpose="reference_thank_you").count() == 2
    assert about_joan(state__in=Reminder.LIVE) == {}


def test_other_people_and_other_days_have_cards_of_their_own(
    seeker: User,
    make_application: MakeApplication,
    make_reference: MakeReference,
    helped: Application,
    joan: Reference,
    now: datetime,
) -> None:
    log(helped, "reference_contacted", now - HOUR, reference=make_reference("Tom Eck"))
    rows = list(Reminder.objects.filter(reference__isnull=False, state=State.OPEN))
    shown = cards_of(rows, card_context(seeker, rows, now))
    assert {each.title for each in shown} == {
        JOINT,
        "Thank Tom Eck and tell them how it went",
    }
    tom = Reminder.objects.get(rule="reference.thank_you", reference__contact__name="Tom Eck")
    Reminder.objects.filter(reference=joan, rule="reference.outcome").update(
        opens_at=now + 2 * DAY, due_at=now + 3 * DAY
    )
    for row in (tom, Reminder.objects.get(rule="reference.thank_you", reference=joan)):
        assert len(joined(row, now)) == (2 if row == tom else 1)


@pytest.mark.parametrize("by", ["reference", "contact"])
def test_who_also_referred_the_seeker_is_told_once(
    make_application: MakeApplication, joan: Reference, now: datetime, by: str
) -> None:
    application = make_application("Fernhill", "Nurse", referred_by=joan.contact)
    log(application, "outcome", now - 2 * HOUR, result="rejected")
    telling = Reminder.objects.filter(rule__endswith=".outcome", state__in=Reminder.LIVE)
    assert [row.rule for row in telling] == ["referrer.outcome"]
    story.record_event(
        application,
        "reference_contacted",
        at=now - 3 * HOUR,
        token=uuid4(),
        now=now,
        reference=joan,
    )
    assert [row.rule for row in telling.all()] == ["reference.outcome"]
    purpose = {"reference": "reference_outcome", "contact": "referrer_outcome"}[by]
    reader = {by: joan if by == "reference" else joan.contact}
    story.record_message(
        joan.contact.owner,
        purpose,
        at=now,
        token=uuid4(),
        now=now,
        application=application,
        **reader,
    )
    assert not telling.all().exists()


def test_a_present_stays_a_card_of_its_own(
    seeker: User, make_application: MakeApplication, joan: Reference, now: datetime
) -> None:
    application = make_application()
    log(application, "reference_contacted", now - 3 * HOUR, reference=joan)
    log(application, "outcome", now - 2 * HOUR, result="accepted")
    found = page.today(seeker, now)
    assert [each.title for each in found.now.cards] == [JOINT]
    assert [each.title for each in found.optional.cards] == ["A small present for Joan Whitfield"]


@pytest.fixture
def twice(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> Application:
    """Bo was met at ten and at two, and Chi once."""
    application, bo = make_application("Fernhill", "Nurse"), make_contact("Bo Lindqvist")
    for hours, people in ((10, [bo, make_contact("Chi")]), (6, [bo])):
        starts = now - hours * HOUR
        make_interview(application, *people, starts_at=starts, now=starts)
    return application


def test_who_was_met_twice_on_a_day_is_thanked_once(
    seeker: User, twice: Application, now: datetime
) -> None:
    shown = page.today(seeker, now).now.cards
    titles = [each.title for each in shown]
    assert titles.count("Thank Bo Lindqvist") == titles.count("Thank Chi") == 1
    assert [each.reason for each in shown if each.title == "Thank Bo Lindqvist"] == [
        "You spoke with Bo Lindqvist more than once on Thu 19 Mar; no thank-you has gone out yet."
    ]
    row = Reminder.objects.filter(rule="interview.thank_you", contact__name="Bo Lindqvist").first()
    assert row
    message = mark_sent(row, Note(at=now, token=uuid4(), body="Thank you."), now=now)
    assert message
    thanks = Message.objects.filter(purpose="thank_you")
    assert {each.interview_id for each in thanks} == set(
        twice.interviews.values_list("pk", flat=True)
    )
    owed = Reminder.objects.filter(rule="interview.thank_you", state__in=Reminder.LIVE)
    assert [each.person for each in owed] == ["Chi"]
    undo_send_note(context_of(row), message, now=now)
    assert owed.all().count() == 3


@pytest.mark.parametrize("noted", [(0,), (1,), (0, 1)])
def test_the_one_letter_recalls_what_both_talks_were_about(
    seeker_client: Client, twice: Application, now: datetime, noted: tuple[int, ...]
) -> None:
    topics = ("diary studies", "the next ward")
    talks = twice.interviews.order_by("starts_at")
    for number in noted:
        talk = talks[number]
        bo = talk.interviewers.get(name="Bo Lindqvist")
        story.debrief_interview(talk, fields={}, topics={bo: topics[number]}, now=now)
    row = talks[1].reminders.get(rule="interview.thank_you")
    answer = seeker_client.get(reverse("notes:draft", args=[row.pk]))
    letter = answer.context["form"]["body"].value()
    assert [topic in letter for topic in topics] == [number in noted for number in (0, 1)]
    assert "Recall what you talked about" not in letter
    assert answer.context["facts"].is_debriefed


def test_between_the_two_only_the_first_is_thanked_for(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    application, bo = make_application(), make_contact("Bo")
    first = make_interview(application, bo, starts_at=now - 3 * HOUR)
    later = make_interview(application, bo, starts_at=now + HOUR)
    second = later.reminders.get(rule="interview.thank_you")
    row = first.reminders.get(rule="interview.thank_you")
    (shown,) = cards_of(joined(row, now), card_context(row.owner, [row], now))
    assert not shown.is_coming
    assert (shown.id, len(joined(second, now))) == (row.pk, 1)
    mail = one_each(lines([row.owner_id], now, now), now, row.owner.zone)
    assert [line.pk for line in mail if line.contact_id] == [row.pk]
    found = page.today(row.owner, now)
    met = [each for each in found.now.cards if each.row.contact_id]
    assert [(each.id, each.is_coming) for each in met] == [(row.pk, False), (second.pk, True)]
    letter = seeker_client.get(reverse("notes:draft", args=[row.pk])).context["form"]
    assert "twice" not in letter["body"].value()
    mark_sent(row, Note(at=now, token=uuid4()), now=now)
    assert [each.interview for each in Message.objects.all()] == [first]


def test_who_was_met_about_two_jobs_is_thanked_for_each(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    bo, rows = make_contact("Bo"), []
    for hours, job in ((6, "Nurse"), (3, "Head nurse")):
        starts = now - hours * HOUR
        talk = make_interview(make_application("Fernhill", job), bo, starts_at=starts, now=starts)
        rows.append(talk.reminders.get(rule="interview.thank_you"))
    shown = cards_of(rows, card_context(bo.owner, rows, now))
    assert [(each.title, each.job) for each in shown] == [
        ("Thank Bo", "Nurse"),
        ("Thank Bo", "Head nurse"),
    ]
    first = rows[0]
    letter = seeker_client.get(reverse("notes:draft", args=[first.pk])).context["form"]
    assert "Head nurse" not in letter["body"].value()
    mark_sent(first, Note(at=now, token=uuid4()), now=now)
    assert [each.interview_id for each in Message.objects.all()] == [first.interview_id]


def test_who_was_met_on_two_days_is_thanked_for_each(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    application, bo = make_application(), make_contact("Bo")
    for days in (0, 1):
        starts = now - 3 * HOUR - days * DAY
        talk = make_interview(application, bo, starts_at=starts, now=starts)
    assert len(joined(talk.reminders.get(rule="interview.thank_you"), now)) == 1
