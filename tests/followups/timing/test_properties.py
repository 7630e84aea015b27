"""What must hold of every plan, whatever happened."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import assume, find, given, settings
from hypothesis import strategies as st

from followups.timing import facts as f
from followups.timing.calendar import Calendar
from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.catalogue.sources import PLACES
from followups.timing.history import History, RuleContext
from followups.timing.plan import label, plan, plan_application, plan_person
from followups.timing.plan_items import Plan, Planned
from followups.timing.policy.make import Policy
from followups.timing.rules.status_state import status_state
from tests.followups.timing.generated import facts, policies

pytestmark = pytest.mark.dayless

TO_THE_EMPLOYER = ("interview.", "screen.", "status.", "application.", "references.")


def notes(found: Plan) -> list[Planned]:
    return [item for item in found.reminders if item.rule.startswith("status.")]


def local_date(moment, story: f.Facts, policy: Policy):
    return Calendar.of(story.timezone, policy).date_of(moment)


def opening_date(note: Planned):
    """The date the note opens on as reckoned, before a skipped hour or day moved the instant."""
    return note.reason.steps[-1].base


REACHED = {
    "a note": lambda story, policy: notes(plan(story, policy)),
    "a note with a date of theirs": lambda story, policy: (
        notes(plan(story, policy)) and History(story).timeline
    ),
    "a note after a note": lambda story, policy: (
        notes(plan(story, policy)) and History(story).status_notes
    ),
    "a note after a note elsewhere": lambda story, policy: (
        notes(plan(story, policy)) and History(story).ever(f.StatusElsewhere)
    ),
    "a mail to sort": lambda story, policy: any(
        entry.guard == "mail_to_sort" for entry in plan(story, policy).held_back
    ),
    "an offer": lambda story, policy: any(
        item.rule == "offer.answer" and item.due_at for item in plan(story, policy).reminders
    ),
    "somebody to thank though turned down": lambda story, policy: any(
        item.rule == "interview.thank_you" and item.optional
        for item in plan(story, policy).reminders
    ),
    "an end": lambda story, _policy: History(story).closed and History(story).interviews,
    "a job given up for another": lambda story, _policy: History(story).taken,
    "somebody to thank": lambda story, policy: any(
        item.rule == "interview.thank_you" and item.to for item in plan(story, policy).reminders
    ),
    "something that lapses": lambda story, policy: any(
        item.lapses_at for item in plan(story, policy).reminders
    ),
    "something about a person": lambda story, policy: any(
        plan_person(who, (), story.timezone, policy).reminders for who in story.references
    ),
}
"""What the properties below speak of: they would hold of stories in which it never comes."""


@pytest.mark.parametrize("reached", REACHED)
def test_the_generated_stories_come_to_what_is_looked_at(reached: str) -> None:
    many = settings(max_examples=5_000)
    stories = st.tuples(facts(), policies())
    pair = find(
        stories, lambda pair: bool(REACHED[reached](*pair)), settings=many, random=Random(7)
    )
    assert REACHED[reached](*pair)


@given(facts(), policies())
def test_at_most_one_status_reminder_and_one_reason_to_rest(story: f.Facts, policy: Policy) -> None:
    found = plan(story, policy)

    assert len(notes(found)) <= 1
    assert len([entry for entry in found.held_back if entry.rule == "status"]) <= 1
    assert len([item for item in found.reminders if item.rule == "application.close_out"]) <= 1


@given(facts(), policies())
def test_a_note_or_why_there_is_none(story: f.Facts, policy: Policy) -> None:
    history, found = History(story), plan(story, policy)
    begun = bool(history.applied or history.interviews)

    assert begun == any(entry.rule == "status" for entry in found.held_back)
    if notes(found):
        (held,) = [entry for entry in found.held_back if entry.rule == "status"]
        assert held.until == notes(found)[0].opens_at
        assert held.sources == notes(found)[0].sources


@given(facts(), policies())
def test_no_note_before_the_employers_own_date(story: f.Facts, policy: Policy) -> None:
    timeline = History(story).timeline
    for note in notes(plan(story, policy)):
        assert timeline is None or opening_date(note) >= timeline.date


@given(facts(), policies())
def test_no_note_within_the_gap_unless_invited(story: f.Facts, policy: Policy) -> None:
    """Not even across applications and runs: nobody is asked twice in a week."""
    history = History(story)
    asked = [
        event
        for event in story.events
        if isinstance(event, f.StatusElsewhere)
        or (
            isinstance(event, f.MessageSent)
            and event.purpose in (f.Purpose.STATUS, f.Purpose.REFERENCES_LIST)
        )
    ]
    gap = timedelta(days=policy.min_gap_days)
    for note in notes(plan(story, policy)):
        valid = status_state(RuleContext.of(story, policy)).valid_timeline
        for event in asked:
            invited = valid is not None and valid.at > event.at
            assert invited or opening_date(note) >= local_date(event.at, story, policy) + gap
    assert history.closed or not history.taken or not notes(plan(story, policy))


@given(facts(), policies())
def test_never_more_notes_a_round_than_allowed(story: f.Facts, policy: Policy) -> None:
    found = plan(story, policy)
    if notes(found):
        state = status_state(RuleContext.of(story, policy))
        assert state.notes_this_round < policy.max_status_notes


@given(facts(), policies(), st.integers(1, 10))
@settings(max_examples=50)
def test_doing_as_told_comes_to_an_end(story: f.Facts, policy: Policy, hours: int) -> None:
    """Whoever sends each note as it opens, and hears nothing, sends no more than allowed."""
    for count in range(4):
        due = notes(plan(story, policy))
        if not due:
            return
        assert count < policy.max_status_notes
        at = due[0].opens_at + timedelta(hours=hours)
        assume(all(event.at <= at for event in story.events))
        assume(all(talk.ends_at <= at for talk in History(story).interviews))
        sent = f.MessageSent(f"sent-{count}", at, f.Purpose.STATUS)
        story = replace(story, events=(*story.events, sent))


def is_owed_thanks(talk: f.Interview, history: History) -> bool:
    if history.closed:
        end = history.outcome
        return end.result == f.Result.REJECTED and end.at >= talk.starts_at
    return history.taken is None or talk.starts_at <= history.taken.at


@given(facts(), policies())
def test_every_interviewer_is_thanked_or_reminded(story: f.Facts, policy: Policy) -> None:
    history, found = History(story), plan(story, policy)
    thanks = {
        (item.key, item.to, item.optional)
        for item in found.reminders
        if item.rule == "interview.thank_you"
    }
    expected = {
        (f"interview.thank_you/{talk.name}/{who or '-'}", who, history.closed)
        for talk in history.interviews
        if talk.kind == f.Kind.INTERVIEW and is_owed_thanks(talk, history)
        for who in (talk.interviewers or (None,))
        if not any(
            event.purpose == f.Purpose.THANK_YOU
            and event.interview == talk.name
            and event.at >= talk.starts_at
            and (who is None or event.to in (who, None))
            for event in history.all(f.MessageSent)
        )
    }
    assert thanks == expected


@given(facts(), policies())
def test_once_closed_the_employer_is_thanked_or_told_and_no_more(
    story: f.Facts, policy: Policy
) -> None:
    history = History(story)
    if history.closed:
        found = plan(story, policy)
        left = [item for item in found.reminders if item.rule.startswith(TO_THE_EMPLOYER)]
        allowed = {
            f.Result.REJECTED: {"interview.thank_you", "screen.follow_up"},
            f.Result.WITHDRAWN: {"application.withdraw_note"},
        }.get(history.outcome.result, set())
        assert {item.rule for item in left} <= allowed
        assert all(item.optional for item in left)
        assert [entry.rule for entry in found.held_back] in ([], ["status"])


STILL_OWED = {
    "application.withdraw_note", "interview.thank_you", "screen.follow_up",
    "offer.answer", "referrer.thank_you",
    "reference.thank_you", "reference.outcome", "reference.keep_in_touch", "reference.reciprocate",
}  # fmt: skip
"""What an application that gave way to another may ask for: a withdrawal, and what is owed."""


@given(facts(), policies())
def test_taken_leaves_nothing_but_the_withdrawal(story: f.Facts, policy: Policy) -> None:
    history, found = History(story), plan(story, policy)
    taken = history.taken
    if taken is None:
        return
    assert {item.rule for item in found.reminders} <= STILL_OWED
    offered = history.outcome is not None
    for item in found.reminders:
        if item.rule in ("offer.answer", "reference.outcome"):
            assert offered
        elif item.rule in ("interview.thank_you", "screen.follow_up"):
            met = {talk.name for talk in history.interviews if talk.starts_at <= taken.at}
            assert item.key.split("/")[1] in met
    begun = bool(history.applied or history.interviews)
    told = history.was_sent(f.Purpose.WITHDRAW_NOTE, since=taken.at - timedelta(hours=24))
    withdrawals = [item for item in found.reminders if item.rule == "application.withdraw_note"]
    assert [item.key.split("/")[1] for item in withdrawals] == (
        [taken.name] if begun and not offered and not told else []
    )
    assert not any(item.optional for item in withdrawals)
    sent = f.MessageSent("told", taken.at, f.Purpose.WITHDRAW_NOTE)
    after = plan(replace(story, events=(*story.events, sent)), policy)
    assert after.reminders == tuple(item for item in found.reminders if item not in withdrawals)
    guard = "offer_in_hand" if offered else "accepted_elsewhere"
    assert [entry.guard for entry in found.held_back] == [guard] * begun


COUNT_FOR_EVER = (f.MessageSent, f.ReferenceContacted, f.ReferenceLetter, f.StatusElsewhere)
"""The past events that may matter in a new run; none of them ends or begins one."""


def begun_anew(story: f.Facts) -> f.Facts:
    """The story, with an end and a new application after everything, and more of it later."""
    last = max((event.at for event in story.events), default=None)
    assume(last is not None)
    end = f.Outcome("end", last + timedelta(days=1), f.Result.WITHDRAWN)
    again = f.Applied("again", last + timedelta(days=2))
    return replace(story, events=(*story.events, f.Applied("once", last), end, again))


@given(facts(), facts(), policies())
def test_nothing_of_an_ended_run_asks_for_anything_in_the_next(
    first: f.Facts, second: f.Facts, policy: Policy
) -> None:
    story = begun_anew(first)
    start = story.events[-1].at
    later = tuple(
        replace(event, name=f"new {event.name}")
        for event in second.events
        if event.at >= start and not hasattr(event, "interview")
    )
    story = replace(story, events=(*story.events, *later))
    forgotten = replace(
        story,
        events=tuple(event for event in story.events if event.at >= start),
    )
    harmless = replace(
        story,
        events=tuple(
            event
            for event in story.events
            if event.at >= start or not isinstance(event, COUNT_FOR_EVER)
        ),
    )

    assert plan(harmless, policy) == plan(forgotten, policy)
    asked = {item.key for item in plan(story, policy).reminders}
    anew = {item.key for item in plan(forgotten, policy).reminders}
    assert {key.partition("/")[0] for key in asked - anew} <= {
        "reference.thank_you",
        "reference.keep_in_touch",
    }


@given(facts(), facts(), policies())
@settings(max_examples=60)
def test_nobody_is_asked_twice_in_a_week_across_applications(
    first: f.Facts, second: f.Facts, policy: Policy
) -> None:
    """Two applications with one contact: each note goes out as it opens, whichever is first."""
    stories = [first, replace(second, timezone=first.timezone)]
    last = None
    for count in range(5):
        opening = [(notes(plan(story, policy)), which) for which, story in enumerate(stories)]
        due = [(found[0].opens_at, which) for found, which in opening if found]
        if not due:
            return
        at, which = min(due)
        if last is not None:
            state = status_state(RuleContext.of(stories[which], policy))
            valid = state.valid_timeline
            days = (local_date(at, first, policy) - local_date(last, first, policy)).days
            assert days >= policy.min_gap_days or (valid is not None and valid.at > last)
        last = at if last is None else max(at, last)
        sent = f.MessageSent(f"sent-{count}", last, f.Purpose.STATUS)
        told = f.StatusElsewhere(f"told-{count}", last)
        for number, event in ((which, sent), (1 - which, told)):
            story = stories[number]
            stories[number] = replace(story, events=(*story.events, event))


@given(facts(), policies())
def test_a_mail_to_sort_is_why_a_note_waits(story: f.Facts, policy: Policy) -> None:
    sorted_out = replace(
        story,
        events=tuple(event for event in story.events if not isinstance(event, f.MailUnsorted)),
    )
    found, without = plan(story, policy), plan(sorted_out, policy)
    for held in found.held_back:
        if held.guard == "mail_to_sort":
            assert opening_date(notes(without)[0]) <= opening_date(notes(found)[0])
        elif held.guard == "too_soon":
            assert notes(without)[0].opens_at == notes(found)[0].opens_at


@given(facts(), policies())
def test_no_note_opens_or_is_due_on_a_day_off(story: f.Facts, policy: Policy) -> None:
    if policy.skip_weekends:
        for note in notes(plan(story, policy)):
            for day in (opening_date(note), note.reason.due[-1].base):
                assert day.isoweekday() not in story.weekend
                assert day not in story.days_off


@given(facts(), policies())
def test_planning_twice_is_the_same(story: f.Facts, policy: Policy) -> None:
    assert plan(story, policy) == plan(story, policy)


@given(facts(), policies(), st.data())
def test_the_order_in_a_file_matters_only_within_an_instant(
    story: f.Facts, policy: Policy, data: st.DataObject
) -> None:
    moments = [event.at for event in story.events]
    assume(len(set(moments)) == len(moments))
    order = tuple(data.draw(st.permutations(story.events)))

    assert plan(replace(story, events=order), policy) == plan(story, policy)


@given(facts(), policies(), st.data())
def test_unlike_events_of_one_instant_may_stand_in_any_order(
    story: f.Facts, policy: Policy, data: st.DataObject
) -> None:
    """The page names the order of ties among events of one type alone."""
    kinds = [(event.at, type(event)) for event in story.events]
    assume(len(set(kinds)) == len(kinds))
    acting = (f.ReferenceContacted, f.ReferenceLetter)
    assume(not any(isinstance(event, acting) for event in story.events))
    order = tuple(data.draw(st.permutations(story.events)))

    assert plan(replace(story, events=order), policy) == plan(story, policy)


@given(facts(), policies())
def test_an_unrelated_reference_changes_nothing_else(story: f.Facts, policy: Policy) -> None:
    stranger = f.ReferenceFacts("zoe", f.Consent.ASKED)

    assert plan(replace(story, references=(*story.references, stranger)), policy) == plan(
        story, policy
    )


@given(facts(), policies())
def test_no_key_twice(story: f.Facts, policy: Policy) -> None:
    keys = [item.key for item in plan(story, policy).reminders]

    assert len(keys) == len(set(keys))


@given(facts(), policies())
def test_every_reason_names_its_source(story: f.Facts, policy: Policy) -> None:
    found = plan(story, policy)
    for entry in (*found.reminders, *found.held_back):
        assert entry.sources or getattr(entry, "guard", "") == "closed"
        assert list(entry.sources) == sorted(set(entry.sources))
        assert set(entry.sources) <= set(PLACES)
        assert entry.reason.facts
    assert {item.rule for item in found.reminders} <= set(RULES)
    assert {entry.guard for entry in found.held_back} <= set(GUARDS)


@given(facts(), policies())
def test_times_come_in_order(story: f.Facts, policy: Policy) -> None:
    for item in plan(story, policy).reminders:
        moments = [item.opens_at, item.due_at, item.lapses_at]
        given_times = [moment for moment in moments if moment is not None]
        if item.rule == "application.receipt":
            given_times.pop()  # many days off put the check off until it has lapsed
        assert given_times == sorted(given_times)
        assert all(moment.utcoffset() == timedelta(0) for moment in given_times)


@given(facts(), policies())
def test_the_plan_is_its_two_parts(story: f.Facts, policy: Policy) -> None:
    sent = [event for event in story.events if isinstance(event, f.MessageSent)]
    people = [plan_person(who, sent, story.timezone, policy) for who in story.references]
    parts = [plan_application(story, policy), *people]

    whole = plan(story, policy)
    assert sorted(item.key for part in parts for item in part.reminders) == sorted(
        item.key for item in whole.reminders
    )
    assert not any(part.held_back for part in people)


@given(facts(), policies(), st.integers(0, 24 * 120))
def test_labels_only_drop_and_name(story: f.Facts, policy: Policy, hours: int) -> None:
    found = plan(story, policy)
    start = min((event.at for event in story.events), default=None)
    assume(start is not None)
    now = start + timedelta(hours=hours)
    labelled = label(found, now)

    shown = [item.planned for item in labelled.reminders]
    lapsed = [item for item in found.reminders if item.lapses_at and item.lapses_at < now]
    assert [item for item in found.reminders if item not in lapsed] == shown
    for item in labelled.reminders:
        assert (item.status == "planned") == (now < item.planned.opens_at)
        assert not (item.status == "overdue" and item.planned.optional)
