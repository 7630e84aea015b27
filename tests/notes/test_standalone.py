"""Notes that no reminder asks for: which there may be, what holds them back, what *Sent* does."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications import services as story
from applications.models import Application, Interview, Message
from followups.models import Reminder
from followups.services import dismiss
from notes.models import NoteDraft
from references.models import Contact, Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

DAY = timedelta(days=1)
MOST_QUERIES = 8
"""One of them counts what waits in the Inbox, for the navigation."""
Record = Callable[..., object]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application(title="Senior Product Designer")


@pytest.fixture
def bo(make_contact: MakeContact) -> Contact:
    return make_contact("Bo Lindqvist", company="Harbour Analytics", email="bo@harbour.example")


@pytest.fixture
def interview(application: Application, make_interview: MakeInterview, bo: Contact) -> Interview:
    return make_interview(application, bo)


@pytest.fixture
def happens(application: Application, now: datetime) -> Record:
    """Writes down what happens in the application, just now."""

    def record(kind: str, at: datetime = now, **more: object) -> object:
        return story.record_event(application, kind, at=at, token=uuid4(), now=now, **more)

    return record


@pytest.fixture
def sends(application: Application, now: datetime) -> Record:
    """Writes down a note about the application, sent just now."""

    def record(purpose: str, at: datetime = now, **more: object) -> Message:
        return story.record_message(
            application.owner,
            purpose,
            at=at,
            token=uuid4(),
            now=now,
            application=application,
            **more,
        )

    return record


def write(application: Application, act: str = "", **query: object) -> str:
    name = f"notes:write_{act}" if act else "notes:write"
    return f"{reverse(name, args=[application.pk])}?{urlencode(query)}"


def write_to(reference: Reference, act: str = "", **query: object) -> str:
    name = f"notes:write_to_{act}" if act else "notes:write_to"
    return f"{reverse(name, args=[reference.pk])}?{urlencode(query)}"


def typed(**fields: str) -> dict[str, str]:
    kept = {"token": str(uuid4()), "channel": "email", "subject": "Hello", "body": "Dear you"}
    return {**kept, "at": "", **fields}


def test_a_note_that_a_reminder_asks_for_is_written_there(
    interview: Interview, bo: Contact, seeker_client: Client
) -> None:
    thanks = Reminder.objects.get(rule="interview.thank_you")
    status = Reminder.objects.get(rule="status.after_interview")
    application = interview.application
    to_bo = write(application, purpose="thank_you", to=f"c{bo.pk}")
    assert seeker_client.get(to_bo).url == reverse("notes:draft", args=[thanks.pk])
    ask = write(application, purpose="status", to=f"c{bo.pk}")
    assert seeker_client.get(ask).url == reverse("notes:draft", args=[status.pk])


def test_until_its_day_the_page_says_what_holds_the_note_back(
    interview: Interview, happens: Record, seeker_client: Client, now: datetime
) -> None:
    happens("timeline_given", news_by=(now + 12 * DAY).date())
    row = Reminder.objects.get(rule="status.promised")
    page = seeker_client.get(reverse("notes:draft", args=[row.pk])).content.decode()
    assert "They named a day" in page
    assert "you would hear by Tue 31 Mar; the earliest note is Wed 1 Apr." in page
    assert "What you write now is kept until then." in page
    assert reverse("notes:draft_sent", args=[row.pk]) in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([("no_contact_requested", {})], "On Thu 19 Mar they asked not to be called"),
        ([("outcome", {"result": "rejected"})], "They turned you down on Thu 19 Mar"),
        ([("outcome", {"result": "offer"})], "You have had an offer since Thu 19 Mar"),
        ([("references_requested", {})], "They asked for references on Thu 19 Mar"),
    ],
)
def test_a_guard_holds_back_and_blocks_nothing(
    application: Application, happens: Record, seeker_client: Client, facts: list, words: str
) -> None:
    for kind, more in facts:
        happens(kind, **more)
    answer = seeker_client.get(write(application, purpose="status"))
    page = answer.content.decode()
    assert words in page
    assert "You may write it all the same" in page
    sent = seeker_client.post(write(application, "sent", purpose="status"), typed())
    assert sent.url == reverse("applications:page", args=[application.pk])
    assert Message.objects.get().purpose == "status"


def test_after_two_notes_it_is_their_turn(
    application: Application, sends: Record, seeker_client: Client, now: datetime
) -> None:
    sends("status", at=now - 9 * DAY)
    sends("status", at=now - DAY)
    answer = seeker_client.get(write(application, purpose="status"))
    assert "now it is their turn" in answer.content.decode()
    body = answer.context["form"]["body"].value()
    assert "I wrote on Wednesday 18 March, and I am still very interested." in body


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("timeline_given", {"news_by": 3}, "by Sunday 22 March"),
        ("timeline_given", {"ask_on": 4}, "check back on Monday 23 March"),
        ("reference_contacted", {}, "On Thursday 19 March I interviewed for"),
        ("employer_reply", {}, "On Thursday 19 March I interviewed for"),
    ],
)
def test_the_latest_of_what_happened_begins_the_status_note(
    interview: Interview,
    happens: Record,
    make_reference: MakeReference,
    seeker_client: Client,
    now: datetime,
    kind: str,
    more: dict[str, int],
    words: str,
) -> None:
    days = {name: (now + count * DAY).date() for name, count in more.items()}
    of = {"reference": make_reference()} if kind == "reference_contacted" else {}
    happens(kind, **days, **of)
    dismiss(Reminder.objects.get(rule__startswith="status.", state="planned"), now=now)
    answer = seeker_client.get(write(interview.application, purpose="status"))
    assert words in answer.context["form"]["body"].value()
    assert answer.context["form"]["body"].value().startswith("Dear Bo,")
    days = [check.is_good for check in answer.context["checks"] if check.name == "about"]
    assert days == [True]


def test_an_answer_to_ones_question_is_taken_up(
    application: Application, sends: Record, happens: Record, seeker_client: Client, now: datetime
) -> None:
    sends("status", at=now - 2 * DAY)
    happens("employer_reply", at=now - DAY)
    dismiss(Reminder.objects.get(rule__startswith="status.", state="planned"), now=now)
    body = seeker_client.get(write(application, purpose="status")).context["form"]["body"].value()
    assert "I last heard from you on Wednesday 18 March" in body


def test_whom_to_write_to_is_whom_they_named(
    interview: Interview, make_contact: MakeContact, bo: Contact, seeker_client: Client, now
) -> None:
    priya = make_contact("Priya Nair", company="Harbour Analytics")
    story.debrief_interview(
        interview, fields={"follow_up_contact": "priya nair, talent"}, topics={}, now=now
    )
    row = Reminder.objects.get(rule="status.after_interview")
    dismiss(row, now=now)
    form = seeker_client.get(write(interview.application, purpose="status")).context["form"]
    assert form["contact"].value() == priya.pk
    to_bo = write(interview.application, purpose="status", to=f"c{bo.pk}")
    assert seeker_client.get(to_bo).context["form"]["contact"].value() == bo.pk


def test_thanking_twice_is_held_back_by_what_was_sent(
    interview: Interview, bo: Contact, sends: Record, seeker_client: Client
) -> None:
    sends("thank_you", interview=interview, contact=bo)
    page = seeker_client.get(
        write(interview.application, purpose="thank_you", to=f"c{bo.pk}")
    ).content.decode()
    assert "You thanked Bo Lindqvist on Thu 19 Mar: one thank-you is enough." in page


def test_after_a_phone_screen_one_note_is_enough_for_all(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    bo: Contact,
    sends: Record,
    seeker_client: Client,
) -> None:
    ana = make_contact("Ana Ruiz")
    screen = make_interview(application, ana, bo, kind=Interview.Kind.PHONE_SCREEN)
    to_bo = write(application, purpose="thank_you", to=f"c{bo.pk}", interview=screen.pk)
    row = Reminder.objects.get(rule="screen.follow_up")
    assert seeker_client.get(to_bo).url == reverse("notes:draft", args=[row.pk])
    sends("thank_you", interview=screen, contact=ana)
    assert "one short note is enough" in seeker_client.get(to_bo).content.decode()


def test_what_is_begun_is_kept_and_found_again_by_the_reminder(
    application: Application, happens: Record, make_reference: MakeReference, seeker_client, now
) -> None:
    happens("references_requested")
    answer = seeker_client.post(
        write(application, "check", purpose="status"),
        typed(body="What is the salary?"),
        HTTP_HX_REQUEST="true",
    )
    assert "“salary”" in answer.content.decode()
    assert "Kept at 20:00." in answer.content.decode()
    happens("reference_chosen", reference=make_reference())
    row = Reminder.objects.get(rule="status.after_applying")
    page = seeker_client.get(reverse("notes:draft", args=[row.pk]))
    assert page.context["form"]["body"].value() == "What is the salary?"


def test_sent_is_written_down_with_what_it_settles_and_can_be_taken_back(
    application: Application, happens: Record, bo: Contact, seeker_client: Client, now: datetime
) -> None:
    happens("outcome", result="declined")
    dismiss(Reminder.objects.get(rule="offer.decline_note"), now=now)
    data = typed(contact=str(bo.pk), channel="handwritten", body="Thank you, and no")
    for _ in range(2):
        seeker_client.post(write(application, "sent", purpose="decline_note"), data)
    message = Message.objects.get()
    assert (message.purpose, message.contact, message.channel) == (
        "decline_note",
        bo,
        "handwritten",
    )
    assert not NoteDraft.objects.exists()
    answer = seeker_client.post(reverse("notes:sent_undo", args=[message.pk]))
    assert not Message.objects.exists()
    again = seeker_client.get(answer.url)
    assert again.context["form"]["body"].value() == "Thank you, and no"


def test_a_thank_you_that_was_ticked_off_elsewhere_is_one_note(
    interview: Interview, bo: Contact, seeker_client: Client
) -> None:
    """The page was open when the reminder was settled; its *Sent* writes nothing twice."""
    row = Reminder.objects.get(rule="interview.thank_you")
    page = reverse("notes:draft_sent", args=[row.pk])
    seeker_client.post(page, typed())
    seeker_client.post(page, typed())
    assert Message.objects.count() == 1


def test_what_was_begun_is_on_record_where_sent_is_pressed_elsewhere(
    interview: Interview, seeker_client: Client
) -> None:
    row = Reminder.objects.get(rule="interview.thank_you")
    check = reverse("notes:draft_check", args=[row.pk])
    seeker_client.post(check, typed(body="Dear Bo, my words", channel="handwritten"))
    seeker_client.post(reverse("notes:reminder_sent", args=[row.pk]), {"token": uuid4()})
    message = Message.objects.get()
    assert (message.body, message.channel) == ("Dear Bo, my words", "handwritten")
    assert not NoteDraft.objects.exists()


def test_something_else_has_a_frame_and_a_gap(
    application: Application, bo: Contact, seeker_client: Client
) -> None:
    answer = seeker_client.get(write(application, purpose="other", to=f"c{bo.pk}"))
    body = answer.context["form"]["body"].value()
    assert body.startswith("Dear Bo,")
    assert "[What you want to say]" in body
    assert "Write to Harbour Analytics about something else" in answer.content.decode()


@pytest.fixture
def joan(make_reference: MakeReference) -> Reference:
    return make_reference(job_hunting_since=None, speaks_about="Calm under deadlines")


def test_a_heads_up_says_that_they_have_not_agreed(
    application: Application, make_reference: MakeReference, seeker_client: Client
) -> None:
    asked = make_reference("Peter Song", consent="asked")
    page = seeker_client.get(
        write(application, purpose="heads_up", to=f"r{asked.pk}")
    ).content.decode()
    assert "You asked Peter Song and have no answer yet." in page
    assert reverse("people:reference", args=[asked.pk]) + "#consent" in page


def test_a_second_heads_up_is_held_back(
    application: Application, joan: Reference, sends: Record, seeker_client: Client
) -> None:
    sends("heads_up", reference=joan)
    page = seeker_client.get(
        write(application, purpose="heads_up", to=f"r{joan.pk}")
    ).content.decode()
    assert "You sent Joan Whitfield such a note on Thu 19 Mar already." in page


def test_a_reference_is_written_to_without_a_job(
    joan: Reference, seeker_client: Client, now: datetime
) -> None:
    answer = seeker_client.get(write_to(joan, purpose="reconfirm"))
    assert "In 2026 you kindly agreed to be a reference" in answer.context["form"]["body"].value()
    sent = seeker_client.post(write_to(joan, "sent", purpose="other"), typed(body="Dear Joan"))
    assert sent.url == reverse("people:reference", args=[joan.pk])
    message = Message.objects.get()
    assert (message.reference, message.application, message.body) == (joan, None, "Dear Joan")


def test_asking_by_note_is_asking_and_taking_it_back_is_not(
    make_reference: MakeReference, seeker_client: Client
) -> None:
    reference = make_reference("Peter Song", consent="not_asked")
    seeker_client.post(write_to(reference, "sent", purpose="ask_reference"), typed())
    reference.refresh_from_db()
    assert (reference.consent, str(reference.asked_on)) == ("asked", "2026-03-19")
    message = Message.objects.get()
    answer = seeker_client.post(reverse("notes:sent_undo", args=[message.pk]))
    assert answer.url == write_to(reference, purpose="ask_reference")
    reference.refresh_from_db()
    assert (reference.consent, reference.asked_on) == ("not_asked", None)


def test_thanks_for_a_letter_and_news_of_the_outcome(
    application: Application, joan: Reference, happens: Record, sends: Record, seeker_client, now
) -> None:
    happens("reference_letter", reference=joan)
    sends("reference_thank_you", reference=joan)
    happens("outcome", result="accepted")
    to = f"r{joan.pk}"
    thanks = seeker_client.get(write(application, purpose="reference_thank_you", to=to))
    assert "Thank you for writing to Harbour Analytics" in thanks.context["form"]["body"].value()
    sends("reference_outcome", reference=joan)
    told = seeker_client.get(write(application, purpose="reference_outcome", to=to))
    assert "I have accepted it" in told.context["form"]["body"].value()


def test_what_may_be_written_about_an_application(
    interview: Interview, bo: Contact, joan: Reference, happens: Record, seeker_client: Client
) -> None:
    application = interview.application
    happens("reference_contacted", reference=joan)
    happens("outcome", result="accepted")
    page = seeker_client.get(write(application))
    titles = [each.title for each in page.context["to_employer"]]
    assert titles == [
        "Thank Bo Lindqvist",
        "Write to Harbour Analytics about something else",
    ]
    assert [each.title for each in page.context["to_references"]] == [
        "Thank Joan Whitfield",
        "Tell Joan Whitfield how it went",
        "A small present for Joan Whitfield",
    ]
    for option in (*page.context["to_employer"], *page.context["to_references"]):
        assert seeker_client.get(option.url).status_code in (200, 302), option.url


def test_while_it_runs_each_note_says_what_speaks_for_waiting(
    interview: Interview,
    joan: Reference,
    make_reference: MakeReference,
    happens: Record,
    seeker_client: Client,
    now: datetime,
) -> None:
    happens("timeline_given", news_by=(now + 12 * DAY).date())
    happens("reference_chosen", reference=make_reference("Peter Song", consent="asked"))
    happens("reference_chosen", reference=joan)
    page = seeker_client.get(write(interview.application))
    notes = {each.title: each.note for each in page.context["to_employer"]}
    assert "the earliest note is Wed 1 Apr" in notes["Ask how things stand"]
    assert notes["Write to Harbour Analytics about something else"] == ""
    notes = {each.title: each.note for each in page.context["to_references"]}
    assert notes["Tell Joan Whitfield that a call is coming"] == ""
    assert "have no answer yet" in notes["Tell Peter Song that a call is coming"]


def test_somebody_who_said_no_is_offered_no_call_and_no_present(
    interview: Interview, make_reference: MakeReference, happens: Record, seeker_client: Client
) -> None:
    tom = make_reference("Tom Eck", consent="not_asked")
    happens("reference_chosen", reference=tom)
    Reference.objects.filter(pk=tom.pk).update(consent="declined")
    assert seeker_client.get(write(interview.application)).context["to_references"] == []
    happens("outcome", result="accepted")
    page = seeker_client.get(write(interview.application))
    assert page.context["to_references"] == []


def test_of_a_saved_job_nobody_is_asked_how_it_stands(
    make_application: MakeApplication, seeker_client: Client
) -> None:
    saved = make_application("Skylark", applied_at=None)
    page = seeker_client.get(write(saved))
    assert [each.title for each in page.context["to_employer"]] == [
        "Write to Skylark about something else"
    ]


def test_what_may_be_written_to_one_person(
    interview: Interview, bo: Contact, make_contact: MakeContact, seeker_client: Client
) -> None:
    other = make_contact("Ana Ruiz", company="Harbour Analytics")
    for person, count in ((bo, 5), (other, 4)):
        page = seeker_client.get(write(interview.application, to=f"c{person.pk}"))
        assert len(page.context["to_employer"]) == count
        assert f"to=c{person.pk}" in page.context["to_employer"][-1].url
        assert page.context["to_references"] == []


def test_what_may_be_written_to_a_reference(
    joan: Reference, make_reference: MakeReference, seeker_client: Client, now: datetime
) -> None:
    looking = make_reference("Leila", consent="not_asked", job_hunting_since=now.date())
    page = seeker_client.get(write_to(joan))
    assert [each.title for each in page.context["to_references"]] == [
        "Ask Joan Whitfield whether they still agree",
        "Write to Joan Whitfield",
        "Tell Joan Whitfield how your search is going",
        "Write to Joan Whitfield about something else",
    ]
    page = seeker_client.get(write_to(looking))
    assert [each.title for each in page.context["to_references"]] == [
        "Ask Leila to be a reference",
        "Write to Leila",
        "Offer Leila the same in return",
        "Write to Leila about something else",
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"purpose": "nonsense"},
        {"purpose": "thank_you"},
        {"purpose": "thank_you", "to": "c999999"},
        {"purpose": "thank_you", "to": "bo"},
        {"purpose": "thank_you", "interview": "999999999999999999"},
        {"purpose": "thank_you", "interview": "x"},
        {"purpose": "heads_up"},
        {"purpose": "heads_up", "to": "c1"},
        {"purpose": "heads_up", "to": "r999999"},
        {"purpose": "keep_in_touch"},
    ],
)
def test_what_nobody_can_write_is_not_there(
    interview: Interview, seeker_client: Client, query: dict[str, str]
) -> None:
    assert seeker_client.get(write(interview.application, **query)).status_code == 404


def test_a_note_about_a_job_is_not_written_without_one(
    joan: Reference, seeker_client: Client
) -> None:
    for purpose in ("heads_up", "status", "thank_you"):
        assert seeker_client.get(write_to(joan, purpose=purpose)).status_code == 404


def test_nothing_is_a_strangers(
    interview: Interview, bo: Contact, joan: Reference, sends: Record, stranger_client: Client
) -> None:
    application = interview.application
    message = sends("other")
    for query in ({}, {"purpose": "status"}, {"purpose": "thank_you", "to": f"c{bo.pk}"}):
        assert stranger_client.get(write(application, **query)).status_code == 404
    assert stranger_client.get(write_to(joan, purpose="other")).status_code == 404
    for act in ("check", "sent", "print", "discard", "keep"):
        where = write(application, act, purpose="status")
        assert stranger_client.post(where, typed(template_name="T")).status_code == 404
    undo = reverse("notes:sent_undo", args=[message.pk])
    assert stranger_client.post(undo).status_code == 404
    assert Message.objects.get() == message


def test_a_reader_of_somebody_elses_is_nobody(
    application: Application, make_contact: MakeContact, stranger, seeker_client: Client
) -> None:
    theirs = make_contact("Xan", owner=stranger)
    answer = seeker_client.get(write(application, purpose="status", to=f"c{theirs.pk}"))
    assert "Xan" not in answer.content.decode()


def test_a_note_goes_to_whoever_is_known(
    interview: Interview, bo: Contact, make_contact: MakeContact, seeker_client: Client
) -> None:
    rae = make_contact(bo.name, company="Talent Agency", email="rae@agency.example")
    application, to = interview.application, f"c{rae.pk}"
    assert seeker_client.get(write(application, to=to)).status_code == 200
    page = seeker_client.get(write(application, purpose="other", to=to))
    form, shown = page.context["form"], page.content.decode()
    assert form["contact"].value() == rae.pk
    assert "mailto:rae%40agency.example" in shown or "mailto:rae@agency.example" in shown
    assert f"{bo.name}, Talent Agency" in shown
    typed = {"token": uuid4(), "channel": "email", "subject": "Hello", "body": "Dear Rae"}
    sent = write(application, "sent", purpose="other", to=to)
    assert seeker_client.post(sent, {**typed, "contact": rae.pk}).status_code == 302
    assert application.messages.get().contact == rae


def test_who_interviews_from_elsewhere_is_thanked(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seeker_client: Client,
) -> None:
    rae = make_contact("Rae Ito", company="Talent Agency")
    make_interview(application, rae)
    thanks = write(application, purpose="thank_you", to=f"c{rae.pk}")
    page = seeker_client.get(thanks, follow=True)
    assert page.status_code == 200
    assert page.context["note"].occasion.contact == rae


@pytest.fixture
def many(
    interview: Interview, bo: Contact, joan: Reference, sends: Record, happens: Record
) -> dict[str, str]:
    """An address of each kind of page."""
    application = interview.application
    happens("no_contact_requested")
    happens("reference_contacted", reference=joan)
    sends("thank_you", interview=interview, contact=bo, body="Dear Bo, thank you.")
    sends("reference_thank_you", reference=joan)
    return {
        "options": write(application),
        "options to a reference": write_to(joan),
        "thanks": write(application, purpose="thank_you", to=f"c{bo.pk}"),
        "status": write(application, purpose="status"),
        "about a job": write(application, purpose="reference_thank_you", to=f"r{joan.pk}"),
        "to a reference": write_to(joan, purpose="other"),
    }


@pytest.mark.parametrize(
    "name",
    ["options", "options to a reference", "thanks", "status", "about a job", "to a reference"],
)
def test_queries_do_not_grow(
    many: dict[str, str],
    name: str,
    interview: Interview,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    make_reference: MakeReference,
    seeker_client: Client,
    happens: Record,
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert seeker_client.get(many[name]).status_code == 200
    application = interview.application
    for number in range(6):
        make_interview(application, make_contact(f"Person {number}", company="Harbour Analytics"))
        make_contact(f"Recruiter {number}", company=f"Agency {number}")
        happens("reference_chosen", reference=make_reference(f"Reference {number}"))
    with CaptureQueriesContext(connection) as lots:
        assert seeker_client.get(many[name]).status_code == 200
    assert len(lots) <= len(few) <= MOST_QUERIES
