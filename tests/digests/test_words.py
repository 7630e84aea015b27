"""What the mails say: the most important first, each with its reason, and nothing that nags."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.models.users import EVERY_DAY
from accounts.services import set_digest
from applications.insights.stats import search_stats
from applications.models import Event, Interview
from applications.models.event import ANSWERS
from applications.services import record_event
from digests.builders.figures import figures
from digests.builders.items import main_label, main_page
from digests.builders.sections import build_sections, clock
from digests.queries import Waiting, lines
from digests.run import send_due
from followups.actions import ACTIONS
from followups.cards import card, card_context
from followups.models import Reminder
from followups.rows import ReminderRow
from followups.services import snooze
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference
from tests.digests.conftest import scheduled

pytestmark = pytest.mark.usefixtures("server")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WORKDAYS = 0b0011111


def digest_of(user: User, now: datetime) -> tuple[str, str, str]:
    """Subject, text and HTML of the one mail that is sent."""
    mail.outbox.clear()
    set_digest(user, fields={"thank_you_notice": False}, now=now - HOUR)
    assert send_due(now)["sent"] == 1
    message = mail.outbox[0]
    html = message.alternatives[0][0]  # type: ignore[attr-defined]
    return str(message.subject), str(message.body), str(html)


def test_what_is_overdue_comes_first_and_into_the_subject(
    busy: User, make_application: MakeApplication, morning: datetime
) -> None:
    make_application("Fernhill Health", "UX Lead")
    Reminder.objects.update(due_at=morning + HOUR)
    Reminder.objects.filter(application__company__name="Fernhill Health").update(
        due_at=morning - HOUR, opens_at=morning - 2 * DAY
    )
    subject, text, html = digest_of(busy, morning)
    assert subject == "Overdue: Ask how things stand (Fernhill Health), and 1 more"
    assert text.index("Overdue") < text.index("Fernhill") < text.index("Harbour")
    assert "Was due 07:00 today" in text
    assert "Was due 07:00 today" in html


def test_each_has_its_reason_and_its_acts(busy: User, morning: datetime) -> None:
    _, text, html = digest_of(busy, morning)
    reminder = Reminder.objects.get(rule="status.after_applying")
    assert "You applied on Mon 2 Mar, and nobody there has written since." in text
    for act in ("sent", "snooze", "dismiss", "replied", "stop"):
        assert f"/{act}/" in html
    for label in ("Sent", "Later", "Not needed", "They replied", "Stop these"):
        assert f">{label}</a>" in html
    assert f"/mail/{reminder.pk}-{busy.pk}." in text


@pytest.mark.parametrize(("application", "interview"), [(5, 7), (5, None), (None, None)])
@pytest.mark.parametrize("rule", [rule for rule, act in ACTIONS.items() if act.link])
def test_a_mail_leads_where_the_card_leads(
    rule: str, application: int | None, interview: int | None, busy: User, morning: datetime
) -> None:
    (line,) = lines([busy.pk], morning, morning)
    line = line._replace(rule=rule, application_id=application, interview_id=interview)
    known = (line.pk, busy.pk, application, rule, morning, None, False, None, False, None, None)
    row = ReminderRow(*known, reason=line.reason, interview_id=interview, reference_id=8)
    shown = card(row, card_context(busy, [], morning))
    page, keys = main_page(line)
    led = reverse(page, args=keys)
    assert led == (shown.write_url or shown.action_url)
    assert main_label(rule, page) == ("Write the note" if shown.write_url else shown.action_label)


@pytest.mark.parametrize("rule", ["interview.debrief", "interview.prepare"])
def test_a_reminder_without_its_interview_leads_home(
    rule: str, busy: User, seeker_client: Client, morning: datetime
) -> None:
    reminder = Reminder.objects.get(rule="status.after_applying")
    Reminder.objects.filter(pk=reminder.pk).update(rule=rule)
    page = f"/applications/{reminder.application_id}/"
    _, text, _ = digest_of(busy, morning)
    assert f"Open: http://localhost:8000{page}" in text
    html = seeker_client.get(f"/reminders/{reminder.pk}/menu/?as=row").content.decode()
    assert html.split(f'href="{page}">', 1)[1].partition("</a>")[0].endswith(" Open")


def test_names_and_titles_are_escaped_in_html_alone(
    seeker: User, make_application: MakeApplication, now: datetime, morning: datetime
) -> None:
    make_application("R&D <b>Ltd</b>", "Designer [[href]]")
    scheduled(seeker, now)
    subject, text, html = digest_of(seeker, morning)
    assert "R&D <b>Ltd</b>" in text
    assert "R&amp;D &lt;b&gt;Ltd&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "Designer [[href]]" in text
    assert "R&D" in subject


def test_interviews_of_today_and_tomorrow_bring_their_questions(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
    morning: datetime,
) -> None:
    make_interview(
        make_application(),
        make_contact(),
        starts_at=morning + 6 * HOUR,
        arranged_at=now - DAY,
        place="12 Quay Street",
    )
    scheduled(seeker, now)
    subject, text, html = digest_of(seeker, morning)
    assert subject.startswith("14:00 today: interview with Harbour Analytics")
    assert "12 Quay Street" in text
    for question in ("next steps", "expect news", "write to", "job start"):
        assert question in text
        assert question in html
    assert "Thank Ana Ruiz" not in text
    assert "Prepare your questions" not in text


def test_a_talk_the_day_after_tomorrow_is_no_reason_to_write(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
    morning: datetime,
) -> None:
    application = make_application(applied_at=now - DAY)
    make_interview(application, starts_at=morning + 2 * DAY + 10 * HOUR, arranged_at=now)
    Reminder.objects.filter(rule="references.line_up").delete()
    scheduled(seeker, now)
    assert send_due(morning) == {"empty": 1}


def test_who_is_waiting_on_whom(
    busy: User, make_application: MakeApplication, now: datetime, morning: datetime
) -> None:
    theirs = make_application("Fernhill Health", "UX Lead")
    record_event(
        theirs,
        Event.Kind.TIMELINE_GIVEN,
        at=now,
        news_by=(now + 20 * DAY).date(),
        token=uuid4(),
        now=now,
    )
    _, text, _ = digest_of(busy, morning)
    waiting = text.split("Waiting on them", 1)[1]
    assert "UX Lead at Fernhill Health" in waiting
    assert "They said you would hear by Wed 8 Apr" in waiting


def test_what_was_put_off_is_not_told_until_it_wakes(
    busy: User, now: datetime, morning: datetime
) -> None:
    reminder = Reminder.objects.get(rule="status.after_applying")
    snooze(reminder, morning + 3 * DAY + HOUR, now=now)
    assert send_due(morning) == {"empty": 1}
    _, text, _ = digest_of(busy, morning + 4 * DAY)
    assert "Ask how things stand" in text


def test_what_is_open_for_long_is_no_reason_to_write_each_day(
    busy: User, morning: datetime
) -> None:
    Reminder.objects.filter(rule="status.after_applying").update(
        opens_at=morning - 3 * DAY, opened_at=None, due_at=morning + 5 * DAY
    )
    assert send_due(morning) == {"empty": 1}


@pytest.mark.parametrize(("days", "told"), [(WORKDAYS, True), (EVERY_DAY, False)])
def test_what_opened_on_days_without_a_digest_is_told_by_the_next(
    busy: User, morning: datetime, days: int, told: bool
) -> None:
    saturday, monday = morning + DAY, morning + 3 * DAY
    set_digest(busy, fields={"digest_days": days}, now=morning - HOUR)
    send_due(morning)
    Reminder.objects.filter(rule="status.after_applying").update(
        opens_at=saturday + HOUR / 2, opened_at=None, due_at=monday + 5 * DAY
    )
    if told:
        assert "Ask how things stand" in digest_of(busy, monday)[0]
    else:
        send_due(monday - DAY)
        assert send_due(monday) == {"empty": 1}


def test_it_does_not_depend_on_the_beat(busy: User, morning: datetime) -> None:
    before = digest_of(busy, morning)[1]
    Reminder.objects.filter(rule="status.after_applying").update(state=Reminder.State.PLANNED)
    User.objects.update(next_digest_at=morning, last_digest_at=None)
    busy.digests.all().delete()
    assert digest_of(busy, morning)[1].splitlines()[:6] == before.splitlines()[:6]


def test_styles_are_inlined_once_and_hold_in_the_dark(busy: User, morning: datetime) -> None:
    _, _, html = digest_of(busy, morning)
    assert "prefers-color-scheme: dark" in html
    assert 'role="presentation"' in html
    assert "style=" in html.split("<body", 1)[1]
    assert "<img" not in html
    assert "[[" not in html
    assert "<!--" not in html


def test_the_text_reads_on_its_own(busy: User, morning: datetime) -> None:
    _, text, _ = digest_of(busy, morning)
    assert "[[" not in text
    assert "<" not in text
    assert text.splitlines()[0] == "Fri 20 Mar"
    assert "\n\n\n" not in text
    assert all(line == "" or line.strip() for line in text.splitlines())


def test_the_weekly_review(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    sunday = now.replace(hour=8) + 3 * DAY
    application = make_application(applied_at=now - 2 * DAY)
    make_interview(application, make_contact(), arranged_at=now - DAY)
    set_digest(seeker, fields={"digest_on": False, "thank_you_notice": False}, now=now)
    Reminder.objects.filter(rule="interview.thank_you").update(due_at=now - 3 * DAY)
    assert send_due(sunday) == {"sent": 1}
    message = mail.outbox[0]
    assert message.subject == "Your week: 1 application, 1 answer, 1 interview"
    text = str(message.body)
    assert "Applications sent: 1" in text
    assert "Keep looking" in text
    assert "Thank Ana Ruiz" in text.split("What is stuck", 1)[1]


def test_a_review_after_a_rejection_does_not_cheer(
    seeker: User, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    application = make_application()
    make_interview(application, arranged_at=now - DAY)
    at = now + timedelta(hours=1)
    record_event(application, "outcome", result="rejected", at=at, token=uuid4(), now=at)
    set_digest(seeker, fields={"digest_on": False, "thank_you_notice": False}, now=now)
    assert send_due(now.replace(hour=8) + 3 * DAY) == {"sent": 1}
    message = mail.outbox[0]
    assert message.subject == "Your week: 1 answer, 1 rejection, 1 interview"
    text = str(message.body)
    assert "Answers: 1\nRejections: 1\n" in text
    assert "They answer" not in text
    assert "No answer" not in text


@pytest.mark.parametrize("kind", [*ANSWERS])
def test_the_review_counts_as_an_answer_what_insights_do(
    seeker: User,
    make_application: MakeApplication,
    make_reference: MakeReference,
    now: datetime,
    kind: str,
) -> None:
    application = make_application()
    named = {"reference": make_reference()} if kind == Event.Kind.REFERENCE_CONTACTED else {}
    dated = {"news_by": now.date() + 5 * DAY} if kind == Event.Kind.TIMELINE_GIVEN else {}
    at = now - DAY
    record_event(application, kind, at=at, token=uuid4(), now=now, **named, **dated)
    (tale,) = search_stats(seeker).applications
    assert len(tale.answers) == figures([seeker.pk], now)[seeker.pk].answers == 1


def test_no_review_where_no_search_is_under_way(seeker: User, now: datetime) -> None:
    set_digest(seeker, fields={"digest_on": False}, now=now)
    assert send_due(now.replace(hour=8) + 3 * DAY) == {"empty": 1}


def test_a_review_without_an_answer_says_that_silence_is_common(
    make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    make_application()
    set_digest(seeker, fields={"digest_on": False}, now=now)
    send_due(now.replace(hour=8) + 3 * DAY)
    assert "Many employers never answer" in str(mail.outbox[0].body)


@pytest.mark.parametrize("kind", [Interview.Kind.PHONE_SCREEN, Interview.Kind.INTERVIEW])
def test_both_kinds_of_talk_are_told(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
    morning: datetime,
    kind: str,
) -> None:
    make_interview(
        make_application(), starts_at=morning + 3 * HOUR, arranged_at=now - DAY, kind=kind
    )
    scheduled(seeker, now)
    _, text, _ = digest_of(seeker, morning)
    assert ("Phone screen" if kind == Interview.Kind.PHONE_SCREEN else "Interview") in text


@pytest.mark.parametrize(
    ("guard", "is_yours"),
    [
        ("offer_in_hand", True),
        ("your_turn", True),
        ("consent_declined", True),
        ("mail_to_sort", True),
        ("awaiting_consent", False),
        ("promised", False),
        ("notes_used_up", False),
    ],
)
def test_what_one_is_to_settle_oneself_does_not_wait_on_others(
    seeker: User, morning: datetime, guard: str, is_yours: bool
) -> None:
    held = Waiting(seeker.pk, guard, None, {}, 1, "UX Lead", "Fernhill Health")
    content = build_sections(clock(morning, seeker), [], [held], [])
    assert (content.on_you, content.on_them) == (([held], []) if is_yours else ([], [held]))


@pytest.mark.parametrize(
    ("kind", "more", "rule"),
    [
        ("outcome", {"result": "offer"}, "offer.answer"),
        ("references_requested", {}, "references.send"),
    ],
)
def test_what_a_reminder_asks_for_is_not_told_again(
    seeker: User,
    make_application: MakeApplication,
    morning: datetime,
    kind: str,
    more: dict[str, str],
    rule: str,
) -> None:
    application = make_application()
    at = morning - HOUR
    record_event(application, kind, at=at, token=uuid4(), now=at, **more)  # type: ignore[arg-type]
    scheduled(seeker, morning)
    _, text, _ = digest_of(seeker, morning)
    assert Reminder.objects.filter(rule=rule, state="open").exists()
    assert "Waiting on you" not in text
