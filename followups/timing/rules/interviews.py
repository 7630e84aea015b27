"""The rules about the application, its interviews and its outcome, one function per rule.

Each takes the context and yields the reminders that are not settled yet.
"""

from collections.abc import Iterator

from followups.timing.calendar import Moment
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
from followups.timing.history import RuleContext, count_agreed, is_full_interview
from followups.timing.plan_items import Planned, ReasonData, ReasonFacts, remind

__all__ = ["APPLICATION_RULES", "RULES"]

EMPLOYER_SIGNS = (
    Confirmation,
    EmployerReply,
    TimelineGiven,
    NoContactRequested,
    Interview,
    ReferencesRequested,
    ReferenceContacted,
    Outcome,
)
"""Events that show that the employer has the application."""
HIGH_INTEREST = 4
"""From this interest on, the note after a phone screen is not optional."""


def check_receipt(context: RuleContext) -> Iterator[Planned]:
    """application.receipt: nothing shows that the application arrived."""
    history, policy, calendar = context.history, context.policy, context.calendar
    applied = history.applied
    if applied is None or history.closed or _employer_reacted(context, applied):
        return
    day = calendar.day(applied.at)
    check_day = day.plus_working_days(policy.receipt_days, "receipt_days")
    yield remind(
        "application.receipt",
        [applied.name],
        ReasonData("application.receipt", {"applied_at": applied.at}),
        calendar.opens(check_day),
        calendar.closes(check_day),
        calendar.opens(day.plus_days(policy.silence_days, "silence_days")),
    )


def _employer_reacted(context: RuleContext, applied: Applied) -> bool:
    signs = (event for kind in EMPLOYER_SIGNS for event in context.history.all(kind))
    return any(sign.at >= applied.at for sign in signs)


def prepare(context: RuleContext) -> Iterator[Planned]:
    """interview.prepare: prepare questions, from the day before the interview."""
    for interview in _open_interviews(context):
        day = context.calendar.day(interview.starts_at).plus_days(-1)
        opens = context.calendar.opens(day).not_before(interview.at, "arranged")
        start = Moment(interview.starts_at)
        yield remind(
            "interview.prepare",
            [interview.name],
            ReasonData("interview.prepare", _interview_facts(interview)),
            opens.not_after(interview.starts_at, "starts"),
            start,
            start,
        )


def debrief(context: RuleContext) -> Iterator[Planned]:
    """interview.debrief: the interview has no debrief yet."""
    debriefed = {event.interview for event in context.history.all(Debriefed)}
    for interview in _open_interviews(context):
        if interview.name not in debriefed:
            yield _after_interview(context, "interview.debrief", interview, [])


def follow_up_screen(context: RuleContext) -> Iterator[Planned]:
    """screen.follow_up: one short note for a phone screen, however many interviewers."""
    for screen in _open_interviews(context):
        if not is_full_interview(screen) and not context.history.thanked(screen):
            to = screen.interviewers[0] if screen.interviewers else None
            optional = context.history.interest < HIGH_INTEREST
            yield _after_interview(
                context, "screen.follow_up", screen, [], to, optional, context.history.interest
            )


def thank_interviewers(context: RuleContext) -> Iterator[Planned]:
    """interview.thank_you: a note to every interviewer who got none."""
    for interview in _open_interviews(context):
        for to in (interview.interviewers or (None,)) if is_full_interview(interview) else ():
            if not context.history.thanked(interview, to):
                yield _after_interview(context, "interview.thank_you", interview, [to or "-"], to)


def _open_interviews(context: RuleContext) -> Iterator[Interview]:
    if not context.history.closed:
        yield from context.history.interviews


def _interview_facts(interview: Interview, to: str | None = None) -> ReasonFacts:
    return {
        "kind": interview.kind.value,
        "people": interview.interviewers,
        "person": to,
        "starts_at": interview.starts_at,
        "ends_at": interview.ends_at,
    }


def _after_interview(
    context: RuleContext,
    rule: str,
    interview: Interview,
    about: list[str],
    to: str | None = None,
    optional: bool | None = None,
    interest: int | None = None,
) -> Planned:
    """Return a reminder that opens when the interview ends."""
    end = Moment(interview.ends_at)
    facts = _interview_facts(interview, to)
    if interest is not None:
        facts["interest"] = interest
    return remind(
        rule,
        [interview.name, *about],
        ReasonData(rule, facts),
        end,
        end.plus_hours(context.policy.thank_you_hours, "thank_you_hours"),
        end.plus_full_days(context.policy.lapse_days, "lapse_days"),
        to=to,
        optional=optional,
    )


def decline_note(context: RuleContext) -> Iterator[Planned]:
    """offer.decline_note: the seeker declined the offer and sent no note."""
    outcome = context.history.outcome
    if outcome is None or outcome.result != Result.DECLINED:
        return
    if any(note.at >= outcome.at for note in context.history.messages(Purpose.DECLINE_NOTE)):
        return
    since = Moment(outcome.at)
    yield remind(
        "offer.decline_note",
        [outcome.name],
        ReasonData("offer.decline_note", {"outcome_at": outcome.at}),
        since,
        since.plus_hours(context.policy.outcome_hours, "outcome_hours"),
        since.plus_full_days(context.policy.lapse_days, "lapse_days"),
    )


def line_up_references(context: RuleContext) -> Iterator[Planned]:
    """references.line_up: too few references agreed for the first interview."""
    history, policy = context.history, context.policy
    first, ready = history.first_interview, count_agreed(history.references)
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


def send_references(context: RuleContext) -> Iterator[Planned]:
    """references.send: the employer asked for references and has none yet."""
    history = context.history
    request = history.last(ReferencesRequested)
    if request is None or history.closed or not history.references_owed:
        return
    since = Moment(request.at)
    yield remind(
        "references.send",
        [request.name],
        ReasonData("references.send", {"requested_at": request.at}),
        since,
        since.plus_hours(context.policy.thank_you_hours, "thank_you_hours"),
    )


APPLICATION_RULES = (
    check_receipt,
    prepare,
    debrief,
    follow_up_screen,
    thank_interviewers,
    decline_note,
    line_up_references,
    send_references,
)
"""The rules of this module, in the order of the catalogue."""
