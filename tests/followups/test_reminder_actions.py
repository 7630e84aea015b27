"""Acts on reminders: each writes down what it says, and each can be undone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from applications import services as story
from applications.models import Application, Event, Message
from applications.models.message import TO_EMPLOYER, TO_REFERRER
from followups.actions import ACTIONS
from followups.models import Reminder
from followups.services import dismiss, mark_done, record_fact
from followups.snooze import snooze_options
from followups.timing.catalogue.index import RULES
from notes.context import context_of
from notes.services import Note, mark_sent, undo_send_note
from references.models import Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

State = Reminder.State
Purpose = Message.Purpose
Consent = Reference.Consent
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


@pytest.fixture
def thanks(
    application: Application, make_interview: MakeInterview, make_contact: MakeContact
) -> Reminder:
    make_interview(application, make_contact("Bo Lindqvist"), make_contact("Chi Okafor"))
    return application.reminders.get(rule="interview.thank_you", contact__name="Bo Lindqvist")


@pytest.fixture
def receipt(make_application: MakeApplication, now: datetime) -> Reminder:
    application = make_application("Pemberton Trust", applied_at=now - timedelta(days=5))
    return application.reminders.get(rule="application.receipt")


@pytest.fixture
def post(seeker_client: Client) -> Callable:
    def send(name: str, *args: int, **extra: object) -> object:
        data = {"token": str(uuid4()), **extra.pop("data", {})}
        return seeker_client.post(reverse(name, args=args), data, **extra)

    return send


def state_of(reminder: Reminder) -> str:
    reminder.refresh_from_db()
    return reminder.state


def test_every_rule_has_its_act() -> None:
    assert set(ACTIONS) == set(RULES)


@pytest.mark.parametrize("rule", sorted(ACTIONS))
def test_an_act_is_either_a_note_or_something_to_do(rule: str) -> None:
    act = ACTIONS[rule]
    assert not (act.purpose and act.fact)
    assert act.purpose or act.fact or act.link
    assert act.title_for("Bo")
    assert "%" not in act.title_for("")
    assert bool(act.link) == bool(act.action_label)
    assert not act.purpose or act.purpose in Purpose.values


def test_rules_for_the_employer_and_references_are_notes_to_them() -> None:
    to_reference = {name for name, rule in RULES.items() if rule.audience == "reference"}
    for name, act in ACTIONS.items():
        if act.purpose:
            to_employer = act.purpose in (*TO_EMPLOYER, *TO_REFERRER)
            assert to_employer == (name not in to_reference), name


def test_sent_writes_the_message_down_and_settles_this_reminder_alone(
    thanks: Reminder, application: Application, post: Callable
) -> None:
    answer = post("notes:reminder_sent", thanks.pk)
    message = Message.objects.get()
    assert (message.purpose, message.contact, message.interview, message.application) == (
        "thank_you",
        thanks.contact,
        thanks.interview,
        application,
    )
    assert state_of(thanks) == State.SETTLED
    assert state_of(application.reminders.get(contact__name="Chi Okafor")) == State.OPEN
    assert answer.url == "/"


def test_sent_twice_with_one_token_is_one_message(thanks: Reminder, post: Callable) -> None:
    data = {"token": str(uuid4())}
    post("notes:reminder_sent", thanks.pk, data=data)
    post("notes:reminder_sent", thanks.pk, data=data)
    assert Message.objects.count() == 1


@pytest.fixture
def status(make_application: MakeApplication, now: datetime) -> Reminder:
    application = make_application("Fernhill", applied_at=now - timedelta(days=17))
    return application.reminders.get(rule="status.after_applying")


ALREADY = "Settled already, and nothing was written down twice: "


@pytest.mark.parametrize("name", ["notes:reminder_sent", "notes:draft_sent"])
def test_from_two_open_pages_a_note_is_put_on_record_once(
    status: Reminder, post: Callable, seeker_client: Client, name: str
) -> None:
    note = {"channel": "email", "subject": "Designer", "body": "How do things stand?", "at": ""}
    for _press in range(3):
        assert post(name, status.pk, data=note).status_code == 302
    assert Message.objects.count() == 1
    page = seeker_client.get("/").content.decode()
    assert page.count(f"{ALREADY}ask how things stand (Fernhill).") == 2
    assert page.count(f'action="/reminders/{status.pk}/undo/note/') == 1


@pytest.mark.parametrize("data", [{}, {"as": "row"}])
def test_in_place_a_second_page_is_told_without_an_undo(
    thanks: Reminder, post: Callable, data: dict
) -> None:
    post("notes:reminder_sent", thanks.pk)
    answer = post("notes:reminder_sent", thanks.pk, data=data, **HTMX)
    page = answer.content.decode()
    assert f"{ALREADY}thank Bo Lindqvist (Harbour Analytics)." in page
    assert "Undo" not in page
    assert answer["HX-Trigger"] == '{"reminders-changed": {}}'
    assert Message.objects.count() == 1


def test_a_settled_reminder_takes_no_further_note(status: Reminder, now: datetime) -> None:
    first = mark_sent(status, Note(at=now, token=uuid4()), now=now)
    assert first
    assert mark_sent(status, Note(at=now, token=uuid4()), now=now) is None
    assert mark_sent(status, Note(at=now, token=first.token), now=now) == first
    undo_send_note(context_of(status), first, now=now)
    assert mark_sent(status, Note(at=now, token=uuid4()), now=now)
    assert Message.objects.count() == 1


def test_a_note_of_one_page_leaves_those_of_others_owed(
    thanks: Reminder, application: Application, now: datetime
) -> None:
    chi = application.reminders.get(contact__name="Chi Okafor")
    for row in (thanks, chi):
        assert mark_sent(row, Note(at=now, token=uuid4()), now=now)
        assert mark_sent(row, Note(at=now, token=uuid4()), now=now) is None
    assert Message.objects.count() == 2


@pytest.mark.parametrize("state", [State.LAPSED, State.DISMISSED])
def test_what_is_not_asked_for_any_more_may_be_written_once(
    thanks: Reminder, now: datetime, state: str
) -> None:
    Reminder.objects.filter(pk=thanks.pk).update(state=state)
    assert mark_sent(thanks, Note(at=now, token=uuid4()), now=now)
    assert mark_sent(thanks, Note(at=now, token=uuid4()), now=now) is None
    assert Message.objects.count() == 1


def test_a_fact_is_recorded_once_from_two_open_pages(receipt: Reminder, post: Callable) -> None:
    kept = {"token": str(uuid4())}
    for data in (kept, kept, {}):
        post("followups:reminder_record", receipt.pk, data=data)
    assert receipt.application.events.filter(kind=Event.Kind.CONFIRMATION).count() == 1


@pytest.mark.parametrize("close", [mark_done, dismiss])
def test_a_closed_reminder_records_no_fact(
    receipt: Reminder, now: datetime, close: Callable
) -> None:
    close(receipt, now=now)
    assert record_fact(receipt, uuid4(), now=now) is None
    assert not receipt.application.events.filter(kind=Event.Kind.CONFIRMATION).exists()


def test_sent_is_taken_back(thanks: Reminder, post: Callable) -> None:
    post("notes:reminder_sent", thanks.pk)
    post("notes:note_undo", thanks.pk, Message.objects.get().pk)
    assert not Message.objects.exists()
    assert state_of(thanks) == State.OPEN


def test_without_a_token_nothing_is_sent(thanks: Reminder, post: Callable) -> None:
    answer = post("notes:reminder_sent", thanks.pk, data={"token": "no"})
    assert answer.status_code == 400
    assert not Message.objects.exists()


def test_what_is_no_note_cannot_be_sent(receipt: Reminder, post: Callable, now: datetime) -> None:
    assert post("notes:reminder_sent", receipt.pk).status_code == 400
    with pytest.raises(ValueError, match="no note"):
        mark_sent(receipt, Note(at=now, token=uuid4()), now=now)


def test_what_is_a_note_records_no_fact(thanks: Reminder, post: Callable, now: datetime) -> None:
    assert post("followups:reminder_record", thanks.pk).status_code == 400
    with pytest.raises(ValueError, match="no fact"):
        record_fact(thanks, uuid4(), now=now)


def test_it_arrived_and_did_not(receipt: Reminder, post: Callable) -> None:
    post("followups:reminder_record", receipt.pk)
    event = receipt.application.events.get(kind=Event.Kind.CONFIRMATION)
    assert state_of(receipt) == State.SETTLED
    post("followups:fact_undo", receipt.pk, event.pk)
    assert state_of(receipt) == State.OPEN
    assert not receipt.application.events.filter(kind=Event.Kind.CONFIRMATION).exists()


def test_closing_as_no_response_and_opening_again(
    make_application: MakeApplication, post: Callable, now: datetime
) -> None:
    application = make_application(applied_at=now - timedelta(days=90))
    for days in (60, 45):
        story.record_message(
            application.owner,
            "status",
            at=now - timedelta(days=days),
            token=uuid4(),
            now=now,
            application=application,
        )
    reminder = application.reminders.get(rule="application.close_out", state=State.OPEN)
    post("followups:reminder_record", reminder.pk)
    application.refresh_from_db()
    assert application.stage == "no_response"
    assert state_of(reminder) == State.SETTLED
    event = application.events.get(kind=Event.Kind.OUTCOME)
    post("followups:fact_undo", reminder.pk, event.pk)
    application.refresh_from_db()
    assert application.stage == "applied"
    assert state_of(reminder) == State.OPEN


def test_asking_a_reference_counts_as_asked_until_it_is_taken_back(
    application: Application, make_reference: MakeReference, now: datetime
) -> None:
    reference = make_reference(consent=Consent.NOT_ASKED)
    story.record_event(
        application, "reference_chosen", at=now, token=uuid4(), now=now, reference=reference
    )
    ask = application.reminders.get(rule="reference.ask")
    message = mark_sent(ask, Note(at=now, token=uuid4()), now=now)
    assert message
    reference.refresh_from_db()
    assert (reference.consent, reference.asked_on) == (Consent.ASKED, now.date())
    assert state_of(ask) == State.SETTLED
    undo_send_note(context_of(ask), message, now=now)
    reference.refresh_from_db()
    assert (reference.consent, reference.asked_on) == (Consent.NOT_ASKED, None)
    assert state_of(ask) == State.OPEN


def test_taking_back_the_note_keeps_an_answer_that_came_since(
    application: Application, make_reference: MakeReference, now: datetime
) -> None:
    reference = make_reference(consent=Consent.NOT_ASKED)
    story.record_event(
        application, "reference_chosen", at=now, token=uuid4(), now=now, reference=reference
    )
    ask = application.reminders.get(rule="reference.ask")
    message = mark_sent(ask, Note(at=now, token=uuid4()), now=now)
    assert message
    from references.services import set_consent

    reference.refresh_from_db()
    set_consent(reference, Consent.AGREED, on=now.date(), now=now)
    message.refresh_from_db()
    undo_send_note(context_of(ask), message, now=now)
    reference.refresh_from_db()
    assert reference.consent == Consent.AGREED


def test_a_note_keeps_its_words_and_its_reader(
    make_application: MakeApplication, make_contact: MakeContact, now: datetime
) -> None:
    application = make_application(applied_at=now - timedelta(days=17))
    status = application.reminders.get(rule="status.after_applying")
    ana = make_contact("Ana Ruiz")
    note = Note(now, uuid4(), "form", "Designer", "How do things stand?", contact=ana)
    message = mark_sent(status, note, now=now)
    assert message
    assert (message.channel, message.subject, message.contact) == ("form", "Designer", ana)
    assert message.body == "How do things stand?"


def test_a_note_of_an_unknown_channel_is_refused(thanks: Reminder, now: datetime) -> None:
    with pytest.raises(ValidationError):
        mark_sent(thanks, Note(at=now, token=uuid4(), channel="pigeon"), now=now)
    assert state_of(thanks) == State.OPEN


@pytest.mark.parametrize(
    ("name", "state"),
    [("followups:reminder_done", State.DONE), ("followups:reminder_dismiss", State.DISMISSED)],
)
def test_closed_by_hand_and_back(thanks: Reminder, post: Callable, name: str, state: str) -> None:
    post(name, thanks.pk)
    assert state_of(thanks) == state
    post("followups:reminder_undo", thanks.pk)
    assert state_of(thanks) == State.OPEN


def test_later_and_back(thanks: Reminder, post: Callable, now: datetime) -> None:
    post("followups:reminder_snooze", thanks.pk, data={"until": "tomorrow"})
    assert state_of(thanks) == State.SNOOZED
    assert thanks.snoozed_until == datetime(2026, 3, 20, 9, tzinfo=now.tzinfo)
    post("followups:reminder_undo", thanks.pk)
    assert (state_of(thanks), thanks.snoozed_until) == (State.OPEN, None)


@pytest.mark.parametrize(("form", "headers"), [({}, {}), ({}, HTMX), ({"as": "row"}, HTMX)])
def test_a_second_later_taken_back_leaves_the_first(
    thanks: Reminder,
    post: Callable,
    seeker_client: Client,
    now: datetime,
    form: dict,
    headers: dict,
) -> None:
    post("followups:reminder_snooze", thanks.pk, data={"until": "tomorrow"})
    first = datetime(2026, 3, 20, 9, tzinfo=now.tzinfo)
    seeker_client.get("/")
    later = {"until": "", "day": "2026-03-24", **form}
    answer = post("followups:reminder_snooze", thanks.pk, data=later, **headers)
    page = answer.content.decode() or seeker_client.get("/").content.decode()
    (undo,) = re.findall(rf'action="(/reminders/{thanks.pk}/undo/[^"]*)"', page)
    seeker_client.post(unescape(undo))
    assert (state_of(thanks), thanks.snoozed_until) == (State.SNOOZED, first)


@pytest.mark.parametrize("until", ["", "soon", "2026-03-21T09:00"])
def test_an_undo_that_names_no_moment_wakes_it(
    thanks: Reminder, post: Callable, seeker_client: Client, until: str
) -> None:
    post("followups:reminder_snooze", thanks.pk, data={"until": "tomorrow"})
    seeker_client.post(f"/reminders/{thanks.pk}/undo/", query_params={"until": until})
    assert state_of(thanks) == State.OPEN


def test_later_says_what_is_put_off_until_when_and_where(thanks: Reminder, post: Callable) -> None:
    answer = post("followups:reminder_snooze", thanks.pk, data={"until": "tomorrow"}, **HTMX)
    said = "Put off until Fri 20 Mar, 09:00: thank Bo Lindqvist (Harbour Analytics)."
    assert said in answer.content.decode()


def test_later_on_a_day_of_ones_own(thanks: Reminder, post: Callable, now: datetime) -> None:
    post("followups:reminder_snooze", thanks.pk, data={"until": "", "day": "2026-03-24"})
    assert state_of(thanks) == State.SNOOZED
    assert thanks.snoozed_until == datetime(2026, 3, 24, 9, tzinfo=now.tzinfo)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a day"),
        ({"until": "never"}, "Choose a day"),
        ({"day": "2026-03-19"}, "not ahead"),
        ({"day": "2026-03-27"}, "ends on Thu 26 Mar"),
        ({"day": "soon"}, "Enter a day"),
    ],
)
def test_a_later_that_does_not_fit_is_told(
    thanks: Reminder, post: Callable, data: dict, words: str
) -> None:
    for headers in ({}, HTMX):
        answer = post("followups:reminder_snooze", thanks.pk, data=data, **headers)
        assert words in answer.content.decode()
    assert state_of(thanks) == State.OPEN


def test_in_place_an_act_is_answered_with_a_line_and_an_undo(
    thanks: Reminder, post: Callable
) -> None:
    answer = post("followups:reminder_dismiss", thanks.pk, **HTMX)
    page = answer.content.decode()
    assert "Not needed: thank Bo Lindqvist (Harbour Analytics)." in page
    assert f'hx-post="/reminders/{thanks.pk}/undo/"' in page
    assert answer["HX-Trigger"] == '{"reminders-changed": {}}'
    card = post("followups:reminder_undo", thanks.pk, **HTMX).content.decode()
    assert f'id="reminder-{thanks.pk}"' in card
    assert "Thank Bo Lindqvist" in card


def test_in_a_row_an_act_is_answered_with_a_message(thanks: Reminder, post: Callable) -> None:
    answer = post("followups:reminder_dismiss", thanks.pk, data={"as": "row"}, **HTMX)
    page = answer.content.decode()
    assert 'hx-swap-oob="beforeend"' in page
    assert f'hx-post="/reminders/{thanks.pk}/undo/?as=row"' in page


def test_without_scripts_the_undo_is_offered_on_the_next_page(
    thanks: Reminder, post: Callable, seeker_client: Client
) -> None:
    post("followups:reminder_dismiss", thanks.pk)
    page = seeker_client.get("/").content.decode()
    assert f'action="/reminders/{thanks.pk}/undo/"' in page


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/reminders/1/", "/reminders/1/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_an_act_leads_on_within_the_site(
    thanks: Reminder, post: Callable, wanted: str, given: str
) -> None:
    assert post("followups:reminder_done", thanks.pk, data={"next": wanted}).url == given


ACT_NAMES = (
    "notes:reminder_sent",
    *(f"followups:reminder_{act}" for act in ("record", "done", "dismiss", "snooze", "undo")),
)


@pytest.mark.parametrize("name", ACT_NAMES)
def test_a_stranger_finds_nothing(thanks: Reminder, stranger_client: Client, name: str) -> None:
    url = reverse(name, args=[thanks.pk])
    answer = stranger_client.post(url, {"token": str(uuid4()), "until": "tomorrow"})
    assert answer.status_code == 404
    assert state_of(thanks) == State.OPEN


def test_a_strangers_message_or_fact_cannot_be_taken_back(
    thanks: Reminder,
    post: Callable,
    stranger: object,
    make_application: MakeApplication,
    now: datetime,
) -> None:
    theirs = make_application(owner=stranger)
    message = story.record_message(
        stranger, "status", at=now, token=uuid4(), now=now, application=theirs
    )
    event = theirs.events.get()
    assert post("notes:note_undo", thanks.pk, message.pk).status_code == 404
    assert post("followups:fact_undo", thanks.pk, event.pk).status_code == 404
    assert Message.objects.count() == 1
    assert theirs.events.count() == 1


@pytest.mark.parametrize("name", ACT_NAMES)
def test_an_act_is_a_post_of_somebody_signed_in(
    thanks: Reminder, seeker_client: Client, client: Client, name: str
) -> None:
    url = reverse(name, args=[thanks.pk])
    assert seeker_client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert client.post(url, **HTMX)["HX-Redirect"].startswith("/account/login/")


def test_the_folded_acts_of_a_card_and_of_a_row(
    thanks: Reminder, seeker_client: Client, stranger_client: Client
) -> None:
    url = reverse("followups:reminder_menu", args=[thanks.pk])
    later = seeker_client.get(url).content.decode()
    assert 'value="tomorrow"' in later
    assert 'type="date"' in later
    row = seeker_client.get(url, {"as": "row"}).content.decode()
    assert f'formaction="/reminders/{thanks.pk}/dismiss/"' in row
    assert 'name="as" value="row"' in row
    assert stranger_client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("local", "offered"),
    [
        ("2026-03-19T16:59", ["evening", "tomorrow", "monday"]),
        ("2026-03-19T17:00", ["tomorrow", "monday"]),
        ("2026-03-22T10:00", ["evening", "tomorrow"]),
        ("2026-03-23T10:00", ["evening", "tomorrow", "monday"]),
    ],
)
def test_what_later_offers(local: str, offered: list[str]) -> None:
    zone = ZoneInfo("Europe/London")
    now = datetime.fromisoformat(local).replace(tzinfo=zone)
    found = snooze_options(zone, now)
    assert [each.name for each in found] == offered
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert all(each.at > now for each in found)
    for each in found:
        assert each.at.astimezone(zone).hour == (18 if each.name == "evening" else 9)
        assert each.name != "monday" or each.at.astimezone(zone).weekday() == 0


def test_later_keeps_to_the_wall_clock_over_a_clock_change() -> None:
    zone = ZoneInfo("Europe/London")
    saturday = datetime(2026, 3, 28, 20, 0, tzinfo=zone)
    assert [each.at.hour for each in snooze_options(zone, saturday)] == [8, 8]


def test_no_moment_is_offered_at_which_the_reminder_is_gone(
    thanks: Reminder, seeker_client: Client, now: datetime
) -> None:
    menu = reverse("followups:reminder_menu", args=[thanks.pk])
    assert 'value="tomorrow"' in seeker_client.get(menu).content.decode()
    Reminder.objects.filter(pk=thanks.pk).update(lapses_at=now + timedelta(hours=1))
    assert 'name="until" value=""' in seeker_client.get(menu).content.decode()
    assert 'value="tomorrow"' not in seeker_client.get(menu).content.decode()


@pytest.fixture
def early(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> Reminder:
    """A thank-you for an interview that begins in two hours."""
    make_interview(application, make_contact(), starts_at=now + timedelta(hours=2))
    return application.reminders.get(rule="interview.thank_you")


BEFORE = "This is before the interview began."


@pytest.mark.parametrize("name", ["notes:reminder_sent", "notes:draft_sent"])
def test_nobody_is_thanked_before_the_interview_began(
    early: Reminder, post: Callable, seeker_client: Client, name: str
) -> None:
    note = {"channel": "email", "subject": "Thanks", "body": "Dear Ana, thank you.", "at": ""}
    answer = post(name, early.pk, data=note)
    page = answer if answer.status_code == 200 else seeker_client.get("/")
    assert BEFORE in page.content.decode()
    assert not Message.objects.exists()
    assert state_of(early) == State.PLANNED


def test_the_interviews_own_page_records_no_thanks_before_it_began(
    early: Reminder, post: Callable, seeker_client: Client
) -> None:
    answer = post("applications:interview_thanked", early.interview_id, data={}, **HTMX)
    assert BEFORE in seeker_client.get(answer.url).content.decode()
    assert not Message.objects.exists()


def test_no_page_offers_sent_before_the_interview_is_over(
    early: Reminder, seeker_client: Client
) -> None:
    pages = [f"/reminders/{early.pk}/{part}" for part in ("", "menu/?as=row", "menu/", "write/")]
    for url in pages:
        page = seeker_client.get(url).content.decode()
        assert not re.search(r'<button[^>]*type="submit"[^>]*>(\s|<[^>]*>)*Sent\s*<', page), url
    assert "Once the interview is over" in page


def test_a_thank_you_is_not_moved_to_before_the_interview(
    thanks: Reminder, seeker_client: Client, now: datetime
) -> None:
    message = mark_sent(thanks, Note(at=now, token=uuid4()), now=now)
    early = thanks.interview.starts_at - timedelta(minutes=1)
    fields = {"channel": "email", "subject": "", "body": ""}
    with pytest.raises(ValidationError, match=BEFORE):
        story.edit_message(message, at=early, **fields, now=now)
    story.edit_message(message, at=thanks.interview.starts_at, **fields, now=now)
