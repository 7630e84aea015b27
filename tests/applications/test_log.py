"""The log bar: each kind of entry is written once, can be corrected, removed and taken back."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from applications.forms import LOG_FORMS
from applications.models import Application, Debrief, Event, Interview, Message, Stage
from applications.services import record_event, record_message
from followups.models import Reminder
from references.models import Contact, Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")

AT = "2026-03-18T10:30"
OFFER = {"result": "offer", "pay_period": "year"}
UNDO = re.compile(r'action="(/applications/undo/[^"]+)"')


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


def log(client: Client, application: Application, kind: str, **data: Any) -> Any:
    values = {"token": uuid4(), "at": AT, **data}
    return client.post(f"/applications/{application.pk}/log/{kind}/", values)


def undo(client: Client, page: HttpResponse | str) -> None:
    text = page if isinstance(page, str) else page.content.decode()
    client.post(UNDO.findall(text)[-1], follow=True)


def page_of(client: Client, application: Application) -> str:
    return client.get(f"/applications/{application.pk}/").content.decode()


@pytest.mark.parametrize(
    ("kind", "data", "expected", "reads"),
    [
        ("replied", {"text": "Priya wrote."}, {"kind": "employer_reply"}, "They replied"),
        ("note", {"text": "Nice office."}, {"kind": "note"}, "Nice office."),
        ("confirmation", {}, {"kind": "confirmation"}, "A confirmation came"),
        ("dont-call", {}, {"kind": "no_contact_requested"}, "don’t call us"),
        ("references-asked", {}, {"kind": "references_requested"}, "They asked for references"),
        ("applied", {}, {"kind": "applied"}, "You applied"),
        ("outcome", {"result": "offer"}, {"kind": "outcome", "result": "offer"}, "an offer"),
        (
            "dont-call",
            {"within": "14"},
            {"kind": "timeline_given", "news_by": date(2026, 4, 1)},
            "You will hear from them by Wed 1 Apr",
        ),
        (
            "dont-call",
            {"news_by": "2026-04-02"},
            {"kind": "timeline_given", "news_by": date(2026, 4, 2)},
            "They will call; don’t call us",
        ),
        (
            "outcome",
            {
                "result": "offer",
                "pay": "64,500",
                "pay_currency": "gbp",
                "pay_period": "year",
                "starts_on": "2026-05-04",
                "answer_by": "2026-04-03",
            },
            {
                "result": "offer",
                "pay": 64_500,
                "pay_currency": "GBP",
                "starts_on": date(2026, 5, 4),
                "answer_by": date(2026, 4, 3),
            },
            "£64,500 a year · starts Mon 4 May · answer by Fri 3 Apr",
        ),
        (
            "date",
            {"news_by": "2026-04-02"},
            {"kind": "timeline_given", "news_by": date(2026, 4, 2)},
            "You will hear from them by Thu 2 Apr",
        ),
        (
            "date",
            {"ask_on": "2026-04-03"},
            {"kind": "timeline_given", "ask_on": date(2026, 4, 3)},
            "You may ask again on Fri 3 Apr",
        ),
    ],
)
def test_what_happened_is_written_down_and_can_be_taken_back(
    seeker_client: Client,
    application: Application,
    kind: str,
    data: dict[str, str],
    expected: dict[str, Any],
    reads: str,
) -> None:
    before = application.events.count()
    response = log(seeker_client, application, kind, **data)
    assert response.status_code == 302, response.context["form"].errors
    event = application.events.latest("pk")
    assert {name: getattr(event, name) for name in expected} == expected
    assert event.at.isoformat() == "2026-03-18T10:30:00+00:00"
    page = page_of(seeker_client, application)
    assert reads in page
    undo(seeker_client, page)
    assert application.events.count() == before


def test_sent_twice_it_is_written_once(seeker_client: Client, application: Application) -> None:
    token = uuid4()
    for _ in range(2):
        log(seeker_client, application, "replied", token=token)
    assert application.events.filter(kind=Event.Kind.EMPLOYER_REPLY).count() == 1


def test_htmx_gets_the_page_that_changed_and_the_message(
    seeker_client: Client, application: Application
) -> None:
    headers = {"HX-Request": "true", "HX-Target": "application"}
    url = f"/applications/{application.pk}/log/replied/"
    page = seeker_client.post(url, {"token": uuid4(), "at": AT}, headers=headers).content.decode()
    assert page.lstrip().startswith('<div id="application" data-new="event-')
    assert "They replied" in page
    assert 'hx-swap-oob="true"' in page
    undo(seeker_client, page)
    assert application.events.count() == 1


def test_htmx_gets_the_form_again_where_something_is_wrong(
    seeker_client: Client, application: Application
) -> None:
    url = f"/applications/{application.pk}/log/date/"
    response = seeker_client.post(
        url, {"token": uuid4(), "at": AT, "text": "Kept"}, headers={"HX-Request": "true"}
    )
    assert response.headers["HX-Retarget"] == "#log-form"
    assert "Enter the date they gave" in response.content.decode()
    assert "Kept" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "data", "field", "message"),
    [
        ("replied", {"at": ""}, "at", "required"),
        ("replied", {"at": "2026-03-19T20:01"}, "at", "still to come"),
        ("note", {}, "text", "required"),
        ("date", {}, "news_by", "Enter the date they gave"),
        ("date", {"news_by": "soon"}, "news_by", "Enter a day, like"),
        ("date", {"news_by": "2025-01-05"}, "news_by", "before the one on which they said it"),
        ("date", {"ask_on": "2025-01-05"}, "ask_on", "before the one on which they said it"),
        ("date", {"news_by": "2026-04-02", "ask_on": "2026-04-02"}, "ask_on", "one of the two"),
        ("outcome", {"result": "won"}, "result", "not one of the available"),
        ("outcome", {**OFFER, "answer_by": "2026-03-17"}, "answer_by", "before the one on which"),
        ("outcome", {**OFFER, "pay": "much"}, "pay", "like 62,000 or 12.50"),
        ("outcome", {**OFFER, "pay": "-1"}, "pay", "greater than or equal to 0"),
        ("outcome", {**OFFER, "pay_currency": "£"}, "pay_currency", "three letters"),
        ("outcome", {**OFFER, "starts_on": "soon"}, "starts_on", "Enter a day, like"),
        ("dont-call", {"within": "3", "news_by": "2026-04-02"}, "news_by", "leave the other empty"),
        ("dont-call", {"news_by": "2026-03-17"}, "news_by", "before the one on which they said it"),
        ("dont-call", {"within": "0"}, "within", "greater than or equal to 1"),
        ("reference-contacted", {}, "reference", "required"),
        ("sent", {"channel": "email", "purpose": "heads_up"}, "to", "goes to a reference"),
        ("sent", {"channel": "email", "purpose": "status", "to": "contact-0"}, "to", "available"),
    ],
)
def test_what_does_not_fit_is_named(
    seeker_client: Client,
    application: Application,
    kind: str,
    data: dict[str, str],
    field: str,
    message: str,
) -> None:
    response = log(seeker_client, application, kind, **data)
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert message in errors[field][0]


def test_each_form_opens(seeker_client: Client, application: Application) -> None:
    for kind, form in LOG_FORMS.items():
        page = seeker_client.get(f"/applications/{application.pk}/log/{kind}/").content.decode()
        assert str(form.title) in page
    assert seeker_client.get(f"/applications/{application.pk}/log/party/").status_code == 404


def test_a_thank_you_settles_its_reminder_and_taking_it_back_asks_again(
    seeker_client: Client,
    application: Application,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    ana = make_contact(company="Harbour Analytics")
    interview = make_interview(application, ana)
    thanks = application.reminders.get(rule="interview.thank_you")  # type: ignore[attr-defined]
    data = {"purpose": "thank_you", "to": f"contact-{ana.pk}", "interview": interview.pk}
    log(seeker_client, application, "sent", channel="email", at="2026-03-19T19:00", **data)
    message = application.messages.get()
    assert (message.contact, message.interview) == (ana, interview)
    thanks.refresh_from_db()
    assert thanks.state == Reminder.State.SETTLED
    page = page_of(seeker_client, application)
    assert "Thank-you to Ana Ruiz" in page
    undo(seeker_client, page)
    thanks.refresh_from_db()
    assert thanks.state in Reminder.LIVE
    assert not Message.objects.exists()


def test_the_last_interview_is_offered_for_a_thank_you(
    seeker_client: Client, application: Application, make_interview: MakeInterview, now: datetime
) -> None:
    make_interview(application, starts_at=now - timedelta(days=3))
    last = make_interview(application)
    page = seeker_client.get(f"/applications/{application.pk}/log/sent/").content.decode()
    assert f'<option value="{last.pk}" selected>Interview, Thu 19 Mar</option>' in page


def test_nobody_is_thanked_for_an_interview_still_to_come(
    seeker_client: Client, application: Application, make_interview: MakeInterview, now: datetime
) -> None:
    held = make_interview(application)
    coming = make_interview(application, starts_at=now + timedelta(days=6), arranged_at=now)
    page = seeker_client.get(f"/applications/{application.pk}/log/sent/").content.decode()
    assert f'<option value="{held.pk}" selected>' in page
    assert f'<option value="{coming.pk}"' not in page
    data = {"purpose": "thank_you", "interview": coming.pk, "channel": "email"}
    response = log(seeker_client, application, "sent", **data)
    assert list(response.context["form"].errors) == ["interview"]


def test_a_thank_you_comes_after_its_interview(
    seeker_client: Client, application: Application, make_interview: MakeInterview
) -> None:
    held = make_interview(application)
    data = {"purpose": "thank_you", "interview": held.pk, "channel": "email"}
    response = log(seeker_client, application, "sent", at="2026-03-19T16:59", **data)
    assert "before the interview" in response.context["form"].errors["at"][0]
    assert log(seeker_client, application, "sent", at="2026-03-19T17:00", **data).url


def test_a_note_to_a_reference(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    joan = make_reference()
    data = {"purpose": "heads_up", "to": f"reference-{joan.pk}", "channel": "email"}
    assert log(seeker_client, application, "sent", **data).status_code == 302
    assert application.messages.get().reference == joan
    assert "Heads-up to a reference: Joan Whitfield" in page_of(seeker_client, application)


def test_a_note_to_the_employer_is_not_for_a_reference(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    data = {"purpose": "status", "to": f"reference-{make_reference().pk}", "channel": "email"}
    response = log(seeker_client, application, "sent", **data)
    assert "goes to the employer" in response.context["form"].errors["to"][0]


@pytest.mark.parametrize(
    ("kind", "reads"),
    [
        ("reference-contacted", "They contacted Joan Whitfield"),
        ("reference-letter", "Joan Whitfield wrote for you"),
    ],
)
def test_what_a_reference_did(
    seeker_client: Client,
    application: Application,
    make_reference: MakeReference,
    kind: str,
    reads: str,
) -> None:
    log(seeker_client, application, kind, reference=make_reference().pk)
    assert reads in page_of(seeker_client, application)


def test_another_persons_reference_is_not_on_offer(
    seeker_client: Client, application: Application, make_reference: MakeReference, stranger: Any
) -> None:
    theirs = make_reference(owner=stranger)
    response = log(seeker_client, application, "reference-contacted", reference=theirs.pk)
    assert "not one of the available choices" in response.context["form"].errors["reference"][0]


def test_an_offer_made_late_in_the_day_is_of_that_day_in_the_seekers_zone(
    seeker_client: Client, seeker: User, application: Application
) -> None:
    User.objects.filter(pk=seeker.pk).update(time_zone="America/Los_Angeles")
    on_the_18th = {**OFFER, "at": "2026-03-18T23:00", "answer_by": "2026-03-18"}
    assert log(seeker_client, application, "outcome", **on_the_18th).status_code == 302


def test_only_an_offer_has_terms(seeker_client: Client, application: Application) -> None:
    typed = {"result": "rejected", "pay": "much", "answer_by": "2026-01-01", "pay_currency": "GBP"}
    log(seeker_client, application, "outcome", **typed)
    event = application.events.get(kind=Event.Kind.OUTCOME)
    assert (event.result, event.pay, event.pay_currency, event.answer_by) == (
        "rejected",
        None,
        "",
        None,
    )


def test_without_pay_an_offer_has_no_currency(
    seeker_client: Client, application: Application
) -> None:
    log(seeker_client, application, "outcome", **OFFER, pay_currency="GBP", text="By phone")
    event = application.events.get(kind=Event.Kind.OUTCOME)
    assert (event.pay, event.pay_currency, event.pay_period) == (None, "", "")
    assert event.text == "By phone"


def test_the_pay_of_an_offer_begins_with_the_currency_of_the_posting(
    seeker_client: Client, seeker: User, make_application: MakeApplication
) -> None:
    User.objects.filter(pk=seeker.pk).update(currency="CHF")
    for code, shown in (("IDR", "IDR"), ("", "CHF")):
        application = make_application(pay_currency=code, pay_period="month")
        form = seeker_client.get(f"/applications/{application.pk}/log/outcome/").context["form"]
        assert f'value="{shown}"' in str(form["pay_currency"])
        assert '<option value="month" selected>' in str(form["pay_period"])


def test_the_terms_of_an_offer_are_corrected_and_removed(
    seeker_client: Client, application: Application
) -> None:
    log(seeker_client, application, "outcome", **OFFER, pay="12.50", answer_by="2026-04-03")
    event = application.events.get(kind=Event.Kind.OUTCOME)
    url = f"/events/{event.pk}/edit/"
    form = seeker_client.get(url).context["form"]
    assert 'value="12.50"' in str(form["pay"])
    assert list(form.fields)[:2] == ["pay", "pay_currency"]
    changed = {"at": AT, "pay": "13", "pay_currency": "EUR", "pay_period": "hour"}
    response = seeker_client.post(url, {**changed, "answer_by": "2026-03-17"})
    assert "before the one on which" in response.context["form"].errors["answer_by"][0]
    seeker_client.post(url, {**changed, "answer_by": "2026-04-07", "text": "More now"})
    event.refresh_from_db()
    assert (event.pay, event.pay_period, event.answer_by, event.text) == (
        13,
        "hour",
        date(2026, 4, 7),
        "More now",
    )
    page = page_of(seeker_client, application)
    assert "€13 an hour · answer by Tue 7 Apr" in page
    seeker_client.post(f"/events/{event.pk}/remove/")
    assert not application.events.filter(kind=Event.Kind.OUTCOME).exists()
    undo(seeker_client, page_of(seeker_client, application))
    again = application.events.get(kind=Event.Kind.OUTCOME)
    assert (again.pk, again.answer_by) == (event.pk, event.answer_by)


@pytest.mark.parametrize(
    ("answer_by", "reads"),
    [
        ("2026-04-03", "answer by Fri 3 Apr, in 15 days"),
        ("2026-03-20", "answer by Fri 20 Mar, tomorrow"),
        ("2026-03-19", "answer today"),
        ("2026-03-18", "the answer was due Wed 18 Mar"),
    ],
)
def test_until_when_an_offer_stays_open_stands_on_the_page(
    seeker_client: Client, application: Application, answer_by: str, reads: str
) -> None:
    log(seeker_client, application, "outcome", **OFFER, answer_by=answer_by)
    assert reads in page_of(seeker_client, application)
    log(seeker_client, application, "outcome", result="accepted", at="2026-03-19T12:00")
    assert reads not in page_of(seeker_client, application)


def test_that_they_will_call_by_a_day_is_two_facts_and_one_undo(
    seeker_client: Client, application: Application
) -> None:
    token = uuid4()
    for _again in range(2):
        log(seeker_client, application, "dont-call", token=token, within="14", text="Ms Lee said")
    kinds = [Event.Kind.NO_CONTACT_REQUESTED, Event.Kind.TIMELINE_GIVEN]
    said = list(application.events.filter(kind__in=kinds).order_by("pk"))
    assert [(each.kind, each.text) for each in said] == [(kinds[0], "Ms Lee said"), (kinds[1], "")]
    assert "asked_not_to_call" in application.held_back.values_list("guard", flat=True)  # type: ignore[attr-defined]
    page = page_of(seeker_client, application)
    page = seeker_client.post(UNDO.findall(page)[-1], follow=True).content.decode()
    assert not application.events.filter(kind__in=kinds).exists()
    undo(seeker_client, page)
    assert application.events.filter(kind__in=kinds).count() == 2


@pytest.mark.parametrize("kind", ["reference-contacted", "references-asked"])
def test_a_good_sign_is_said_to_be_no_offer(
    seeker_client: Client, application: Application, kind: str
) -> None:
    page = seeker_client.get(f"/applications/{application.pk}/log/{kind}/").content.decode()
    assert "A good sign" in page
    assert "no offer" in page


def test_one_that_ended_offers_to_say_that_one_applied_again(
    seeker_client: Client, application: Application
) -> None:
    bar = 'data-key="a"'
    assert bar not in page_of(seeker_client, application)
    log(seeker_client, application, "outcome", result="rejected")
    assert bar in page_of(seeker_client, application)
    log(seeker_client, application, "applied", at="2026-03-19T12:00")
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED
    page = page_of(seeker_client, application)
    assert bar not in page
    assert "They said no" in page


def test_an_event_is_corrected(seeker_client: Client, application: Application) -> None:
    log(seeker_client, application, "date", news_by="2026-04-02")
    event = application.events.latest("pk")
    url = f"/events/{event.pk}/edit/"
    assert 'value="2026-04-02"' in seeker_client.get(url).content.decode()
    seeker_client.post(url, {"at": "2026-03-17T09:00", "ask_on": "2026-04-07", "text": "By mail"})
    event.refresh_from_db()
    assert (event.news_by, event.ask_on, event.text) == (None, date(2026, 4, 7), "By mail")
    assert event.at.isoformat() == "2026-03-17T09:00:00+00:00"


def test_a_correction_that_does_not_fit_is_named(
    seeker_client: Client, application: Application
) -> None:
    event = application.events.get()
    response = seeker_client.post(f"/events/{event.pk}/edit/", {"at": "2027-01-01T09:00"})
    assert "still to come" in response.content.decode()
    assert "news_by" not in response.context["form"].fields


def test_a_message_is_corrected(seeker_client: Client, application: Application) -> None:
    log(seeker_client, application, "sent", purpose="status", channel="email")
    message = application.messages.get()
    url = f"/messages/{message.pk}/edit/"
    seeker_client.post(url, {"at": AT, "channel": "handwritten", "subject": "", "body": "Dear Ana"})
    message.refresh_from_db()
    assert (message.channel, message.body) == ("handwritten", "Dear Ana")


def test_correcting_the_text_leaves_the_moment_alone(
    seeker_client: Client, application: Application, make_reference: MakeReference, now: datetime
) -> None:
    joan, called_at = make_reference(), now - timedelta(minutes=59, seconds=40)
    thanked_at, purpose = called_at + timedelta(seconds=20), Message.Purpose.REFERENCE_THANK_YOU
    record_event(
        application,
        Event.Kind.REFERENCE_CONTACTED,
        at=called_at,
        token=uuid4(),
        now=now,
        reference=joan,
    )
    message = record_message(
        application.owner,
        purpose,
        at=thanked_at,
        token=uuid4(),
        now=now,
        application=application,
        reference=joan,
    )
    url = f"/messages/{message.pk}/edit/"
    form = seeker_client.get(url).context["form"]
    shown = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', str(form["at"])))
    seeker_client.post(url, {**shown, "channel": "email", "body": "Dear Joan, thank you"})
    message.refresh_from_db()
    assert (message.body, message.at) == ("Dear Joan, thank you", thanked_at)
    owed = application.reminders.filter(rule="reference.thank_you")  # type: ignore[attr-defined]
    assert not owed.filter(state__in=Reminder.LIVE).exists()


def test_a_reply_logged_at_once_comes_after_what_was_pressed_before_it(
    seeker_client: Client, application: Application, now: datetime
) -> None:
    opened_at, url = now + timedelta(seconds=37), f"/applications/{application.pk}/log/replied/"
    with time_machine.travel(opened_at, tick=False):
        form = seeker_client.get(url).context["form"]
    shown = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', str(form["at"])))
    with time_machine.travel(now + timedelta(minutes=3), tick=False):
        log(seeker_client, application, "replied", **shown)
    assert application.events.get(kind=Event.Kind.EMPLOYER_REPLY).at == opened_at


def test_an_event_is_removed_and_comes_back_under_its_own_name(
    seeker_client: Client, application: Application
) -> None:
    event = application.events.get()
    keys = set(application.reminders.values_list("key", flat=True))  # type: ignore[attr-defined]
    seeker_client.post(f"/events/{event.pk}/remove/")
    application.refresh_from_db()
    assert application.stage == Stage.SAVED
    assert not application.events.exists()
    undo(seeker_client, page_of(seeker_client, application))
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED
    assert application.events.get() == event
    assert set(application.reminders.values_list("key", flat=True)) == keys  # type: ignore[attr-defined]


def test_an_interview_is_removed_and_comes_back_whole(
    seeker_client: Client,
    application: Application,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    ana, bo = make_contact("Ana Ruiz"), make_contact("Bo Lindqvist")
    interview = make_interview(application, ana, bo)
    data = {"purpose": "thank_you", "to": f"contact-{ana.pk}", "interview": interview.pk}
    log(seeker_client, application, "sent", channel="email", at="2026-03-19T19:00", **data)
    done = application.reminders.get(rule="interview.debrief")  # type: ignore[attr-defined]
    Reminder.objects.filter(pk=done.pk).update(state=Reminder.State.DONE)
    seeker_client.post(f"/interviews/{interview.pk}/remove/")
    assert not Interview.objects.exists()
    assert not Message.objects.exists()
    undo(seeker_client, page_of(seeker_client, application))
    assert set(Interview.objects.get().interviewers.all()) == {ana, bo}
    assert Message.objects.get().interview == interview
    done.refresh_from_db()
    assert done.state == Reminder.State.DONE


def test_a_removed_interview_comes_back_without_a_person_who_has_gone(
    seeker_client: Client,
    application: Application,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    ana, bo = make_contact("Ana Ruiz"), make_contact("Bo Lindqvist")
    interview = make_interview(application, ana, bo)
    debrief = Debrief.objects.create(interview=interview, at=interview.ends_at)
    for person in (ana, bo):
        debrief.topics.create(contact=person, text="Charts")
        data = {"purpose": "thank_you", "to": f"contact-{person.pk}", "interview": interview.pk}
        log(seeker_client, application, "sent", channel="email", at="2026-03-19T19:00", **data)
    seeker_client.post(f"/interviews/{interview.pk}/remove/")
    ana.delete()
    page = page_of(seeker_client, application)
    answer = seeker_client.post(UNDO.findall(page)[-1], follow=True)
    assert "Taken back." in answer.content.decode()
    back = Interview.objects.get()
    assert [*back.interviewers.all()] == [bo]
    assert [topic.contact for topic in back.debrief.topics.all()] == [bo]
    assert [message.contact for message in back.messages.all()] == [bo]


def test_nothing_of_a_strangers_comes_back_with_an_interview(
    seeker_client: Client,
    application: Application,
    stranger: User,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    ana = make_contact("Ana Ruiz")
    interview = make_interview(application, ana)
    seeker_client.post(f"/interviews/{interview.pk}/remove/")
    Contact.objects.filter(pk=ana.pk).update(owner=stranger)
    undo(seeker_client, page_of(seeker_client, application))
    assert not Interview.objects.get().interviewers.exists()


def test_what_was_taken_back_is_not_taken_back_again(
    seeker_client: Client, application: Application
) -> None:
    log(seeker_client, application, "replied")
    found = UNDO.search(page_of(seeker_client, application))
    assert found
    for _ in range(2):
        response = seeker_client.post(found[1], follow=True)
    assert "taken back already" in response.content.decode()


def test_what_was_written_about_an_entry_since_comes_back_with_it(
    seeker_client: Client, application: Application
) -> None:
    agreed = {"kind": "interview", "time_zone": "Europe/London", "minutes": "60"}
    moments = {"starts": "2026-03-19T17:00", "arranged_at": AT}
    url = f"/applications/{application.pk}/interview/"
    seeker_client.post(url, {"token": uuid4(), **agreed, **moments})
    page = page_of(seeker_client, application)
    interview = application.interviews.get()
    learned = {"frame": "", "learned": "Two hours of typing"}
    seeker_client.post(f"/interviews/{interview.pk}/debrief/", learned)
    response = seeker_client.post(UNDO.findall(page)[-1], follow=True)
    assert not Debrief.objects.exists()
    undo(seeker_client, response)
    assert Debrief.objects.get().learned == learned["learned"]
    assert application.interviews.get() == interview


def test_a_note_about_no_application_comes_back_too(
    seeker_client: Client, make_reference: MakeReference
) -> None:
    url = f"/references/{make_reference().pk}/sent/"
    sent = {"token": uuid4(), "purpose": "keep_in_touch", "text": "Hello"}
    page = seeker_client.post(url, sent, follow=True)
    page = seeker_client.post(UNDO.findall(page.content.decode())[-1], follow=True)
    assert not Message.objects.exists()
    undo(seeker_client, page)
    assert Message.objects.get().body == "Hello"


def test_another_session_cannot_take_it_back(
    seeker_client: Client, stranger_client: Client, application: Application
) -> None:
    log(seeker_client, application, "replied")
    found = UNDO.search(page_of(seeker_client, application))
    assert found
    stranger_client.post(found[1])
    assert application.events.filter(kind=Event.Kind.EMPLOYER_REPLY).exists()


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_a_stranger_finds_no_entries(
    stranger_client: Client,
    application: Application,
    make_interview: MakeInterview,
    act: str,
    seeker_client: Client,
) -> None:
    log(seeker_client, application, "sent", purpose="status", channel="email")
    entries = {
        "events": application.events.get().pk,
        "messages": application.messages.get().pk,
        "interviews": make_interview(application).pk,
    }
    for name, pk in entries.items():
        assert stranger_client.post(f"/{name}/{pk}/{act}/").status_code == 404


def test_consent_decides_how_a_reference_in_use_is_shown(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    joan = make_reference(consent=Reference.Consent.ASKED)
    seeker_client.post(f"/applications/{application.pk}/choose/{joan.pk}/", {"line_up": "1"})
    page = page_of(seeker_client, application)
    assert "You chose Joan Whitfield as a reference" in page
    assert '<span class="pill">Asked</span>' in page


def test_what_no_longer_fits_is_not_taken_back_and_said(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    url = f"/applications/{application.pk}/choose/{make_reference().pk}/"
    seeker_client.post(url)
    chosen = application.events.get(kind=Event.Kind.REFERENCE_CHOSEN)
    seeker_client.post(f"/events/{chosen.pk}/remove/")
    page = page_of(seeker_client, application)
    seeker_client.post(url)
    response = seeker_client.post(UNDO.findall(page)[-1], follow=True)
    assert "can no longer be taken back" in response.content.decode()
    assert application.events.filter(kind=Event.Kind.REFERENCE_CHOSEN).count() == 1


def test_a_note_to_somebody_who_is_gone_is_not_taken_back_and_said(
    seeker_client: Client, application: Application, make_contact: MakeContact
) -> None:
    ana = make_contact(company="Harbour Analytics")
    data = {"purpose": "status", "to": f"contact-{ana.pk}", "channel": "email"}
    log(seeker_client, application, "sent", **data)
    message = application.messages.get()
    seeker_client.post(f"/messages/{message.pk}/remove/")
    page = page_of(seeker_client, application)
    ana.delete()
    response = seeker_client.post(UNDO.findall(page)[-1], follow=True)
    assert "can no longer be taken back" in response.content.decode()
    assert not application.messages.exists()
