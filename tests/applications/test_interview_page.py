"""The page of one interview, before and after."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Debrief, Document, Event, Interview, Message, Stage
from applications.services import (
    cancel_interview,
    change_interview,
    record_event,
    record_message,
    record_thanks,
)
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now")


def text(client: Client, interview: Interview, query: str = "") -> str:
    response = client.get(f"/interviews/{interview.pk}/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def coming(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> Interview:
    starts = now + timedelta(days=2)
    return make_interview(
        make_application(), make_contact(), starts_at=starts, time_zone="America/New_York"
    )


@pytest.fixture
def held(
    make_application: MakeApplication, make_interview: MakeInterview, make_contact: MakeContact
) -> Interview:
    people = (make_contact("Ana Ruiz"), make_contact("Bo Lindqvist"))
    return make_interview(make_application(), *people)


def debriefed(interview: Interview, **more: object) -> dict[str, object]:
    topics = {f"topic_{each.pk}": "" for each in interview.interviewers.all()}
    return {"frame": "", "day": "", "medium_hint": "", "pace": "", **topics, **more}


def test_before_when_where_and_what_to_ask(seeker_client: Client, coming: Interview) -> None:
    page = text(seeker_client, coming)
    for words in (
        "In 2 days",
        "Sat 21 Mar, 20:00",
        "Sat 21 Mar, 16:00 in New York",
        "What are the next steps?",
        "When can I expect to hear from you?",
        "Whom may I write to, if I have a question?",
        "When would the work start?",
        "How many rounds of interviews are there?",
        "#S2:ask-timeline",
        "#S4:know-the-frame",
        "Ana Ruiz",
    ):
        assert words in page
    assert "How it went" not in page


def test_what_one_opens_before_it_begins(
    seeker_client: Client, seeker: User, coming: Interview, now: datetime
) -> None:
    application, person = coming.application, coming.interviewers.get()
    application.posting_text = "Lead the checkout team."
    application.posting_url = "https://northwind.example/jobs/7"
    application.save()
    person.role, person.phone, person.email = "Head of Design", "+44 20 1", "ana@northwind.example"
    person.save()
    assert "No file is kept with this application." in text(seeker_client, coming)
    sent = Document.objects.create(
        owner=seeker, name="Resume, in short", file="r", filename="r.pdf", size=1, uploaded_at=now
    )
    sent.applications.add(application)
    page = text(seeker_client, coming)
    for words in (
        "Lead the checkout team.",
        'href="https://northwind.example/jobs/7"',
        f'<a href="/documents/{sent.pk}/">Resume, in short</a>',
        "Head of Design",
        'href="tel:+44 20 1"',
        'href="mailto:ana@northwind.example"',
    ):
        assert words in page
    assert "No file is kept" not in page


def test_a_phone_screen_is_asked_about_in_its_own_words(
    seeker_client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    application = make_application()
    call = make_interview(application, kind="phone_screen", starts_at=now + timedelta(days=1))
    assert "Ask before the call ends" in text(seeker_client, call)
    change_interview(
        call,
        fields={"starts_at": now - timedelta(days=1), "ends_at": now - timedelta(hours=23)},
        interviewers=[],
        now=now,
    )
    page = text(seeker_client, call)
    assert "The talk turned casual" in page
    assert "Warm body language" not in page
    assert "I met others on the team" not in page


def test_a_sign_noted_before_can_still_be_kept(seeker_client: Client, held: Interview) -> None:
    seeker_client.post(
        f"/interviews/{held.pk}/debrief/", debriefed(held, positive_signs="met_team")
    )
    Interview.objects.filter(pk=held.pk).update(kind="phone_screen")
    page = text(seeker_client, held, "?debrief=change")
    assert "I met others on the team" in page
    assert "Warm body language" not in page


@pytest.mark.parametrize(("days", "is_fresh"), [(1, True), (3, False)])
def test_two_minutes_only_while_it_is_fresh(
    seeker_client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
    days: int,
    is_fresh: bool,
) -> None:
    held = make_interview(make_application(), starts_at=now - timedelta(days=days, hours=2))
    page = text(seeker_client, held)
    assert ("Two minutes now, while it is fresh." in page) is is_fresh
    assert ("What you still remember of it." in page) is not is_fresh


def test_the_seeker_s_own_clock_is_said_once(
    seeker_client: Client, make_application: MakeApplication, make_interview: MakeInterview
) -> None:
    assert " in London" not in text(seeker_client, make_interview(make_application()))


def test_notes_are_kept(seeker_client: Client, coming: Interview) -> None:
    seeker_client.post(f"/interviews/{coming.pk}/prepare/", {"preparation": "Ask about the team"})
    assert "Ask about the team" in text(seeker_client, coming)


def test_notes_lead_back_to_where_they_stand(seeker_client: Client, coming: Interview) -> None:
    answer = seeker_client.post(f"/interviews/{coming.pk}/prepare/", {"preparation": "Trams"})
    assert answer["Location"] == f"/interviews/{coming.pk}/#preparation"
    assert 'id="preparation"' in text(seeker_client, coming)


def test_calling_it_off_and_back(seeker_client: Client, coming: Interview, now: datetime) -> None:
    page = seeker_client.post(f"/interviews/{coming.pk}/cancel/", follow=True).content.decode()
    assert "This interview was called off on Thu 19 Mar." in page
    assert '<span class="strong">Called off</span>' in page
    assert "In 2 days" not in page
    assert f'action="/interviews/{coming.pk}/reinstate/"' in page
    coming.refresh_from_db()
    assert coming.cancelled_at == now
    seeker_client.post(f"/interviews/{coming.pk}/reinstate/")
    coming.refresh_from_db()
    assert coming.cancelled_at is None


def test_nothing_is_asked_after_one_called_off(
    seeker_client: Client, held: Interview, now: datetime
) -> None:
    cancel_interview(held, at=now, now=now)
    page = text(seeker_client, held)
    assert "Nothing is asked of you for it." in page
    assert "How it went" not in page
    assert "Thank-yous" not in page
    assert "Nothing was written down" not in page


@pytest.mark.parametrize("change", ["called off", "moved"])
def test_a_debrief_of_what_was_changed_meanwhile_is_not_lost(
    seeker_client: Client, held: Interview, now: datetime, change: str
) -> None:
    if change == "moved":
        later = {"starts_at": now + timedelta(days=1), "ends_at": now + timedelta(days=1, hours=1)}
        change_interview(held, fields=later, interviewers=held.interviewers.all(), now=now)
    else:
        cancel_interview(held, at=now, now=now)
    typed = debriefed(held, learned="Two hours of typing", frame="no_contact")
    answer = seeker_client.post(f"/interviews/{held.pk}/debrief/", typed)
    page = " ".join(answer.content.decode().split())
    assert "Nothing was written down" in page
    assert "Two hours of typing" in page
    assert page.count('id="debrief"') == 1
    assert not Debrief.objects.exists()
    assert not Event.objects.filter(kind=Event.Kind.NO_CONTACT_REQUESTED).exists()


def test_after_it_the_debrief_comes_first(seeker_client: Client, held: Interview) -> None:
    page = text(seeker_client, held)
    assert page.index("How it went") < page.index("Thank-yous")
    assert "With Ana Ruiz" in page
    assert "With Bo Lindqvist" in page


def test_writing_it_down(seeker_client: Client, held: Interview) -> None:
    ana, bo = held.interviewers.order_by("name")
    typed = debriefed(
        held,
        frame="news_by",
        day="2026-03-27",
        positive_signs=["casual", "perks"],
        medium_hint="paper",
        pace="slow",
        learned="They move in May",
        **{f"topic_{ana.pk}": "Charts"},
    )
    response = seeker_client.post(f"/interviews/{held.pk}/debrief/", typed)
    assert response.url == f"/interviews/{held.pk}/#debrief"
    debrief = Debrief.objects.get()
    assert (debrief.positive_signs, debrief.medium_hint, debrief.pace) == (
        ["casual", "perks"],
        "paper",
        "slow",
    )
    assert {topic.contact_id: topic.text for topic in debrief.topics.all()} == {
        ana.pk: "Charts",
        bo.pk: "",
    }
    event = Event.objects.get(kind=Event.Kind.TIMELINE_GIVEN)
    assert (event.news_by, event.at) == (date(2026, 3, 27), held.ends_at)
    page = text(seeker_client, held)
    for words in ("by Fri 27 Mar", "Charts", "The talk turned casual", "Paper and pen"):
        assert words in page
    assert 'name="frame"' not in page


@pytest.mark.parametrize("frame", ["", "no_contact"])
def test_a_debrief_leaves_the_stage_to_what_came_after_the_interview(
    seeker_client: Client, held: Interview, now: datetime, frame: str
) -> None:
    offer = {"result": Event.Result.OFFER, "at": now - timedelta(hours=1)}
    record_event(held.application, Event.Kind.OUTCOME, token=uuid4(), now=now, **offer)
    seeker_client.post(f"/interviews/{held.pk}/debrief/", debriefed(held, frame=frame))
    held.application.refresh_from_db()
    assert Debrief.objects.exists()
    assert held.application.stage == Stage.OFFER


def test_what_was_written_is_there_to_be_changed(seeker_client: Client, held: Interview) -> None:
    typed = debriefed(held, frame="ask_on", day="2026-03-30", learned="Much")
    seeker_client.post(f"/interviews/{held.pk}/debrief/", typed)
    page = text(seeker_client, held, "?debrief=change")
    assert 'value="2026-03-30"' in page
    assert 'name="frame"' in page
    assert "Much" in page
    seeker_client.post(f"/interviews/{held.pk}/debrief/", debriefed(held, frame="no_contact"))
    assert [event.kind for event in Event.objects.exclude(kind="applied")] == [
        Event.Kind.NO_CONTACT_REQUESTED
    ]
    assert "they will call" in text(seeker_client, held)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"frame": "news_by"}, "Enter the day that they named."),
        ({"day": "2026-03-27"}, "Say whether you will hear by this day, or ask on it."),
        ({"frame": "ask_on", "day": "2026-03-18"}, "This day is before the interview."),
        ({"frame": "ask_on", "day": "soon"}, "Enter a day, like 24/04/2026."),
    ],
)
def test_a_date_that_does_not_fit_is_refused_and_all_is_kept(
    seeker_client: Client, held: Interview, typed: dict[str, str], words: str
) -> None:
    typed = debriefed(held, learned="Kept", **typed)  # type: ignore[assignment]
    response = seeker_client.post(f"/interviews/{held.pk}/debrief/", typed)
    assert response.status_code == 200
    page = response.content.decode()
    assert words in page
    assert "Kept" in page
    assert not Debrief.objects.exists()
    assert not Event.objects.exclude(kind="applied").exists()


def test_nothing_is_written_down_before_it_begins(seeker_client: Client, coming: Interview) -> None:
    response = seeker_client.post(f"/interviews/{coming.pk}/debrief/", debriefed(coming))
    assert response.status_code == 200
    assert not Debrief.objects.exists()


def test_a_thank_you_for_each_is_ticked_off(seeker_client: Client, held: Interview) -> None:
    ana, bo = held.interviewers.order_by("name")
    assert held.reminders.filter(rule="interview.thank_you", state="open").count() == 2
    token = str(uuid4())
    for _again in range(2):
        seeker_client.post(f"/interviews/{held.pk}/thanked/", {"token": token, "contact": ana.pk})
    message = Message.objects.get()
    assert (message.purpose, message.contact, message.interview) == ("thank_you", ana, held)
    live = held.reminders.filter(rule="interview.thank_you", state="open")
    assert [each.contact for each in live] == [bo]
    page = text(seeker_client, held)
    assert "Sent <time" in page
    (key,) = [*seeker_client.session["undo"]][-1:]
    seeker_client.post(f"/applications/undo/{key}/")
    assert not Message.objects.exists()


def test_in_place_only_the_row_just_ticked_off_offers_its_undo(
    seeker_client: Client, held: Interview
) -> None:
    for person in held.interviewers.order_by("name"):
        typed = {"token": str(uuid4()), "contact": person.pk}
        answer = seeker_client.post(
            f"/interviews/{held.pk}/thanked/", typed, headers={"HX-Request": "true"}
        )
    page = answer.content.decode()
    (key,) = [*seeker_client.session["undo"]][-1:]
    assert page.count("hx-post") == 1
    assert f'hx-post="/applications/undo/{key}/"' in page
    assert f'id="thanks-act-{person.pk}"' in page
    seeker_client.post(f"/applications/undo/{key}/", headers={"HX-Request": "true"})
    assert [each.contact.name for each in Message.objects.all()] == ["Ana Ruiz"]


def test_from_two_open_pages_a_person_is_thanked_once(
    seeker_client: Client, held: Interview
) -> None:
    ana, bo = held.interviewers.order_by("name")
    for person in (ana, ana, bo, ""):
        typed = {"token": str(uuid4()), "contact": getattr(person, "pk", "")}
        seeker_client.post(f"/interviews/{held.pk}/thanked/", typed)
    assert [each.contact for each in Message.objects.order_by("pk")] == [ana, bo]
    page = text(seeker_client, held)
    assert "Thanked already: Ana" in page
    assert page.count('action="/applications/undo/') == 2


def test_a_phone_screen_is_thanked_for_once(
    seeker_client: Client, held: Interview, now: datetime
) -> None:
    Interview.objects.filter(pk=held.pk).update(kind=Interview.Kind.PHONE_SCREEN)
    held.refresh_from_db()
    ana, bo = held.interviewers.order_by("name")
    first = record_thanks(held, ana, token=uuid4(), now=now)
    assert record_thanks(held, bo, token=uuid4(), now=now) is None
    assert first
    assert record_thanks(held, ana, token=first.token, now=now) == first


def test_a_note_to_nobody_in_particular_thanks_everyone(held: Interview, now: datetime) -> None:
    ana = held.interviewers.get(name__startswith="Ana")
    assert record_thanks(held, None, token=uuid4(), now=now)
    assert record_thanks(held, ana, token=uuid4(), now=now) is None


def test_only_those_who_were_there_are_thanked(
    seeker_client: Client, held: Interview, make_contact: MakeContact
) -> None:
    other = make_contact("Chi Okafor")
    typed = {"token": str(uuid4()), "contact": other.pk}
    assert seeker_client.post(f"/interviews/{held.pk}/thanked/", typed).status_code == 404
    assert not Message.objects.exists()


def test_a_press_without_a_token_does_nothing(seeker_client: Client, held: Interview) -> None:
    seeker_client.post(f"/interviews/{held.pk}/thanked/", {"contact": ""})
    assert not Message.objects.exists()


def test_strangers_find_nothing(stranger_client: Client, held: Interview) -> None:
    assert stranger_client.get(f"/interviews/{held.pk}/").status_code == 404
    for act in ("prepare", "debrief", "cancel", "reinstate", "thanked"):
        assert stranger_client.post(f"/interviews/{held.pk}/{act}/").status_code == 404


@pytest.mark.parametrize("is_debriefed", [False, True])
def test_queries_do_not_grow(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
    is_debriefed: bool,
) -> None:
    application = make_application()

    def queries(number: int) -> int:
        people = [make_contact(f"Person {at}") for at in range(number)]
        interview = make_interview(application, *people)
        for person in people:
            record_message(
                application.owner,
                "thank_you",
                at=now,
                token=uuid4(),
                now=now,
                application=application,
                interview=interview,
                contact=person,
            )
        if is_debriefed:
            typed = debriefed(interview, frame="ask_on", day="2026-03-30")
            seeker_client.post(f"/interviews/{interview.pk}/debrief/", typed)
            text(seeker_client, interview)
        with CaptureQueriesContext(connection) as seen:
            text(seeker_client, interview)
        return len(seen)

    few = queries(2)
    assert queries(6) == few
    assert few <= 8


def test_from_one_called_off_a_link_leads_to_a_new_date(
    seeker_client: Client, coming: Interview, now: datetime
) -> None:
    cancel_interview(coming, at=now, now=now)
    link = f'href="/applications/{coming.application_id}/interview/">They gave a new date</a>'
    assert link in text(seeker_client, coming)
