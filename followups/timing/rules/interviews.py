"""The rules about interviews and the references to have ready, one function per rule.

Each takes the context and yields the reminders that are not settled yet.
"""

from collections.abc import Iterator

from followups.timing.calendar import Moment
from followups.timing.facts import Debriefed, Interview, Result
from followups.timing.history import RuleContext, count_agreed, is_full_interview
from followups.timing.plan_items import Planned, ReasonData, ReasonFacts, remind

HIGH_INTEREST = 4
"""From this interest on, the note after a phone screen is not optional."""


def prepare(context: RuleContext) -> Iterator[Planned]:
    """interview.prepare: prepare questions, from the day before the interview."""
    for interview in _pursued_interviews(context):
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
    """interview.debrief: the interview has no debrief since it began."""
    debriefs = context.history.all(Debriefed)
    for interview in _pursued_interviews(context):
        if not any(
            event.interview == interview.name and event.at >= interview.starts_at
            for event in debriefs
        ):
            yield _after_interview(context, "interview.debrief", interview, [])


def follow_up_screen(context: RuleContext) -> Iterator[Planned]:
    """screen.follow_up: one short note for a phone screen, however many interviewers."""
    history = context.history
    for screen in _interviews_to_thank_for(context):
        if not is_full_interview(screen) and not history.thanked(screen):
            to = screen.interviewers[0] if screen.interviewers else None
            optional = history.interest < HIGH_INTEREST or history.closed
            facts: ReasonFacts = {"interest": history.interest, **_rejection(context)}
            yield _after_interview(context, "screen.follow_up", screen, [], to, optional, facts)


def thank_interviewers(context: RuleContext) -> Iterator[Planned]:
    """interview.thank_you: a note to every interviewer who got none."""
    history = context.history
    for interview in _interviews_to_thank_for(context):
        for to in (interview.interviewers or (None,)) if is_full_interview(interview) else ():
            if not history.thanked(interview, to):
                rule, facts = "interview.thank_you", _rejection(context)
                yield _after_interview(
                    context, rule, interview, [to or "-"], to, history.closed, facts
                )


def _pursued_interviews(context: RuleContext) -> Iterator[Interview]:
    if context.history.goes_on:
        yield from context.history.interviews


def _interviews_to_thank_for(context: RuleContext) -> Iterator[Interview]:
    """Yield the interviews that call for a note, unless the application was closed.

    Once rejected or taken, only those that had begun by then.
    """
    history = context.history
    rejected = history.outcome_of(Result.REJECTED)
    if history.closed and rejected is None:
        return
    last = rejected or history.taken
    for interview in history.interviews:
        if last is None or interview.starts_at <= last.at:
            yield interview


def _rejection(context: RuleContext) -> ReasonFacts:
    rejected = context.history.outcome_of(Result.REJECTED)
    return {"rejected_at": rejected.at} if rejected else {}


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
    facts: ReasonFacts | None = None,
) -> Planned:
    """Return a reminder that opens when the interview ends."""
    end = Moment(interview.ends_at)
    return remind(
        rule,
        [interview.name, *about],
        ReasonData(rule, {**_interview_facts(interview, to), **(facts or {})}),
        end,
        end.plus_hours(context.policy.thank_you_hours, "thank_you_hours"),
        end.plus_full_days(context.policy.lapse_days, "lapse_days"),
        to=to,
        optional=optional,
    )


def line_up_references(context: RuleContext) -> Iterator[Planned]:
    """references.line_up: too few references agreed for the first interview."""
    history, policy = context.history, context.policy
    first, ready = history.first_full_interview, count_agreed(history.references)
    if first is None or not history.goes_on or ready >= policy.references_wanted:
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
    """references.send: the employer asked for references and has no list yet."""
    request = context.history.owed_request
    if request is None or not context.history.goes_on:
        return
    since = Moment(request.at)
    yield remind(
        "references.send",
        [request.name],
        ReasonData("references.send", {"requested_at": request.at}),
        since,
        since.plus_hours(context.policy.thank_you_hours, "thank_you_hours"),
    )


INTERVIEW_RULES = (
    prepare,
    debrief,
    follow_up_screen,
    thank_interviewers,
    line_up_references,
    send_references,
)
"""The rules of this module, in the order of the catalogue."""
