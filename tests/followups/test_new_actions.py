"""The reminders about offers, referrers, closing dates and other doors: what their cards record."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from agenda.ical import feed
from agenda.month import entries
from applications import services as story
from applications.models import Application, Event, Message
from digests.builders.items import main_link
from digests.queries import lines
from followups import today as page
from followups.actions import ACTIONS
from followups.cards import card, card_context
from followups.models import Reminder
from followups.planning.replan import replan
from followups.services import dismiss, undo_action
from tests.conftest import MakeApplication, MakeContact, MakeInterview

Purpose = Message.Purpose
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("at_now")

PURPOSES = {
    "offer.acknowledge": Purpose.OFFER_THANKS,
    "application.withdraw_note": Purpose.WITHDRAW_NOTE,
    "referrer.thank_you": Purpose.REFERRER_THANK_YOU,
    "referrer.outcome": Purpose.REFERRER_OUTCOME,
    "references.send": Purpose.REFERENCES_LIST,
}


@pytest.mark.parametrize(("rule", "purpose"), PURPOSES.items())
def test_what_each_note_is_for(rule: str, purpose: str) -> None:
    assert ACTIONS[rule].purpose == purpose
    assert str(ACTIONS[rule].done_label) == "Sent"


def log(application: Application, kind: str, at: datetime, **more: object) -> Event:
    return story.record_event(application, kind, at=at, token=uuid4(), now=at, **more)


def shown(rule: str, user: User, now: datetime) -> page.Card:
    row = Reminder.objects.get(rule=rule, state__in=Reminder.LIVE)
    return card(row, card_context(user, [row], now))


def test_an_offer_is_acknowledged_and_answered(
    seeker: User, seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application("Fernhill")
    log(application, "outcome", now - HOUR, result="offer")
    assert shown("offer.acknowledge", seeker, now).write_url
    answer = shown("offer.answer", seeker, now)
    url = reverse("applications:log", args=[application.pk, "outcome"])
    assert (answer.action_url, answer.action_label) == (url, "Log your answer")
    assert seeker_client.get(url).status_code == 200
    mailed = {line.rule: line for line in lines([seeker.pk], now, now + DAY)}
    assert main_link(mailed["offer.answer"]).href.endswith(url)
    text = seeker_client.get("/").content.decode()
    assert "Answer the offer" in text
    log(application, "outcome", now, result="accepted")
    assert not application.reminders.filter(rule__startswith="offer.", state="open").exists()


def test_a_saved_job_is_applied_for_by_one_press(
    seeker: User, seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    closes = (now + 2 * DAY).date()
    application = make_application("Fernhill", applied_at=None)
    Application.objects.filter(pk=application.pk).update(closes_on=closes)
    replan(seeker.pk, None, now=now)
    apply_by = shown("application.apply_by", seeker, now)
    assert (apply_by.done_label, apply_by.done_url) == ("I applied", f"{apply_by.url}record/")
    seeker_client.post(apply_by.done_url, {"token": uuid4()})
    assert application.events.get().kind == Event.Kind.APPLIED
    assert Reminder.objects.get(pk=apply_by.id).state == Reminder.State.SETTLED


def test_the_referrer_is_thanked_by_name(
    seeker: User, make_application: MakeApplication, make_contact: MakeContact, now: datetime
) -> None:
    application = make_application("Fernhill", applied_at=now - HOUR)
    Application.objects.filter(pk=application.pk).update(referred_by=make_contact("Kai Ito"))
    replan(seeker.pk, None, now=now)
    assert shown("referrer.thank_you", seeker, now).title == "Thank Kai Ito for referring you"
    log(application, "outcome", now, result="rejected")
    assert shown("referrer.outcome", seeker, now).title == "Tell Kai Ito how it went"


@pytest.fixture
def line_up(
    seeker: User, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> Reminder:
    """Two applications with an interview each: references are to be lined up, once."""
    for company in ("Fernhill", "Kranich"):
        make_interview(make_application(company, applied_at=now), starts_at=now + 3 * DAY)
    return Reminder.objects.get(rule="references.line_up")


def test_what_is_about_the_seeker_is_shown_once_everywhere(
    seeker: User, seeker_client: Client, line_up: Reminder, now: datetime
) -> None:
    assert (line_up.scope, line_up.application, line_up.reference) == ("seeker", None, None)
    titles = [each.title for each in page.today(seeker, now + 9 * DAY).optional.cards]
    assert titles.count("Line up your references") == 1
    optional = page.today(seeker, now).optional.cards
    (found,) = [each for each in optional if each.row.rule == "references.line_up"]
    assert (found.is_overdue, found.company, found.tone) == (False, "", "card-quiet")
    assert found.about_url == reverse("people:references") == found.action_url
    for url in ("/", found.url, f"{found.url}why/", f"{found.url}menu/", "/today/optional/"):
        answer = seeker_client.get(url)
        assert answer.status_code == 200, url
    dated = [each for each in entries(seeker, now.date(), now.date(), now) if each.kind != "date"]
    (entry,) = [each for each in dated if each.title == "Line up your references"]
    assert (entry.is_quiet, entry.about) == (True, "")
    assert "Line up" not in feed(seeker, "https://test.example", now).decode()
    (mailed,) = [line for line in lines([seeker.pk], now, now + DAY) if line.rule == line_up.rule]
    assert main_link(mailed).href.endswith(found.about_url)


@pytest.mark.parametrize("act", ["done", "dismiss", "snooze"])
def test_what_is_about_the_seeker_is_answered_and_taken_back(
    seeker_client: Client, line_up: Reminder, act: str
) -> None:
    url = reverse(f"followups:reminder_{act}", args=[line_up.pk])
    answer = seeker_client.post(url, {"until": "tomorrow"}, headers={"HX-Request": "true"})
    assert "line up your references" in answer.content.decode()
    line_up.refresh_from_db()
    assert line_up.state != "open"
    seeker_client.post(reverse("followups:reminder_undo", args=[line_up.pk]))
    line_up.refresh_from_db()
    assert line_up.state == "open"


def test_waved_away_it_stays_away(
    seeker: User,
    line_up: Reminder,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    dismiss(line_up, now=now)
    make_interview(make_application("Osprey", applied_at=now), starts_at=now + 9 * DAY)
    replan(seeker.pk, None, now=now + DAY)
    assert Reminder.objects.get(rule="references.line_up").state == Reminder.State.DISMISSED
    undo_action(line_up, now=now)
    assert Reminder.objects.get(rule="references.line_up").state == Reminder.State.OPEN
