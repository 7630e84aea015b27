"""The notes of the second edition: who they go to, what they say, and what *Sent* records."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from applications import services as story
from applications.models import Application, Interview, Message
from followups.models import Reminder
from followups.planning.replan import replan
from references.models import Contact, Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

DAY = timedelta(days=1)
Record = Callable[..., object]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application(title="Senior Product Designer")


@pytest.fixture
def happens(application: Application, now: datetime) -> Record:
    """Writes down what happens in the application, just now."""

    def record(kind: str, at: datetime = now, **more: object) -> object:
        return story.record_event(application, kind, at=at, token=uuid4(), now=now, **more)

    return record


@pytest.fixture
def joan(make_reference: MakeReference) -> Reference:
    return make_reference(job_hunting_since=None)


def body_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return str(answer.context["form"]["body"].value())


def asked(client: Client, rule: str, **which: object) -> str:
    """The suggestion for the note that the reminder of this rule asks for."""
    row = Reminder.objects.get(rule=rule, state__in=Reminder.LIVE, **which)
    return body_of(client, reverse("notes:draft", args=[row.pk]))


def send(client: Client, rule: str, **which: object) -> None:
    row = Reminder.objects.get(rule=rule, state__in=Reminder.LIVE, **which)
    data = {"token": uuid4(), "channel": "email", "subject": "S", "body": "Dear you, thank you."}
    client.post(reverse("notes:draft_sent", args=[row.pk]), {**data, "at": ""})


def purposes() -> list[str]:
    return sorted(Message.objects.values_list("purpose", flat=True))


def write(application: Application, **query: object) -> str:
    return f"{reverse('notes:write', args=[application.pk])}?{urlencode(query)}"


def test_an_offer_is_acknowledged(
    application: Application, happens: Record, seeker_client: Client, now: datetime
) -> None:
    happens("outcome", result="offer", answer_by=(now + 8 * DAY).date())
    body = asked(seeker_client, "offer.acknowledge")
    assert "give you my answer by Friday 27 March" in body
    send(seeker_client, "offer.acknowledge")
    assert purposes() == ["offer_thanks"]
    assert not Reminder.objects.filter(rule="offer.acknowledge", state__in=Reminder.LIVE)
    again = body_of(seeker_client, write(application, purpose="offer_thanks"))
    assert "give you my answer by Friday 27 March" in again


def test_who_accepted_elsewhere_withdraws(
    application: Application,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    seeker_client: Client,
    now: datetime,
) -> None:
    make_interview(application, starts_at=now + 2 * DAY)
    other = make_application("Fernhill")
    for result in ("offer", "accepted"):
        story.record_event(other, "outcome", at=now, token=uuid4(), now=now, result=result)
    body = asked(seeker_client, "application.withdraw_note", application=application)
    assert "I have accepted a position elsewhere" in body
    assert "Please cancel our interview on" in body
    assert "Fernhill" not in body
    send(seeker_client, "application.withdraw_note", application=application)
    assert purposes() == ["withdraw_note"]


def test_who_just_withdrew_says_no_more(
    application: Application, happens: Record, seeker_client: Client
) -> None:
    happens("outcome", result="withdrawn")
    body = asked(seeker_client, "application.withdraw_note")
    assert "I have decided to withdraw my application" in body
    assert "elsewhere" not in body


@pytest.fixture
def kai(application: Application, make_contact: MakeContact, now: datetime) -> Contact:
    contact = make_contact("Dr Kai Holm")
    Application.objects.filter(pk=application.pk).update(referred_by=contact)
    replan(application.owner_id, None, now=now)
    return contact


def test_the_referrer_is_thanked_and_told(
    application: Application, kai: Contact, happens: Record, seeker_client: Client
) -> None:
    row = Reminder.objects.get(rule="referrer.thank_you", state__in=Reminder.LIVE)
    page = seeker_client.get(reverse("notes:draft", args=[row.pk])).content.decode()
    assert "Dear Dr Holm," in page
    assert 'data-greetings="Dear Dr Holm,|Dear Kai,"' in page
    assert "I applied on" in page
    send(seeker_client, "referrer.thank_you")
    happens("outcome", result="rejected")
    assert "I did not get the" in asked(seeker_client, "referrer.outcome")
    send(seeker_client, "referrer.outcome")
    assert purposes() == ["referrer_outcome", "referrer_thank_you"]
    assert set(Message.objects.values_list("contact", flat=True)) == {kai.pk}


def test_notes_to_the_referrer_are_offered_on_the_page_of_notes(
    application: Application, kai: Contact, happens: Record, seeker_client: Client
) -> None:
    send(seeker_client, "referrer.thank_you")
    happens("outcome", result="accepted")
    send(seeker_client, "referrer.outcome")
    options = seeker_client.get(write(application)).context["to_referrer"]
    assert [each.title for each in options] == [
        "Thank Dr Kai Holm for referring you",
        "Tell Dr Kai Holm how it went",
    ]
    assert "I have accepted it." in body_of(seeker_client, options[1].url)
    for option in options:
        assert seeker_client.get(option.url).status_code == 200


def test_where_nobody_referred_there_is_no_such_note(
    application: Application, seeker_client: Client
) -> None:
    assert seeker_client.get(write(application)).context["to_referrer"] == []
    for purpose in ("referrer_thank_you", "referrer_outcome"):
        assert seeker_client.get(write(application, purpose=purpose)).status_code == 404


def test_the_list_of_references_is_in_the_note(
    application: Application,
    joan: Reference,
    make_reference: MakeReference,
    happens: Record,
    seeker_client: Client,
) -> None:
    happens("references_requested")
    happens("reference_chosen", reference=joan)
    happens("reference_chosen", reference=make_reference("Peter Song", consent="asked"))
    body = asked(seeker_client, "references.send")
    assert "Joan Whitfield" in body
    assert "Peter Song" not in body
    send(seeker_client, "references.send")
    assert purposes() == ["references_list"]
    assert not Reminder.objects.filter(rule="references.send", state__in=Reminder.LIVE)


def test_thanks_and_news_are_one_letter(
    application: Application, joan: Reference, happens: Record, seeker_client: Client
) -> None:
    happens("reference_contacted", reference=joan)
    happens("outcome", result="accepted")
    row = Reminder.objects.get(rule="reference.outcome")
    thanks = Reminder.objects.get(rule="reference.thank_you")
    answer = seeker_client.get(reverse("notes:draft", args=[row.pk]))
    assert answer.url == reverse("notes:draft", args=[thanks.pk])
    page = seeker_client.get(answer.url)
    body = page.context["form"]["body"].value()
    assert "Thank you for taking the time to speak for me" in body
    assert "I have accepted it" in body
    assert "never required" in page.content.decode()
    send(seeker_client, "reference.thank_you")
    assert purposes() == ["reference_outcome", "reference_thank_you"]


def test_thanks_and_a_heads_up_for_another_job_are_one_letter(
    application: Application,
    joan: Reference,
    happens: Record,
    make_application: MakeApplication,
    seeker_client: Client,
    now: datetime,
) -> None:
    happens("reference_contacted", reference=joan)
    other = make_application("Fernhill", title="Lead")
    for kind, more in (("references_requested", {}), ("reference_chosen", {"reference": joan})):
        story.record_event(other, kind, at=now, token=uuid4(), now=now, **more)
    body = asked(seeker_client, "reference.thank_you")
    assert "when Harbour Analytics got in touch" in body
    assert "I have applied to Fernhill for the Lead position" in body
    assert body.count("Dear Joan,") == 1


def test_the_outcomes_of_two_jobs_are_one_letter(
    application: Application,
    joan: Reference,
    happens: Record,
    make_application: MakeApplication,
    seeker_client: Client,
    now: datetime,
) -> None:
    other = make_application("Fernhill", title="Lead")
    for about in (application, other):
        story.record_event(
            about, "reference_contacted", at=now - DAY, token=uuid4(), now=now, reference=joan
        )
        story.record_message(
            about.owner, "reference_thank_you", at=now, token=uuid4(), now=now, application=about,
            reference=joan,
        )  # fmt: skip
        story.record_event(about, "outcome", at=now, token=uuid4(), now=now, result="rejected")
    rows = Reminder.objects.filter(rule="reference.outcome", state__in=Reminder.LIVE)
    first = min(rows, key=lambda row: row.pk)
    body = body_of(seeker_client, reverse("notes:draft", args=[first.pk]))
    assert "position at Harbour Analytics" in body
    assert "the Lead position at Fernhill" in body


def test_who_was_called_unasked_gets_an_apology(
    application: Application, make_reference: MakeReference, happens: Record, seeker_client: Client
) -> None:
    happens("reference_contacted", reference=make_reference("Peter Song", consent="not_asked"))
    body = asked(seeker_client, "reference.thank_you")
    assert "I am sorry that Harbour Analytics contacted you before I had asked you" in body
    assert "Thank you for taking the time" in body


def test_someone_met_twice_a_day_gets_one_thank_you(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seeker_client: Client,
    now: datetime,
) -> None:
    ana = make_contact("Bell, Ana")
    morning, noon = (datetime(2026, 3, 19, hour, tzinfo=UTC) for hour in (9, 12))
    first = make_interview(application, ana, starts_at=morning)
    second = make_interview(application, ana, starts_at=noon)
    Interview.objects.filter(pk=first.pk).update(type="technical")
    Interview.objects.filter(pk=second.pk).update(type="panel")
    row = Reminder.objects.get(rule="interview.thank_you", interview=second)
    body = body_of(seeker_client, reverse("notes:draft", args=[row.pk]))
    assert body.startswith("Dear Ana,\n")
    assert "in the technical interview and the panel interview" in body
    other = Reminder.objects.get(rule="interview.thank_you", interview=first)
    answer = seeker_client.get(reverse("notes:draft", args=[other.pk]))
    assert answer.url == reverse("notes:draft", args=[row.pk])
    send(seeker_client, "interview.thank_you", interview=second)
    assert purposes() == ["thank_you", "thank_you"]


def test_a_loop_of_single_interviews_gets_different_letters(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seeker_client: Client,
    now: datetime,
) -> None:
    drafts = []
    for number in range(5):
        person = make_contact(f"Person{number} Hale")
        make_interview(application, person, starts_at=now - (6 - number) * timedelta(hours=1))
    for row in Reminder.objects.filter(rule="interview.thank_you").order_by("pk"):
        form = seeker_client.get(reverse("notes:draft", args=[row.pk])).context["form"]
        body = form["body"].value().split("\n\n", 1)[1]
        drafts.append((form["subject"].value(), body.split("\n\n")[0]))
    assert len(drafts) == 5
    assert len({subject for subject, _body in drafts}) == len({body for _s, body in drafts}) == 5


def test_progress_is_told_at_most_once_a_month(
    application: Application, joan: Reference, seeker_client: Client, now: datetime
) -> None:
    where = reverse("notes:write_to", args=[joan.pk]) + "?purpose=keep_in_touch&about=progress"
    page = seeker_client.get(where)
    assert "Tell Joan Whitfield how your search is going" in page.content.decode()
    body = page.context["form"]["body"].value()
    assert "So far: 1 application sent." in body
    assert application.company.name not in body
    assert page.context["note"].holds == ()
    data = {"token": uuid4(), "channel": "email", "subject": "S", "body": body, "at": ""}
    sent = reverse("notes:write_to_sent", args=[joan.pk]) + "?purpose=keep_in_touch&about=progress"
    seeker_client.post(sent, data)
    assert purposes() == ["keep_in_touch"]
    (hold,) = seeker_client.get(where).context["note"].holds
    assert hold.text.endswith("Once a month is plenty: wait until Sat 18 Apr.")
    Message.objects.update(at=now - 30 * DAY)
    assert seeker_client.get(where).context["note"].holds == ()


@pytest.mark.parametrize("about", ["nonsense", "progress2"])
def test_an_unknown_subject_is_not_there(
    joan: Reference, seeker_client: Client, about: str
) -> None:
    where = reverse("notes:write_to", args=[joan.pk])
    assert seeker_client.get(f"{where}?purpose=keep_in_touch&about={about}").status_code == 404
