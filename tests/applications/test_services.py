"""The verbs: one transaction each, safe to repeat, and the plan follows."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4, uuid5

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview, Message, Stage, Tag
from followups.models import Reminder
from references.models import Reference
from references.services import set_consent
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

Kind = Event.Kind


def live_keys(application: Application) -> set[str]:
    rows = application.reminders.filter(state__in=Reminder.LIVE)
    return {row.key.partition("/")[0] for row in rows}


def test_adding_twice_with_one_token_makes_one(seeker: User, now: datetime) -> None:
    token = uuid4()
    for _ in range(2):
        services.add_application(
            seeker,
            token=token,
            company=" Harbour  Analytics ",
            fields={"title": "Designer"},
            applied_at=now,
            now=now,
            tags=["Data", "data"],
        )
    application = Application.objects.get()
    assert application.company.name == "Harbour Analytics"
    assert application.stage == Stage.APPLIED
    assert application.events.count() == 1
    assert [tag.name for tag in application.tags.all()] == ["Data"]


def test_a_tag_goes_with_the_last_application_that_had_it(
    make_application: MakeApplication,
) -> None:
    one, other = make_application("Harbour"), make_application("Osprey")
    services.set_tags(one, ["dream", "typo"])
    services.set_tags(other, ["dream"])
    services.set_tags(one, ["north"])
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["dream", "north"]


def test_one_company_whatever_its_case(make_application: MakeApplication) -> None:
    one, other = make_application("Harbour"), make_application("HARBOUR")
    assert one.company == other.company


def test_a_saved_posting_asks_for_nothing(make_application: MakeApplication) -> None:
    application = make_application(applied_at=None)
    assert application.stage == Stage.SAVED
    assert not application.reminders.exists()
    assert not application.held_back.exists()


def test_a_change_leaves_alone_what_changed_since_its_row_was_read(
    make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    application = make_application()
    read_before = Application.objects.get(pk=application.pk)
    services.archive(seeker, [application.pk], now=now)
    services.edit_application(read_before, company="Osprey", fields={"title": "New"}, now=now)
    application.refresh_from_db()
    assert (application.title, application.archived_at) == ("New", now)


def test_a_move_leaves_an_interview_called_off(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    interview = make_interview(make_application())
    read_before = Interview.objects.get(pk=interview.pk)
    services.cancel_interview(interview, at=now, now=now)
    services.change_interview(read_before, fields={"place": "Room 2"}, interviewers=[], now=now)
    interview.refresh_from_db()
    assert (interview.place, interview.cancelled_at) == ("Room 2", now)


def test_a_note_that_asks_leaves_an_answer_given_since(
    make_reference: MakeReference, seeker: User, now: datetime
) -> None:
    joan = make_reference(consent=Reference.Consent.NOT_ASKED)
    read_before = Reference.objects.select_related("contact__owner").get(pk=joan.pk)
    set_consent(joan, Reference.Consent.DECLINED, on=now.date(), now=now)
    asking = Message.Purpose.ASK_REFERENCE
    services.record_message(seeker, asking, at=now, token=uuid4(), now=now, reference=read_before)
    joan.refresh_from_db()
    assert joan.consent == Reference.Consent.DECLINED


def test_a_title_is_required(seeker: User, now: datetime) -> None:
    with pytest.raises(ValidationError) as error:
        services.add_application(
            seeker, token=uuid4(), company="X", fields={"title": ""}, applied_at=None, now=now
        )
    assert "title" in error.value.message_dict
    assert not Application.objects.exists()


@pytest.mark.parametrize("interest", [0, 6])
def test_interest_has_limits(make_application: MakeApplication, interest: int) -> None:
    with pytest.raises(ValidationError):
        make_application(interest=interest)


def test_pay_must_be_in_order(make_application: MakeApplication) -> None:
    with pytest.raises(ValidationError):
        make_application(pay_min=2, pay_max=1)


def test_a_fact_moves_the_plan_at_once(make_application: MakeApplication, now: datetime) -> None:
    application = make_application()
    assert live_keys(application) == {"status", "application.close_out"}
    services.record_event(
        application, Kind.OUTCOME, at=now, token=uuid4(), now=now, result="rejected"
    )
    assert live_keys(application) == set()
    application.refresh_from_db()
    assert application.stage == Stage.REJECTED


def test_taking_a_fact_back_brings_its_reminders_back(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    before = live_keys(application)
    event = services.record_event(
        application, Kind.OUTCOME, at=now, token=uuid4(), now=now, result="rejected"
    )
    services.remove_event(event, now=now)
    assert live_keys(application) == before
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED


def test_a_fact_recorded_twice_is_one(make_application: MakeApplication, now: datetime) -> None:
    application, token = make_application(), uuid4()
    one, other = (
        services.record_event(application, Kind.EMPLOYER_REPLY, at=now, token=token, now=now)
        for _ in range(2)
    )
    assert one == other


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": Kind.TIMELINE_GIVEN},
        {"kind": Kind.OUTCOME},
        {"kind": Kind.REFERENCE_CONTACTED},
        {"kind": Kind.EMPLOYER_REPLY, "result": "offer"},
        {"kind": "unheard_of"},
    ],
)
def test_fields_must_fit_the_kind(
    make_application: MakeApplication, now: datetime, wrong: dict
) -> None:
    application = make_application()
    with pytest.raises(ValidationError):
        services.record_event(application, at=now, token=uuid4(), now=now, **wrong)


def test_both_dates_are_refused_by_the_database_too(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(
            application=application,
            kind=Kind.TIMELINE_GIVEN,
            at=now,
            news_by=now.date(),
            ask_on=now.date(),
        )


def test_each_interviewer_is_thanked(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seeker: User,
    now: datetime,
) -> None:
    application = make_application()
    ana, bo = make_contact("Ana"), make_contact("Bo")
    interview = make_interview(application, ana, bo)
    thanks = application.reminders.filter(rule="interview.thank_you")
    assert {row.contact for row in thanks} == {ana, bo}
    assert {row.state for row in thanks} == {Reminder.State.OPEN}
    message = services.record_message(
        seeker,
        Message.Purpose.THANK_YOU,
        at=now,
        token=uuid4(),
        now=now,
        application=application,
        contact=ana,
        interview=interview,
    )
    assert thanks.get(contact=ana).state == Reminder.State.SETTLED
    assert thanks.get(contact=bo).state == Reminder.State.OPEN
    services.remove_message(message, now=now)
    assert thanks.get(contact=ana).state == Reminder.State.OPEN


def test_an_interview_put_off_moves_its_reminders(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    application = make_application()
    interview = make_interview(application)
    debrief = application.reminders.get(rule="interview.debrief")
    later = now + timedelta(days=2)
    services.change_interview(
        interview,
        fields={"starts_at": later, "ends_at": later + timedelta(hours=1)},
        interviewers=[],
        now=now,
    )
    moved = application.reminders.get(rule="interview.debrief")
    assert moved.pk == debrief.pk
    assert moved.state == Reminder.State.PLANNED
    assert moved.opens_at == later + timedelta(hours=1)


def test_cancelling_and_reinstating(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    application = make_application()
    interview = make_interview(application)
    services.cancel_interview(interview, at=now, now=now)
    assert "interview.debrief" not in live_keys(application)
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED
    services.reinstate_interview(interview, now=now)
    assert "interview.debrief" in live_keys(application)


def test_somebody_elses_contact_is_refused(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    stranger: User,
) -> None:
    theirs = make_contact("Eve", owner=stranger)
    with pytest.raises(ValueError, match="somebody else"):
        make_interview(make_application(), theirs)


@pytest.mark.parametrize("stage", [Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEWING])
def test_moving_out_of_an_end_applies_again_and_deletes_nothing(
    make_application: MakeApplication, now: datetime, stage: Stage
) -> None:
    application = make_application()
    services.move(application, Stage.REJECTED, at=now, now=now, token=uuid4())
    outcome = application.events.get(kind=Kind.OUTCOME)
    services.edit_event(outcome, at=outcome.at, now=now, text="They chose somebody inside")
    services.move(application, stage, at=now, now=now, token=uuid4())
    assert application.stage == stage
    assert application.events.get(kind=Kind.OUTCOME).text == "They chose somebody inside"
    assert application.events.filter(kind=Kind.APPLIED).count() == 2
    assert "status" in live_keys(application)


@pytest.mark.parametrize("stage", [Stage.SCREENING, Stage.INTERVIEWING, Stage.REFERENCE_CHECK])
def test_a_stage_that_only_the_employer_leads_to_is_their_answer(
    make_application: MakeApplication, seeker: User, now: datetime, stage: Stage
) -> None:
    application, token = make_application(applied_at=now - timedelta(days=4)), uuid4()
    services.record_event(application, Kind.CONFIRMATION, at=now, token=uuid4(), now=now)
    what = services.move_all(seeker, [application.pk], stage, at=now, token=token, now=now)
    for _ in range(2):
        own = uuid5(token, str(application.pk))
        services.move(application, stage, at=now, now=now, token=own)
    assert application.events.get(kind=Kind.EMPLOYER_REPLY).at == now
    assert answered_at(application)

    services.undo_action(seeker, what, now=now)
    kinds = application.events.order_by("at").values_list("kind", flat=True)
    assert list(kinds) == [Kind.APPLIED, Kind.CONFIRMATION]
    assert answered_at(application) is None


def answered_at(application: Application) -> str | None:
    """When they were last in touch, as the reason says why there is no note yet."""
    facts = application.held_back.get(guard="too_soon").reason["facts"]
    at: str | None = facts["answered_at"]
    return at


@pytest.mark.parametrize("was_closed", [False, True])
def test_their_answer_counts_within_the_second_of_applying(
    make_application: MakeApplication, now: datetime, was_closed: bool
) -> None:
    application = make_application(applied_at=now)
    if was_closed:
        services.move(application, Stage.REJECTED, at=now, now=now, token=uuid4())
    services.move(application, Stage.SCREENING, at=now, now=now, token=uuid4())
    assert answered_at(application)
    assert "application.receipt" not in live_keys(application)


def test_a_move_adds_no_answer_to_another(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    heard, invited = make_application(), make_application()
    kind, before = Kind.NO_CONTACT_REQUESTED, now - timedelta(days=2)
    services.record_event(heard, kind, at=before, token=uuid4(), now=now)
    make_interview(invited)
    for application in (heard, invited):
        for stage in (Stage.REFERENCE_CHECK, Stage.INTERVIEWING):
            services.move(application, stage, at=now, now=now, token=uuid4())
    assert not Event.objects.filter(kind=Kind.EMPLOYER_REPLY).exists()


def test_moving_a_saved_one_to_applied_starts_the_clock(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application(applied_at=None)
    token = uuid4()
    for _ in range(2):
        services.move(application, Stage.APPLIED, at=now, now=now, token=token)
    assert application.events.filter(kind=Kind.APPLIED).count() == 1
    assert "status" in live_keys(application)


def guards(application: Application) -> set[str]:
    return set(application.held_back.values_list("guard", flat=True))


def test_a_backdated_outcome_closes_stage_and_plan_alike(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    services.move(application, Stage.INTERVIEWING, at=now, now=now, token=uuid4())
    yesterday = now - timedelta(days=1)
    services.move(application, Stage.REJECTED, at=yesterday, now=now, token=uuid4())
    assert (application.stage, guards(application)) == (Stage.REJECTED, {"closed"})


@pytest.mark.parametrize("stage", [Stage.SAVED, Stage.APPLIED, Stage.INTERVIEWING])
def test_an_offer_stays_until_it_is_said_how_it_ended(
    make_application: MakeApplication, now: datetime, stage: Stage
) -> None:
    application = make_application()
    yesterday = now - timedelta(days=1)
    services.move(application, Stage.OFFER, at=yesterday, now=now, token=uuid4())
    assert guards(application) == {"offer_in_hand"}
    with pytest.raises(ValidationError, match="There is an offer, of Wed 18 Mar"):
        services.move(application, stage, at=now, now=now, token=uuid4())
    application.refresh_from_db()
    assert (application.stage, guards(application)) == (Stage.OFFER, {"offer_in_hand"})
    assert application.events.count() == 2


def test_an_earlier_outcome_by_hand_leaves_the_later_one(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    services.move(application, Stage.REJECTED, at=now, now=now, token=uuid4())
    yesterday = now - timedelta(days=1)
    services.move(application, Stage.WITHDRAWN, at=yesterday, now=now, token=uuid4())
    assert application.stage == Stage.REJECTED
    results = application.events.filter(kind=Kind.OUTCOME).values_list("result", flat=True)
    assert list(results) == ["withdrawn", "rejected"]


def test_one_that_was_applied_for_is_not_saved_for_later(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    with pytest.raises(ValidationError, match="You applied on Mon 2 Mar"):
        services.move(application, Stage.SAVED, at=now, now=now, token=uuid4())
    services.move(application, Stage.REJECTED, at=now, now=now, token=uuid4())
    with pytest.raises(ValidationError, match="It ended on Thu 19 Mar"):
        services.move(application, Stage.SAVED, at=now, now=now, token=uuid4())
    assert application.events.count() == 2


def test_one_that_was_not_applied_for_may_be_saved_again(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application(applied_at=None)
    for stage in (Stage.SCREENING, Stage.SAVED):
        services.move(application, stage, at=now, now=now, token=uuid4())
        assert application.stage == stage


def test_a_reference_is_chosen_once_a_run(
    make_application: MakeApplication, make_reference: MakeReference, now: datetime
) -> None:
    application, joan = make_application(), make_reference()

    def choose(at: datetime) -> Event:
        return services.record_event(
            application, Kind.REFERENCE_CHOSEN, at=at, token=uuid4(), now=now, reference=joan
        )

    first = choose(now - timedelta(days=3))
    assert choose(now - timedelta(days=2)) == first
    day = now - timedelta(days=1)
    services.move(application, Stage.REJECTED, at=day, now=now, token=uuid4())
    assert choose(now) == first
    services.move(application, Stage.APPLIED, at=now, now=now, token=uuid4())
    second = choose(now)
    assert second != first
    assert choose(now) == second
    assert set(application.events.filter(kind=Kind.REFERENCE_CHOSEN)) == {first, second}


@pytest.mark.parametrize(
    "at",
    [
        datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2200, 1, 1, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_moments_the_planner_cannot_count_with_are_refused(
    make_application: MakeApplication, now: datetime, at: datetime
) -> None:
    application = make_application()
    with pytest.raises(ValidationError, match="from 1970 to 2199"):
        services.record_event(application, Kind.EMPLOYER_REPLY, at=at, token=uuid4(), now=now)


def test_days_the_planner_cannot_count_with_are_refused(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    with pytest.raises(ValidationError, match="from 1970 to 2199"):
        services.record_event(
            application,
            Kind.TIMELINE_GIVEN,
            at=now,
            token=uuid4(),
            now=now,
            news_by=date(9999, 12, 31),
        )


def test_archived_ones_keep_quiet(
    make_application: MakeApplication, seeker: User, stranger: User, now: datetime
) -> None:
    application = make_application()
    assert services.archive(stranger, [application.pk], now=now) == 0
    assert services.archive(seeker, [application.pk], now=now) == 1
    assert services.archive(seeker, [application.pk], now=now) == 0
    assert live_keys(application) == set()
    assert services.unarchive(seeker, [application.pk], now=now) == 1
    assert "status" in live_keys(application)


def test_choosing_a_reference_twice_is_once(
    make_application: MakeApplication, make_reference: MakeReference, now: datetime
) -> None:
    application, reference = make_application(), make_reference()
    for _ in range(2):
        services.record_event(
            application,
            Kind.REFERENCE_CHOSEN,
            at=now,
            token=uuid4(),
            now=now,
            reference=reference,
        )
    assert application.events.filter(kind=Kind.REFERENCE_CHOSEN).count() == 1


def test_a_message_to_a_reference_moves_keeping_in_touch(
    make_reference: MakeReference, seeker: User, now: datetime
) -> None:
    reference = make_reference(last_contact_on=(now - timedelta(days=100)).date())
    touch = Reminder.objects.filter(rule="reference.keep_in_touch", state__in=Reminder.LIVE)
    first = touch.get()
    assert first.state == Reminder.State.OPEN
    services.record_message(
        seeker, "keep_in_touch", at=now, token=uuid4(), now=now, reference=reference
    )
    assert touch.get().key != first.key
    assert touch.get().state == Reminder.State.PLANNED


def test_deleting_an_application_deletes_its_story(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    application = make_application()
    make_interview(application)
    services.delete_application(application, now=now)
    assert not Reminder.objects.exclude(scope="seeker").exists()
    assert not Reminder.objects.filter(state__in=Reminder.LIVE).exists()
    assert not Event.objects.exists()
