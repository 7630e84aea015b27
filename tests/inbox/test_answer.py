"""Suggestions that are answered with a yes: the same as if the seeker had typed the facts in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview
from followups.models import HeldBack
from inbox.answers import proposed
from inbox.models import Suggestion
from inbox.models.suggestion import HOLDS_FOR
from inbox.services.answer import accept, accept_all, change_match, what_of
from inbox.services.undo import undo_answer
from references.models import Contact
from references.services import add_contact
from tests.inbox.arrivals import NOW, event, mail, planned, suggest, told

Kind = Event.Kind
Write = Callable[[Application], object]
EARLY = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
"""When the applications of these tests were sent."""
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC)


def applied(owner: User, suggestion: Suggestion | None = None, **other: Any) -> Application:
    """An application as the mail names it, sent on 10 November."""
    found = suggestion.finding if suggestion else {}
    fields = {"title": found.get("title") or other.get("title") or "Engineer"}
    company = found.get("company") or other.get("company") or "Kestrel Analytics"
    return services.add_application(
        owner, token=uuid4(), company=company, fields=fields, applied_at=EARLY, now=NOW
    )


def accepted(
    suggestion: Suggestion, application: Application | None, **changed: Any
) -> Application:
    answer = replace(proposed(suggestion, suggestion.owner.zone), application=application)
    accept(suggestion, replace(answer, **changed), now=NOW)
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.ACCEPTED
    assert suggestion.application is not None
    return suggestion.application


def recorded(kind: str, moment: datetime, **details: Any) -> Write:
    return lambda application: services.record_event(
        application, kind, at=moment, token=uuid4(), now=NOW, **details
    )


def arranged(arranged_at: datetime, starts_at: datetime, *people: str, **fields: Any) -> Write:
    def write(application: Application) -> object:
        met = [_person(application, name) for name in people]
        values = {
            "kind": "interview",
            "arranged_at": arranged_at,
            "starts_at": starts_at,
            "ends_at": starts_at + fields.pop("lasts", HOUR),
            "time_zone": "Europe/London",
            **fields,
        }
        return services.arrange_interview(
            application, token=uuid4(), fields=values, interviewers=met, now=NOW
        )

    return write


def _person(application: Application, name: str) -> Contact:
    fields, company = {"name": name}, application.company.name
    return add_contact(application.owner, token=uuid4(), company=company, fields=fields)


def cancelled(arrange: Write, moment: datetime) -> Write:
    def write(application: Application) -> object:
        interview = arrange(application)
        assert isinstance(interview, Interview)
        return services.cancel_interview(interview, at=moment, now=NOW)

    return write


def active_rules(application: Application) -> set[str]:
    return {row["rule"] for row in planned(application) if row["state"] != "settled"}


TYPED: dict[str, Sequence[Write]] = {
    "01_confirmation_greenhouse": [recorded(Kind.CONFIRMATION, at(16, 9, 14, 2))],
    "02_confirmation_workday_de": [recorded(Kind.CONFIRMATION, at(17, 10, 2))],
    "03_rejection_lever": [recorded(Kind.OUTCOME, at(19, 16, 40, 10), result="rejected")],
    "04_rejection_smartrecruiters_de": [recorded(Kind.OUTCOME, at(20, 7), result="rejected")],
    "05_interview_person_reply": [
        arranged(at(23, 10, 21, 44), at(10, 14, 30, month=12), "Priya Nair", "Ola Danso")
    ],
    "06_interview_pick_a_time_ashby": [recorded(Kind.EMPLOYER_REPLY, at(24, 13, 5, 31))],
    "07_rescheduled_fr_with_calendar": [
        arranged(
            at(25, 14, 30), at(11, 13, month=12), "Claire Aubert", time_zone="Europe/Paris"
        )
    ],
    "08_offer_person_pdf": [
        recorded(
            Kind.OUTCOME,
            at(25, 17, 45),
            result="offer",
            answer_by=date(2026, 12, 4),
            starts_on=date(2027, 1, 11),
            pay=Decimal(58500),
            pay_currency="GBP",
            pay_period="year",
        )
    ],
    "09_references_person": [recorded(Kind.REFERENCES_REQUESTED, at(24, 9, 30))],
    "10_timeline_fr": [recorded(Kind.TIMELINE_GIVEN, at(23, 17, 12), news_by=date(2026, 12, 7))],
    "14_interview_cancelled": [
        cancelled(
            arranged(at(26, 6, 30), at(16, 9, month=12), "Ida Holm", type="technical"),
            at(26, 6, 30),
        )
    ],
    "15_reply_de_outlook_quote": [recorded(Kind.EMPLOYER_REPLY, at(25, 11))],
}  # fmt: skip
"""By sample mail: what a careful person would type in."""


@pytest.mark.parametrize("name", TYPED)
def test_a_yes_is_as_good_as_typing_it(seeker: User, stranger: User, name: str) -> None:
    suggestion = mail(seeker, name)
    read = accepted(suggestion, applied(seeker, suggestion))
    typed = applied(stranger, suggestion)
    for write in TYPED[name]:
        write(typed)
    for each in (read, typed):
        each.refresh_from_db()
    assert told(read) == told(typed)
    assert planned(read) == planned(typed)
    assert read.stage == typed.stage
    assert suggestion.answered_at == NOW
    assert suggestion.holds_until is None
    assert suggestion.file.application == read


def test_a_confirmation_without_a_match_adds_the_application(seeker: User) -> None:
    read = accepted(mail(seeker, "01_confirmation_greenhouse"), None)
    assert (read.company.name, read.title) == ("Kestrel Analytics", "Senior Data Engineer")
    assert read.stage == "applied"
    assert [(each.kind, each.at) for each in Event.objects.order_by("at")] == [
        (Kind.APPLIED, at(16, 9, 14, 1)),
        (Kind.CONFIRMATION, at(16, 9, 14, 2)),
    ]
    assert read.reminders.filter(rule="status.after_applying").exists()


def test_the_day_that_the_mail_names_is_that_of_the_application(seeker: User) -> None:
    suggestion = mail(seeker, "01_confirmation_greenhouse")
    suggestion.finding["dates"] = [{"what": "applied", "at": "2026-11-13"}]
    accepted(suggestion, None)
    assert Event.objects.get(kind=Kind.APPLIED).at == at(13, 12)


def test_a_confirmation_tells_that_a_saved_job_was_applied_for(seeker: User) -> None:
    saved = services.add_application(
        seeker, token=uuid4(), company="K", fields={"title": "T"}, applied_at=None, now=NOW
    )
    read = accepted(mail(seeker, "01_confirmation_greenhouse"), saved)
    read.refresh_from_db()
    assert read.stage == "applied"


@pytest.mark.parametrize(("ended_at", "stage"), [(at(12, 9), "applied"), (at(16, 9), "rejected")])
def test_a_confirmation_long_after_the_end_is_of_another_try(
    seeker: User, ended_at: datetime, stage: str
) -> None:
    suggestion = mail(seeker, "01_confirmation_greenhouse")
    application = applied(seeker, suggestion)
    recorded(Kind.OUTCOME, ended_at, result="rejected")(application)
    assert accepted(suggestion, None) == application
    application.refresh_from_db()
    assert application.stage == stage


def test_the_second_mail_about_a_job_finds_the_application_of_the_first(seeker: User) -> None:
    first = accepted(mail(seeker, "01_confirmation_greenhouse"), None)
    assert accepted(mail(seeker, "05_interview_person_reply"), None) == first
    assert Application.objects.count() == 1


def test_a_new_application_can_be_insisted_on(seeker: User) -> None:
    first = accepted(mail(seeker, "01_confirmation_greenhouse"), None)
    again = accepted(mail(seeker, "05_interview_person_reply"), None, is_new=True)
    assert again != first
    assert again.company == first.company


def test_who_wrote_becomes_a_contact(seeker: User) -> None:
    read = accepted(mail(seeker, "08_offer_person_pdf"), None)
    writer = Contact.objects.get()
    assert (writer.name, writer.email) == ("Maria Santos", "maria@harbourline.example")
    assert writer.company == read.company


def test_who_is_known_without_an_address_gets_it(seeker: User) -> None:
    known = add_contact(
        seeker, token=uuid4(), company="Harbourline", fields={"name": "maria santos"}
    )
    accepted(mail(seeker, "08_offer_person_pdf"), None)
    known.refresh_from_db()
    assert known.email == "maria@harbourline.example"
    assert Contact.objects.count() == 1


def test_people_are_known_by_their_address_and_the_seeker_is_none_of_them(seeker: User) -> None:
    fields = {"name": "P. Nair", "email": "Priya.Nair@kestrel.example"}
    known = add_contact(seeker, token=uuid4(), fields=fields)
    seeker.emailaddress_set.create(email="sam.okoro@post.example", verified=True)  # type: ignore[attr-defined]
    application = applied(seeker)
    accepted(event(seeker, "01_google_request_utc", application), application)
    people = Interview.objects.get().interviewers.order_by("name")
    assert [each.name for each in people] == ["P. Nair", "Tom B"]
    assert people[0] == known


def test_a_choice_of_times_says_by_when_to_answer(seeker: User) -> None:
    accepted(mail(seeker, "06_interview_pick_a_time_ashby"), None)
    reply = Event.objects.get(kind=Kind.EMPLOYER_REPLY)
    said, _, page = reply.text.rpartition(" ")
    assert said == "Choose a time for the interview. Answer by Fri 4 Dec."
    assert page == "https://you.ashbyhq.com/penningmeester/schedule/6f1a"
    assert not Interview.objects.exists()


def test_whole_days_take_working_hours(seeker: User) -> None:
    application = applied(seeker)
    accepted(event(seeker, "05_whole_day", application), application)
    interview = Interview.objects.get()
    assert (interview.starts_at, interview.ends_at) == (at(11, 9, month=12), at(11, 17, month=12))
    assert interview.type == "assessment"


def test_twice_is_once(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    answer = proposed(suggestion, seeker.zone)
    first = accept(suggestion, answer, now=NOW)
    stale = Suggestion.objects.get()
    stale.state, stale.answered_at = Suggestion.State.WAITING, None
    assert accept(stale, replace(answer, is_new=True), now=NOW + HOUR) == first
    assert Application.objects.count() == Interview.objects.count() == 1
    suggestion.refresh_from_db()
    assert suggestion.answered_at == NOW


def test_an_application_that_is_gone_is_named(seeker: User) -> None:
    application = applied(seeker)
    suggestion = mail(seeker, "03_rejection_lever", application)
    answer = proposed(suggestion, seeker.zone)
    services.delete_application(application, now=NOW)
    with pytest.raises(ValidationError, match="doesn’t exist any more") as caught:
        accept(suggestion, answer, now=NOW)
    assert list(caught.value.message_dict) == ["application"]
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.WAITING


def test_another_person_s_application_is_refused(seeker: User, stranger: User) -> None:
    theirs = applied(stranger)
    suggestion = mail(seeker, "03_rejection_lever")
    with pytest.raises(ValidationError, match="doesn’t exist any more"):
        accepted(suggestion, theirs)
    with pytest.raises(ValidationError, match="doesn’t exist any more"):
        change_match(suggestion, theirs, now=NOW)
    assert not Event.objects.filter(kind=Kind.OUTCOME).exists()


def test_another_application_s_interview_is_refused(seeker: User) -> None:
    other = arranged(EARLY, at(16, 9, month=12))(applied(seeker, company="Other"))
    suggestion = mail(seeker, "14_interview_cancelled")
    with pytest.raises(ValidationError, match="belongs to another application"):
        accepted(suggestion, applied(seeker), interview=other)


REFUSED = [
    ("01_confirmation_greenhouse", {"company": ""}, "application"),
    ("01_confirmation_greenhouse", {"title": ""}, "title"),
    ("10_timeline_fr", {"news_by": None}, "news_by"),
    ("10_timeline_fr", {"news_by": date(2026, 11, 1)}, "news_by"),
    ("10_timeline_fr", {"ask_on": date(2026, 12, 1)}, "ask_on"),
    ("08_offer_person_pdf", {"answer_by": date(2026, 11, 1)}, "answer_by"),
    ("05_interview_person_reply", {"link": "no link"}, "link"),
    ("05_interview_person_reply", {"time_zone": "Nowhere"}, "time_zone"),
    ("05_interview_person_reply", {"ends_at": at(1, 9, month=12)}, "__all__"),
]


@pytest.mark.parametrize(("name", "changed", "field"), REFUSED)
def test_what_does_not_fit_is_named_and_nothing_is_written(
    seeker: User, name: str, changed: dict[str, Any], field: str
) -> None:
    suggestion = mail(seeker, name)
    with pytest.raises(ValidationError) as caught:
        accepted(suggestion, None, **changed)
    assert list(caught.value.message_dict) == [field]
    assert not Application.objects.exists()
    assert not Contact.objects.exists()
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.WAITING


def test_what_came_on_the_day_of_the_application_came_after_it(seeker: User) -> None:
    suggestion = mail(seeker, "03_rejection_lever")
    application = services.add_application(
        seeker, token=uuid4(), company="Oatmill", fields={"title": "T"},
        applied_at=at(19, 18), now=NOW,
    )  # fmt: skip
    accepted(suggestion, application)
    application.refresh_from_db()
    assert application.stage == "rejected"


@pytest.mark.parametrize("name", ["03_rejection_lever", "01_confirmation_greenhouse"])
def test_a_mail_from_before_the_application_moves_it(seeker: User, name: str) -> None:
    application = services.add_application(
        seeker, token=uuid4(), company="Oatmill", fields={"title": "T"},
        applied_at=at(24, 18), now=NOW,
    )  # fmt: skip
    sent = Event.objects.get(kind=Kind.APPLIED)
    suggestion = mail(seeker, name)
    accepted(suggestion, application)
    moved = Event.objects.get(kind=Kind.APPLIED).at
    assert (moved.date(), moved < suggestion.at) == (suggestion.at.date(), True)
    undo_answer(seeker, what_of(suggestion), now=NOW)
    assert Event.objects.get() == sent
    assert Event.objects.get().at == at(24, 18)


def test_a_second_submission_stays_where_it_is(seeker: User) -> None:
    application = applied(seeker)
    recorded(Kind.APPLIED, at(24, 18))(application)
    accepted(mail(seeker, "01_confirmation_greenhouse"), application)
    moments = Event.objects.filter(kind=Kind.APPLIED).values_list("at", flat=True)
    assert sorted(moments) == [EARLY, at(24, 18)]


@pytest.mark.parametrize(
    ("name", "stays"), [("08_offer_person_pdf", False), ("03_rejection_lever", True)]
)
def test_an_offer_brings_an_archived_application_back(seeker: User, name: str, stays: bool) -> None:
    application = applied(seeker)
    services.archive(seeker, [application.pk], now=NOW)
    suggestion = mail(seeker, name)
    accepted(suggestion, application)
    application.refresh_from_db()
    assert (application.archived_at is not None) == stays
    assert ("offer.answer" in active_rules(application)) != stays
    undo_answer(seeker, what_of(suggestion), now=NOW)
    application.refresh_from_db()
    assert application.archived_at == NOW
    assert "offer.answer" not in active_rules(application)


def test_a_mail_from_the_future_is_logged_as_of_now(seeker: User) -> None:
    suggestion = mail(seeker, "03_rejection_lever")
    accepted(suggestion, applied(seeker), at=NOW + 90 * HOUR)
    assert Event.objects.get(kind=Kind.OUTCOME).at == NOW


def test_confirmations_are_logged_at_once(seeker: User, stranger: User) -> None:
    others = [mail(seeker, "03_rejection_lever"), mail(stranger, "01_confirmation_greenhouse")]
    nameless = mail(seeker, "02_confirmation_workday_de")
    Suggestion.objects.filter(pk=nameless.pk).update(finding={**nameless.finding, "title": None})
    done = mail(seeker, "01_confirmation_greenhouse")
    finding = {"kind": "confirmation", "company": "Oatmill", "title": None, "message_id": "1"}
    unclear = suggest(seeker, finding, at=NOW)
    two = [applied(seeker, company="Oatmill", title=each) for each in ("Baker", "Clerk")]
    what = accept_all(seeker, [*others, nameless, done, unclear], now=NOW)
    assert what["suggestions"] == [done.pk]
    assert [(each["suggestion"], each["why"]) for each in what["stayed"]] == [
        (nameless.pk, "Enter the job title."),
        (unclear.pk, "Choose which application this is about."),
    ]
    assert Application.objects.filter(owner=seeker).exclude(pk__in=[x.pk for x in two]).count() == 1
    assert not Application.objects.filter(owner=stranger).exists()


def test_another_choice_moves_the_match(seeker: User) -> None:
    first, second = applied(seeker), applied(seeker, company="Other")
    suggestion = mail(seeker, "03_rejection_lever", first)
    change_match(suggestion, second, now=NOW)
    suggestion.refresh_from_db()
    assert (suggestion.application, suggestion.matched_by) == (second, "choice")
    assert suggestion.holds_until == suggestion.at + HOLDS_FOR
    held = HeldBack.objects.filter(guard="mail_to_sort")
    assert list(held.values_list("application", flat=True)) == [second.pk]
