"""The rules about the application, its interviews and its end: one small function each.

Each takes the story and yields what it asks for; what has been settled is not asked for again.
"""

from collections.abc import Iterator

from followups.timing.calendar import Fact, Moment
from followups.timing.catalogue.index import RULES
from followups.timing.facts import (
    Applied,
    Confirmation,
    Debriefed,
    EmployerReply,
    Interview,
    NoContactRequested,
    Outcome,
    Purpose,
    ReferenceContacted,
    ReferencesRequested,
    Result,
    TimelineGiven,
)
from followups.timing.history import RuleContext, agreed, held
from followups.timing.plan_items import Planned, ReasonData, remind

__all__ = ["APPLICATION_RULES", "RULES"]

SIGNS_OF_THE_EMPLOYER = (
    Confirmation,
    EmployerReply,
    TimelineGiven,
    NoContactRequested,
    Interview,
    ReferencesRequested,
    ReferenceContacted,
    Outcome,
)
KEEN = 4


def check_receipt(story: RuleContext) -> Iterator[Planned]:
    """application.receipt: nothing shows that the application arrived."""
    history, policy, calendar = story.history, story.policy, story.calendar
    applied = history.applied
    if applied is None or history.closed or _shown_to_have_arrived(story, applied):
        return
    day = calendar.day(applied.at)
    checked = day.plus_working_days(policy.receipt_days, "receipt_days")
    yield remind(
        "application.receipt",
        [applied.name],
        ReasonData("application.receipt", {"applied_at": applied.at}),
        calendar.opens(checked),
        calendar.closes(checked),
        calendar.opens(day.plus_days(policy.silence_days, "silence_days")),
    )


def _shown_to_have_arrived(story: RuleContext, applied: Applied) -> bool:
    signs = (event for kind in SIGNS_OF_THE_EMPLOYER for event in story.history.all(kind))
    return any(sign.at >= applied.at for sign in signs)


def prepare(story: RuleContext) -> Iterator[Planned]:
    """interview.prepare: the questions to take along, from the day before."""
    for interview in _open_interviews(story):
        day = story.calendar.day(interview.starts_at).plus_days(-1)
        opens = story.calendar.opens(day).not_before(interview.at, "arranged")
        start = Moment(interview.starts_at)
        yield remind(
            "interview.prepare",
            [interview.name],
            ReasonData("interview.prepare", _talk(interview)),
            opens.not_after(interview.starts_at, "starts"),
            start,
            start,
        )


def debrief(story: RuleContext) -> Iterator[Planned]:
    """interview.debrief: how it went is not written down."""
    written = {event.interview for event in story.history.all(Debriefed)}
    for interview in _open_interviews(story):
        if interview.name not in written:
            yield _after_the_talk(story, "interview.debrief", interview, [])


def follow_up_screen(story: RuleContext) -> Iterator[Planned]:
    """screen.follow_up: one short note for the whole phone screen."""
    for screen in _open_interviews(story):
        if not held(screen) and not story.history.thanked(screen):
            to = screen.interviewers[0] if screen.interviewers else None
            optional = story.history.interest < KEEN
            yield _after_the_talk(
                story, "screen.follow_up", screen, [], to, optional, story.history.interest
            )


def thank_interviewers(story: RuleContext) -> Iterator[Planned]:
    """interview.thank_you: a note for every interviewer who has none."""
    for interview in _open_interviews(story):
        for to in (interview.interviewers or (None,)) if held(interview) else ():
            if not story.history.thanked(interview, to):
                yield _after_the_talk(story, "interview.thank_you", interview, [to or "-"], to)


def _open_interviews(story: RuleContext) -> Iterator[Interview]:
    if not story.history.closed:
        yield from story.history.interviews


def _talk(interview: Interview, to: str | None = None) -> dict[str, Fact]:
    return {
        "kind": interview.kind.value,
        "people": interview.interviewers,
        "person": to,
        "starts_at": interview.starts_at,
        "ends_at": interview.ends_at,
    }


def _after_the_talk(
    story: RuleContext,
    rule: str,
    interview: Interview,
    about: list[str],
    to: str | None = None,
    optional: bool | None = None,
    interest: int | None = None,
) -> Planned:
    end = Moment(interview.ends_at)
    facts = _talk(interview, to)
    if interest is not None:
        facts["interest"] = interest
    return remind(
        rule,
        [interview.name, *about],
        ReasonData(rule, facts),
        end,
        end.plus_hours(story.policy.thank_you_hours, "thank_you_hours"),
        end.plus_full_days(story.policy.lapse_days, "lapse_days"),
        to=to,
        optional=optional,
    )


def note_with_a_no(story: RuleContext) -> Iterator[Planned]:
    """offer.decline_note: the offer was declined and no note says so."""
    outcome = story.history.outcome
    if outcome is None or outcome.result != Result.DECLINED:
        return
    if any(note.at >= outcome.at for note in story.history.messages(Purpose.DECLINE_NOTE)):
        return
    since = Moment(outcome.at)
    yield remind(
        "offer.decline_note",
        [outcome.name],
        ReasonData("offer.decline_note", {"outcome_at": outcome.at}),
        since,
        since.plus_hours(story.policy.outcome_hours, "outcome_hours"),
        since.plus_full_days(story.policy.lapse_days, "lapse_days"),
    )


def line_up_references(story: RuleContext) -> Iterator[Planned]:
    """references.line_up: fewer references agreed than one wants before the first interview."""
    history, policy = story.history, story.policy
    first, ready = history.first_interview, agreed(history.references)
    if first is None or history.closed or ready >= policy.references_wanted:
        return
    start = Moment(first.starts_at)
    yield remind(
        "references.line_up",
        [],
        ReasonData(
            "references.line_up",
            {"starts_at": first.starts_at, "ready": ready, "wanted": policy.references_wanted},
        ),
        Moment(first.at).not_after(first.starts_at, "starts"),
        start,
        start.plus_full_days(policy.lapse_days, "lapse_days"),
    )


def send_references(story: RuleContext) -> Iterator[Planned]:
    """references.send: the employer asked for references and has none."""
    history = story.history
    request = history.last(ReferencesRequested)
    if request is None or history.closed or not history.references_owed:
        return
    since = Moment(request.at)
    yield remind(
        "references.send",
        [request.name],
        ReasonData("references.send", {"requested_at": request.at}),
        since,
        since.plus_hours(story.policy.thank_you_hours, "thank_you_hours"),
    )


APPLICATION_RULES = (
    check_receipt,
    prepare,
    debrief,
    follow_up_screen,
    thank_interviewers,
    note_with_a_no,
    line_up_references,
    send_references,
)
"""The rules of this page, in the order of the catalogue."""
