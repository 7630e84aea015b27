"""Generated histories: any order of anything that a case file may hold."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from followups.timing import facts as f
from followups.timing.policy.make import FIELDS, NAMED, Policy, make

ZONES = [
    ("Europe/London", datetime(2026, 3, 20, tzinfo=UTC)),
    ("Europe/London", datetime(2026, 10, 15, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 3, 28, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 20, tzinfo=UTC)),
    ("America/St_Johns", datetime(2024, 2, 20, tzinfo=UTC)),
]
PEOPLE = ("rita", "otto")
INTERVIEWERS = ("ana", "bo", "chi")
TALKS = ("talk-1", "talk-2")
Draw = Callable[[st.SearchStrategy], object]


@st.composite
def policies(draw) -> Policy:
    numbers = [field for field in FIELDS.values() if field.low is not None]
    changes: dict[str, object] = {
        field.name: draw(st.integers(field.low, min(field.high, field.low + 40)))
        for field in draw(st.lists(st.sampled_from(numbers), max_size=4, unique=True))
    }
    changes["skip_weekends"] = draw(st.booleans())
    changes["thank_you_counts"] = draw(st.booleans())
    if draw(st.booleans()):
        changes["day_start"] = draw(st.sampled_from(["00:00", "01:30", "02:15"]))
    return make(draw(st.sampled_from(sorted(NAMED))), changes)


@st.composite
def facts(draw, max_events: int = 12) -> f.Facts:
    zone, start = draw(st.sampled_from(ZONES))
    moments = st.integers(0, 60 * 2).map(lambda half_days: start + timedelta(hours=12 * half_days))
    days = st.integers(-20, 60).map(lambda count: start.date() + timedelta(days=count))
    events = draw(st.lists(one_event(moments, days, ZoneInfo(zone)), max_size=max_events))
    named = [make_event(f"e{number}") for number, make_event in enumerate(events)]
    talks = [
        talk
        for name in TALKS
        if (talk := draw(st.none() | an_interview(name, moments))) is not None
    ]
    people = tuple(draw(a_person(name, days)) for name in PEOPLE)
    order = draw(st.permutations([*named, *talks]))
    return f.Facts(
        ZoneInfo(zone),
        draw(st.integers(1, 5)),
        tuple(order),
        people,
        draw(st.sampled_from([None, "ana", "fay"])),
        draw(st.none() | days),
        draw(st.sampled_from([f.SATURDAY_AND_SUNDAY, frozenset({5, 6}), frozenset()])),
        frozenset(draw(st.lists(days, max_size=4))),
    )


@st.composite
def a_person(draw, name: str, days: st.SearchStrategy[date]) -> f.ReferenceFacts:
    old = st.sampled_from([None, date(2008, 2, 29), date(2020, 2, 29), date(2025, 1, 1)])
    return f.ReferenceFacts(
        name, draw(st.sampled_from(f.Consent)), draw(old), draw(st.none() | days),
        draw(st.none() | days),
    )  # fmt: skip


@st.composite
def an_interview(draw, name: str, moments: st.SearchStrategy[datetime]) -> f.Interview:
    at, start = draw(moments), draw(moments)
    end = start + timedelta(minutes=draw(st.sampled_from([0, 45, 60 * 30])))
    off = draw(st.sampled_from([None, None, timedelta(0), timedelta(days=1)]))
    people = tuple(draw(st.lists(st.sampled_from(INTERVIEWERS), unique=True)))
    kind = draw(st.sampled_from(f.Kind))
    return f.Interview(name, at, kind, start, end, people, None if off is None else at + off)


@st.composite
def one_event(
    draw, moments: st.SearchStrategy[datetime], days: st.SearchStrategy[date], zone: ZoneInfo
):
    kind = draw(
        st.sampled_from([
            f.Applied, f.Applied, f.Confirmation, f.EmployerReply, f.TimelineGiven,
            f.NoContactRequested, f.MessageSent, f.MessageSent, f.MessageSent,
            f.ReferencesRequested, f.ReferenceChosen, f.ReferenceContacted, f.ReferenceLetter,
            f.Outcome, f.Outcome, f.Debriefed, f.MailUnsorted, f.StatusElsewhere,
            f.AcceptedElsewhere,
        ])
    )  # fmt: skip
    at, rest = draw(moments), ()
    if kind is f.TimelineGiven:
        day = draw(days)
        rest = draw(st.sampled_from([(day, None), (None, day)]))
    elif kind is f.MessageSent:
        to = draw(st.sampled_from([None, "fay", *INTERVIEWERS, *PEOPLE]))
        purpose = draw(st.sampled_from([f.Purpose.STATUS, *f.Purpose]))
        rest = (purpose, to, draw(st.sampled_from([None, *TALKS])))
    elif issubclass(kind, f.ReferenceEvent):
        rest = (draw(st.sampled_from(PEOPLE)),)
    elif kind is f.Outcome:
        result, until = draw(st.sampled_from(f.Result)), None
        if result == f.Result.OFFER and draw(st.booleans()):
            until = at.astimezone(zone).date() + timedelta(days=draw(st.integers(0, 20)))
        rest = (result, until)
    elif kind is f.ReferencesRequested:
        rest = (draw(st.booleans()),)
    elif kind is f.Debriefed:
        rest = (draw(st.sampled_from(TALKS)),)
    return lambda name: kind(name, at, *rest)
