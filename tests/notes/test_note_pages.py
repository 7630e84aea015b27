"""The page of a note: begun, kept, checked, printed, sent, and made a template."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from applications import services as story
from applications.models import Application, Document, Event, Interview, Message
from digests.link_actions import SENT
from followups.actions import ACTIONS
from followups.joint import joined
from followups.models import Reminder
from followups.services import dismiss
from notes.models import NoteDraft, NoteTemplate
from references.models import Contact, Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

DAY = timedelta(days=1)
MOST_QUERIES = 8
"""One of them counts what waits in the Inbox, for the navigation."""
State = Reminder.State


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
def chi(make_contact: MakeContact) -> Contact:
    return make_contact("Chi Okafor")


@pytest.fixture
def interview(
    application: Application, make_interview: MakeInterview, bo: Contact, chi: Contact
) -> Interview:
    return make_interview(application, bo, chi)


@pytest.fixture
def thanks(interview: Interview, bo: Contact) -> Reminder:
    return Reminder.objects.get(rule="interview.thank_you", contact=bo)


@pytest.fixture
def to_chi(interview: Interview, chi: Contact) -> Reminder:
    return Reminder.objects.get(rule="interview.thank_you", contact=chi)


@pytest.fixture
def status(make_application: MakeApplication, now: datetime) -> Reminder:
    application = make_application("Juniper & Rowe", applied_at=now - 15 * DAY)
    return application.reminders.get(rule="status.after_applying")


def url(name: str, row: Reminder) -> str:
    return reverse(f"notes:{name}", args=[row.pk])


def typed(**fields: str) -> dict[str, str]:
    return {
        "token": str(uuid4()),
        "channel": "email",
        "subject": "Thank you",
        "body": "Dear Bo,\n\nThank you.",
        "at": "",
        **fields,
    }


def debrief(interview: Interview, now: datetime, bo: Contact, **fields: str) -> None:
    story.debrief_interview(
        interview, fields=fields, topics={bo: "Charts that confuse new users"}, now=now
    )


def test_a_note_is_suggested_from_the_facts(
    thanks: Reminder, interview: Interview, seeker_client: Client, bo: Contact, now: datetime
) -> None:
    debrief(interview, now, bo, pace="slow")
    answer = seeker_client.get(url("draft", thanks))
    form = answer.context["form"]
    assert "charts that confuse new users" in form["body"].value()
    assert "Thursday 19 March" in form["body"].value()
    assert form["channel"].value() == "handwritten"
    gaps = [check.text for check in answer.context["checks"] if not check.is_good]
    assert gaps == ["Fill the gap: [One sentence on why you are a good fit]"]
    page = answer.content.decode()
    assert "They are taking their time" in page
    done = (
        form["body"].value().replace(gaps[0].removeprefix("Fill the gap: "), "I led such a team.")
    )
    checked = seeker_client.post(
        url("draft_check", thanks), typed(body=done), headers={"HX-Request": "true"}
    )
    assert "Ready to send" in checked.content.decode()
    assert 'href="mailto:bo@harbour.example?subject=' in page


def test_without_a_debrief_the_gap_and_the_way_to_it_are_shown(
    thanks: Reminder, interview: Interview, seeker_client: Client
) -> None:
    page = seeker_client.get(url("draft", thanks)).content.decode()
    assert "[Recall what you talked about with Bo]" in page
    assert reverse("applications:interview", args=[interview.pk]) in page


def test_a_date_they_gave_bears_on_the_advice(
    thanks: Reminder, interview: Interview, seeker_client: Client, bo: Contact, now: datetime
) -> None:
    debrief(interview, now, bo, pace="slow")
    story.record_event(
        interview.application,
        "timeline_given",
        at=now,
        token=uuid4(),
        now=now,
        news_by=(now + 2 * DAY).date(),
    )
    assert "Saturday 21 March" in seeker_client.get(url("draft", thanks)).content.decode()


def test_while_one_types_the_note_is_kept_and_checked(
    thanks: Reminder, seeker_client: Client
) -> None:
    data = typed(body="Dear Bo, thank you. What is the salary?")
    answer = seeker_client.post(url("draft_check", thanks), data, HTTP_HX_REQUEST="true")
    page = answer.content.decode()
    assert "“salary”" in page
    assert "Kept at 20:00." in page
    assert "<html" not in page
    kept = NoteDraft.objects.get()
    assert (kept.body, kept.subject) == (data["body"], data["subject"])
    assert (kept.purpose, kept.interview, kept.contact) == (
        "thank_you",
        thanks.interview,
        thanks.contact,
    )
    again = seeker_client.get(url("draft", thanks))
    assert again.context["form"]["body"].value() == data["body"]
    assert again.context["is_kept"]


def test_without_scripts_the_check_shows_the_whole_page(
    thanks: Reminder, seeker_client: Client
) -> None:
    page = seeker_client.post(url("draft_check", thanks), typed(body="About pay")).content.decode()
    assert "“pay”" in page
    assert "About pay</textarea>" in page


def test_a_field_that_is_wrong_loses_nothing(thanks: Reminder, seeker_client: Client) -> None:
    data = typed(at="2026-03-20T09:00", body="Dear Bo, kept.")
    answer = seeker_client.post(url("draft_sent", thanks), data)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "This is still to come." in page
    assert "Dear Bo, kept." in page
    assert NoteDraft.objects.get().body == "Dear Bo, kept."
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"channel": "pigeon"}, "pigeon is not one of the available choices"),
        ({"body": ""}, "This field is required"),
        ({"body": "x" * 10_001}, "at most 10000"),
        ({"subject": "x" * 251}, "at most 250"),
        ({"token": "no"}, ""),
    ],
)
def test_what_does_not_fit_is_told(
    thanks: Reminder, seeker_client: Client, changes: dict, words: str
) -> None:
    answer = seeker_client.post(url("draft_sent", thanks), typed(**changes))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Message.objects.exists()


def test_sent_writes_it_down_as_it_was_typed(
    thanks: Reminder, interview: Interview, bo: Contact, seeker_client: Client
) -> None:
    data = typed(channel="handwritten", at="2026-03-19T19:30")
    answer = seeker_client.post(url("draft_sent", thanks), data)
    assert answer.url == "/"
    message = Message.objects.get()
    assert (message.purpose, message.contact, message.interview) == ("thank_you", bo, interview)
    assert (message.channel, message.subject) == ("handwritten", "Thank you")
    assert message.body.splitlines() == ["Dear Bo,", "", "Thank you."]
    assert message.at == datetime(2026, 3, 19, 19, 30, tzinfo=UTC)
    thanks.refresh_from_db()
    assert thanks.state == State.SETTLED


def test_sent_twice_is_one_message(thanks: Reminder, seeker_client: Client, now: datetime) -> None:
    data = typed()
    for _ in range(2):
        seeker_client.post(url("draft_sent", thanks), data)
    assert Message.objects.get().at == now


def test_after_an_undo_the_words_are_still_there(thanks: Reminder, seeker_client: Client) -> None:
    seeker_client.post(url("draft_sent", thanks), typed(body="My own words"))
    message = Message.objects.get()
    seeker_client.post(reverse("notes:note_undo", args=[thanks.pk, message.pk]))
    answer = seeker_client.get(url("draft", thanks))
    assert answer.context["form"]["body"].value() == "My own words"
    assert answer.context["state"] == State.OPEN


def test_a_settled_reminder_offers_no_sent(thanks: Reminder, seeker_client: Client) -> None:
    seeker_client.post(url("draft_sent", thanks), typed())
    page = seeker_client.get(url("draft", thanks)).content.decode()
    assert url("draft_sent", thanks) not in page
    assert "there is nothing to send" in page


def test_the_same_letter_as_to_another_is_noticed_before_and_after_it_is_sent(
    thanks: Reminder, to_chi: Reminder, seeker_client: Client
) -> None:
    body = "Dear both, the way you run research without a budget is what I would like to learn."
    check, htmx = url("draft_check", to_chi), {"HTTP_HX_REQUEST": "true"}
    seeker_client.post(url("draft_check", thanks), typed(body=body))
    for act in (None, "draft_sent"):
        if act:
            seeker_client.post(url(act, thanks), typed(body=body))
        page = seeker_client.post(check, typed(body=body), **htmx).content.decode()
        assert "is in your note to Bo Lindqvist, too" in page
        assert f"<mark>{body.rstrip('.')}</mark>" in page


def test_text_of_others_is_escaped(
    thanks: Reminder, to_chi: Reminder, seeker_client: Client
) -> None:
    body = "one two three <script>alert(1)</script> four five six seven eight nine"
    seeker_client.post(url("draft_check", thanks), typed(body=body))
    answer = seeker_client.post(
        url("draft_check", to_chi), typed(body=body), HTTP_HX_REQUEST="true"
    )
    assert "<script>" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


def test_a_status_note_goes_to_whom_one_chooses(
    status: Reminder, seeker_client: Client, make_contact: MakeContact, stranger: User
) -> None:
    there = make_contact("Tomás Vega", company="juniper & rowe", email="t@juniper.example")
    theirs = make_contact("Xan", owner=stranger)
    page = seeker_client.get(url("draft", status)).content.decode()
    assert 'data-email="t@juniper.example"' in page
    assert 'data-greeting="Dear Tomás,"' in page
    refused = seeker_client.post(url("draft_sent", status), typed(contact=str(theirs.pk)))
    assert refused.status_code == 200
    assert not Message.objects.exists()
    seeker_client.post(url("draft_sent", status), typed(contact=str(there.pk)))
    assert Message.objects.get().contact == there


def test_a_status_note_greets_whom_one_spoke_with_and_recalls_whom_to_write_to(
    interview: Interview, bo: Contact, seeker_client: Client, now: datetime
) -> None:
    debrief(interview, now, bo, follow_up_contact="Priya in talent")
    status = Reminder.objects.get(rule="status.after_interview")
    answer = seeker_client.get(url("draft", status))
    assert answer.context["form"]["body"].value().startswith("Dear Bo,")
    assert answer.context["form"]["contact"].value() == bo.pk
    assert "Priya in talent" in answer.content.decode()
    assert "kept until then" in answer.content.decode()


def test_print_keeps_and_shows_the_note_alone(thanks: Reminder, seeker_client: Client) -> None:
    answer = seeker_client.post(url("draft_print", thanks), typed(body="On paper, Bo"))
    assert answer.url == url("draft_sheet", thanks)
    page = seeker_client.get(answer.url).content.decode()
    assert "On paper, Bo" in page
    assert "data-print" in page


def test_afresh_lets_go_of_what_was_begun(thanks: Reminder, seeker_client: Client) -> None:
    seeker_client.post(url("draft_check", thanks), typed(body="Half a thought"))
    page = seeker_client.get(url("draft", thanks)).content.decode()
    assert f'action="{url("draft_discard", thanks)}"' in page
    seeker_client.post(url("draft_discard", thanks))
    seeker_client.post(url("draft_discard", thanks))
    assert not NoteDraft.objects.exists()
    assert "Half a thought" not in seeker_client.get(url("draft", thanks)).content.decode()


def test_a_template_is_kept_and_started_from(
    thanks: Reminder, to_chi: Reminder, seeker_client: Client
) -> None:
    body = "Dear Bo,\nthank you for the talk about the Senior Product Designer job.\nRobin Hale"
    data = typed(body=body, subject="Thanks, Bo", template_name="  Short   one ")
    for _ in range(2):
        seeker_client.post(url("draft_keep", thanks), data)
    template = NoteTemplate.objects.get()
    assert (template.name, template.purpose) == ("Short one", "thank_you")
    assert template.subject == "Thanks, {name}"
    assert "{job}" in template.body
    assert "{me}" in template.body
    page = seeker_client.get(url("draft", to_chi))
    assert "Short one" in page.content.decode()
    from_it = seeker_client.get(url("draft", to_chi), {"from": template.pk})
    assert from_it.context["form"]["body"].value().startswith("Dear Chi,")
    assert from_it.context["form"]["subject"].value() == "Thanks, Chi"


@pytest.mark.parametrize("name", ["", "   ", "Short one", "x" * 81])
def test_a_name_that_does_not_fit_is_told(
    thanks: Reminder, seeker_client: Client, name: str
) -> None:
    seeker_client.post(url("draft_keep", thanks), typed(template_name="short ONE"))
    answer = seeker_client.post(
        url("draft_keep", thanks), typed(template_name=name, body="Not lost")
    )
    assert answer.status_code == 200
    assert answer.context["template_problem"]
    assert "Not lost" in answer.content.decode()
    assert NoteTemplate.objects.count() == 1


@pytest.fixture
def template(thanks: Reminder, seeker_client: Client) -> NoteTemplate:
    seeker_client.post(url("draft_keep", thanks), typed(template_name="Mine"))
    return NoteTemplate.objects.get()


def test_templates_are_listed_changed_removed_and_brought_back(
    template: NoteTemplate, seeker_client: Client
) -> None:
    index = reverse("notes:templates")
    assert "Mine" in seeker_client.get(index).content.decode()
    edit = reverse("notes:template", args=[template.pk])
    assert "{name}" in seeker_client.get(edit).content.decode()
    data = {"name": "Ours", "subject": "S", "body": "B {name}"}
    assert seeker_client.post(edit, data).url == index
    template.refresh_from_db()
    assert (template.name, template.body) == ("Ours", "B {name}")
    assert seeker_client.post(edit, {**data, "name": ""}).status_code == 200
    seeker_client.post(reverse("notes:template_remove", args=[template.pk]))
    assert not NoteTemplate.objects.exists()
    page = seeker_client.get(index).content.decode()
    back = page.partition('action="/templates/restore/')[2].partition('"')[0]
    seeker_client.post(f"/templates/restore/{back}")
    assert NoteTemplate.objects.get().name == "Ours"


def test_a_template_of_another_purpose_is_not_offered(
    template: NoteTemplate, status: Reminder, seeker_client: Client
) -> None:
    answer = seeker_client.get(url("draft", status), {"from": template.pk})
    assert answer.context["templates"] == []
    assert answer.context["form"]["body"].value().startswith("Dear hiring team")


def test_nothing_is_a_strangers(
    thanks: Reminder, template: NoteTemplate, stranger_client: Client
) -> None:
    for name in ("draft", "draft_sheet"):
        assert stranger_client.get(url(name, thanks)).status_code == 404
    for name in ("draft_check", "draft_sent", "draft_print", "draft_discard", "draft_keep"):
        data = typed(template_name="Theirs")
        assert stranger_client.post(url(name, thanks), data).status_code == 404
    for name in ("template", "template_remove"):
        where = reverse(f"notes:{name}", args=[template.pk])
        assert stranger_client.post(where, {"name": "x", "body": "y"}).status_code == 404
    assert not Message.objects.exists()
    assert not stranger_client.get(reverse("notes:templates")).context["templates"]


def test_what_asks_for_no_note_has_no_page(interview: Interview, seeker_client: Client) -> None:
    row = Reminder.objects.get(rule="interview.debrief")
    assert seeker_client.get(url("draft", row)).status_code == 400


def test_a_reference_who_is_asked_by_note_counts_as_asked(
    application: Application,
    make_reference: MakeReference,
    seeker_client: Client,
    now: datetime,
) -> None:
    reference = make_reference("Joan Whitfield", consent="not_asked", speaks_about="Redesign.")
    story.record_event(
        application, "reference_chosen", at=now, token=uuid4(), now=now, reference=reference
    )
    row = Reminder.objects.get(rule="reference.ask")
    body = seeker_client.get(url("draft", row)).context["form"]["body"].value()
    assert body.startswith("Dear Joan,")
    assert "Redesign" in body
    seeker_client.post(url("draft_sent", row), typed(body=body))
    reference.refresh_from_db()
    assert reference.consent == "asked"


@pytest.fixture
def many(
    application: Application,
    interview: Interview,
    make_contact: MakeContact,
    make_reference: MakeReference,
    now: datetime,
) -> Callable[[], list[Reminder]]:
    """Every kind of note there can be for one application, and more of them each time."""

    def make() -> list[Reminder]:
        person = make_contact("One More", company="Harbour Analytics")
        people = [*interview.interviewers.all(), person]
        story.change_interview(interview, fields={}, interviewers=people, now=now)
        debrief(interview, now, person)
        reference = make_reference("Somebody Else", job_hunting_since=now.date())
        for kind in ("reference_chosen", "reference_contacted"):
            story.record_event(
                application, kind, at=now, token=uuid4(), now=now, reference=reference
            )
        return [row for row in Reminder.objects.all() if ACTIONS[row.rule].purpose]

    return make


def test_few_queries_and_no_more_with_more_rows(
    many: Callable[[], list[Reminder]], seeker_client: Client, now: datetime
) -> None:
    def count(row: Reminder) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert seeker_client.get(url("draft", row)).status_code == 200
        return len(caught)

    def counts() -> dict[str, int]:
        rows = [row for row in many() if joined(row, now)[0].pk == row.pk]
        return {row.rule: count(row) for row in rows}

    few = counts()
    assert len(few) >= 4
    more = counts()
    assert more == few
    assert max(few.values()) <= MOST_QUERIES


@pytest.mark.parametrize(("words", "is_hidden"), [(20, True), (400, False)])
def test_a_note_that_a_mail_program_would_cut_says_so(
    thanks: Reminder, seeker_client: Client, words: int, is_hidden: bool
) -> None:
    data = typed(body="thanks " * words)
    page = " ".join(seeker_client.post(url("draft_check", thanks), data).content.decode().split())
    hint = page.partition("data-mail-long")[2].partition(">")[0]
    assert ("hidden" in hint) is is_hidden


@pytest.mark.parametrize(
    ("purpose", "days", "is_told"),
    [("status", 3, True), ("status", 7, True), ("status", 8, False), ("other", 3, False)],
)
def test_a_status_note_to_the_same_person_about_another_job_is_told(
    thanks: Reminder,
    make_application: MakeApplication,
    bo: Contact,
    seeker_client: Client,
    now: datetime,
    purpose: str,
    days: int,
    is_told: bool,
) -> None:
    there = make_application("Osprey", "UX Lead")
    story.record_message(
        bo.owner,
        purpose,
        at=now - days * DAY,
        token=uuid4(),
        now=now,
        application=there,
        contact=bo,
        body="Dear Bo, a letter of six and more words in a row.",
    )
    written = "about UX Lead at Osprey."
    answer = seeker_client.get(url("draft", thanks))
    assert written not in answer.content.decode()
    assert answer.context["facts"].others == ()
    third = make_application("Harbour Analytics", "Researcher", applied_at=None)
    address = reverse("notes:write", args=[third.pk])
    page = seeker_client.get(f"{address}?purpose=status&to=c{bo.pk}").content.decode()
    assert (written in page) is is_told


@pytest.mark.parametrize("link", ["card", "mail"])
def test_sent_without_opening_the_draft_records_whom_it_would_greet(
    interview: Interview, bo: Contact, seeker_client: Client, now: datetime, link: str
) -> None:
    debrief(interview, now, bo)
    row = Reminder.objects.get(rule="status.after_interview")
    if link == "card":
        seeker_client.post(reverse("notes:reminder_sent", args=[row.pk]), {"token": uuid4()})
    else:
        SENT.do(row, uuid4(), now)
    assert Message.objects.get(purpose="status").contact == bo


def test_each_reader_is_offered_with_when_they_were_written_to(
    status: Reminder, seeker_client: Client, make_contact: MakeContact, now: datetime
) -> None:
    tom = make_contact("Tomás Vega", company="juniper & rowe")
    make_contact("Una Berg", company="juniper & rowe")
    story.record_message(
        tom.owner,
        "other",
        at=now - DAY,
        token=uuid4(),
        now=now,
        application=status.application,
        contact=tom,
    )
    labels = [str(label) for _key, label in status_readers(seeker_client, status)]
    assert labels == ["Nobody in particular", "Tomás Vega, written to on Wed 18 Mar", "Una Berg"]


def status_readers(client: Client, row: Reminder) -> list[tuple[str, str]]:
    return list(client.get(url("draft", row)).context["form"].fields["contact"].choices)


def test_what_is_noted_in_sentences_stands_beside_a_gap(
    thanks: Reminder, interview: Interview, seeker_client: Client, bo: Contact, now: datetime
) -> None:
    noted = "Onboarding flows are slow.\nShe asked me why I left <Larkspur>"
    story.debrief_interview(interview, fields={}, topics={bo: noted}, now=now)
    answer = seeker_client.get(url("draft", thanks))
    body = answer.context["form"]["body"].value()
    assert "[Recall what you talked about with Bo]" in body
    assert "Larkspur" not in body
    page = answer.content.decode()
    assert "Onboarding flows are slow.<br>She asked me why I left &lt;Larkspur&gt;" in page
    assert "Fill the gap" in page
    assert "Ready to send" not in page


def test_what_nothing_is_noted_of_leads_to_the_debrief(
    thanks: Reminder, interview: Interview, seeker_client: Client
) -> None:
    body = "Dear Bo, thank you for the interview on 19 March."
    data = typed(body=body)
    page = seeker_client.post(url("draft_check", thanks), data, HTTP_HX_REQUEST="true")
    there = reverse("applications:interview", args=[interview.pk])
    assert "Recall one thing you talked about with Bo: your debrief has no note of it.\n" in (
        page.content.decode()
    )
    assert f'href="{there}"' in page.content.decode()
    data = typed(body=f"{body} Your sailing trip to Norway made me smile.")
    page = seeker_client.post(url("draft_check", thanks), data, HTTP_HX_REQUEST="true")
    assert "Nothing is noted" not in page.content.decode()


def test_before_the_day_they_named_nothing_is_ready(
    interview: Interview, seeker_client: Client, now: datetime
) -> None:
    given = {"at": now, "token": uuid4(), "now": now, "news_by": (now + 12 * DAY).date()}
    story.record_event(interview.application, "timeline_given", **given)
    row = Reminder.objects.get(rule="status.promised")
    answer = seeker_client.get(url("draft", row))
    assert answer.context["to_mind"] == 0
    assert "the earliest note is Wed 1 Apr" in answer.context["wait"]
    assert "Ready to send" not in answer.content.decode()
    assert "today" not in answer.context["advice"].reason
    checked = seeker_client.post(
        url("draft_check", row),
        typed(body=answer.context["form"]["body"].value()),
        HTTP_HX_REQUEST="true",
    ).content.decode()
    assert "Ready to send" not in checked
    assert "the earliest note is Wed 1 Apr" in checked


def test_a_note_whose_time_has_not_come_says_when(
    make_application: MakeApplication, seeker_client: Client, now: datetime
) -> None:
    application = make_application("Juniper & Rowe", applied_at=now)
    row = application.reminders.get(rule="status.after_applying")
    application.held_back.all().delete()
    answer = seeker_client.get(url("draft", row))
    assert "Its time comes on Thu 2 Apr" in answer.context["wait"]


def test_after_a_reference_check_the_interview_is_named(
    interview: Interview, make_reference: MakeReference, seeker_client: Client, now: datetime
) -> None:
    given = {"at": now, "token": uuid4(), "now": now, "reference": make_reference()}
    story.record_event(interview.application, "reference_contacted", **given)
    row = Reminder.objects.get(rule="status.after_reference_check")
    answer = seeker_client.get(url("draft", row))
    body = answer.context["form"]["body"].value()
    assert "On Thursday 19 March I interviewed for the Senior Product Designer position" in body
    assert "Joan" not in body
    assert answer.context["to_mind"] == 0


@pytest.fixture
def heads_up(
    interview: Interview, make_reference: MakeReference, now: datetime
) -> tuple[Reminder, Reference]:
    joan = make_reference(speaks_about="- Leading the tablet redesign.\n- Calm under deadlines")
    for kind, more in (("references_requested", {}), ("reference_chosen", {"reference": joan})):
        given = {"at": now, "token": uuid4(), "now": now}
        story.record_event(interview.application, kind, **given, **more)
    return Reminder.objects.get(rule="reference.heads_up"), joan


def test_a_heads_up_lists_the_points_and_names_no_resume_where_there_is_none(
    heads_up: tuple[Reminder, Reference], seeker_client: Client
) -> None:
    row, _joan = heads_up
    answer = seeker_client.get(url("draft", row))
    body = answer.context["form"]["body"].value()
    assert "\n- Leading the tablet redesign\n- Calm under deadlines\n" in body
    assert "attached" not in body
    assert "No resume is tied to this application." in answer.content.decode()


def test_a_resume_is_named_with_a_reminder_to_attach_it(
    heads_up: tuple[Reminder, Reference], seeker_client: Client, seeker: User, now: datetime
) -> None:
    row, _joan = heads_up
    assert row.application
    file = Document.objects.create(
        owner=seeker, name="Resume", filename="r.pdf", size=1, uploaded_at=now
    )
    file.applications.add(row.application)
    answer = seeker_client.get(url("draft", row))
    assert "My resume is attached." in answer.context["form"]["body"].value()
    page = answer.content.decode()
    assert reverse("applications:document", args=[file.pk]) in page
    assert "A mail link cannot carry files" in page


def test_points_kept_for_this_job_come_before_the_usual_ones(
    heads_up: tuple[Reminder, Reference], seeker_client: Client
) -> None:
    row, joan = heads_up
    Event.objects.filter(kind="reference_chosen").update(text="The audit")
    body = seeker_client.get(url("draft", row)).context["form"]["body"].value()
    assert "- The audit\n" in body
    assert "tablet" not in body
    query = f"?purpose=heads_up&to=r{joan.pk}"
    dismiss(row, now=row.opens_at)
    page = seeker_client.get(reverse("notes:write", args=[row.application_id]) + query)
    assert "- The audit\n" in page.context["form"]["body"].value()


def test_without_an_address_the_way_to_add_it_leads_back(
    to_chi: Reminder, thanks: Reminder, chi: Contact, seeker_client: Client
) -> None:
    page = seeker_client.get(url("draft", to_chi)).content.decode()
    edit = reverse("people:contact_edit", args=[chi.pk])
    assert "No address is known: your mail program will ask for one." in page
    assert f'href="{edit}?next={url("draft", to_chi).replace("/", "%2F")}"' in page
    form = {"name": chi.name, "email": "chi@harbour.example", "token": uuid4()}
    answer = seeker_client.post(f"{edit}?next={url('draft', to_chi)}", form)
    assert answer.url == url("draft", to_chi)
    page = seeker_client.get(answer.url).content.decode()
    assert re.search(r"data-no-address\s+hidden", page)
    assert "mailto:chi@harbour.example" in page
    away = seeker_client.post(f"{edit}?next=https://elsewhere.example/", form)
    assert away.url == reverse("people:contact", args=[chi.pk])


def test_sent_leads_back_to_where_the_note_was_begun(
    thanks: Reminder, interview: Interview, seeker_client: Client
) -> None:
    here = reverse("applications:interview", args=[interview.pk])
    page = seeker_client.get(url("draft", thanks), headers={"referer": f"http://testserver{here}"})
    sent_url = page.context["note"].urls["sent"]
    assert sent_url == f"{url('draft_sent', thanks)}?next={here.replace('/', '%2F')}"
    answer = seeker_client.post(sent_url, typed(), follow=True)
    assert answer.redirect_chain == [(here, 302)]
    assert "Your note to Bo Lindqvist is written down as sent." in answer.content.decode()


@pytest.mark.parametrize(
    "way",
    [
        {"headers": {"referer": "https://elsewhere.example/today/"}},
        {"headers": {"referer": "http://testserver/settings/"}},
        {"headers": {"referer": "http://testserver/no-such-page"}},
        {"query_params": {"next": "https://elsewhere.example/"}},
        {"query_params": {"next": "//elsewhere.example/"}},
    ],
)
def test_a_strange_way_back_leads_to_today(
    thanks: Reminder, seeker_client: Client, way: dict
) -> None:
    note = seeker_client.get(url("draft", thanks), **way).context["note"]
    assert note.back == ""
    answer = seeker_client.post(note.urls["sent"], typed())
    assert answer.url == reverse("followups:today")


def test_the_way_back_is_kept_on_the_way_to_the_reminder(
    thanks: Reminder, bo: Contact, interview: Interview, seeker_client: Client
) -> None:
    here = reverse("applications:page", args=[interview.application_id])
    where = reverse("notes:write", args=[interview.application_id])
    note = seeker_client.get(url("draft", thanks), headers={"referer": f"http://testserver{where}"})
    assert note.context["note"].back == here
    answer = seeker_client.get(
        f"{where}?purpose=thank_you&to=c{bo.pk}", headers={"referer": f"http://testserver{here}"}
    )
    assert answer.url == f"{url('draft', thanks)}?next={here.replace('/', '%2F')}"


def test_a_phone_screen_rests_on_its_own_words(
    application: Application, make_interview: MakeInterview, bo: Contact, seeker_client: Client
) -> None:
    make_interview(application, bo, kind=Interview.Kind.PHONE_SCREEN)
    row = Reminder.objects.get(rule="screen.follow_up")
    answer = seeker_client.get(url("draft", row))
    assert [each.citation for each in answer.context["guidance"]] == [
        "S3:phone-screen",
        "S2:content",
    ]
    assert "Optional: write it only if you like." in answer.content.decode()
