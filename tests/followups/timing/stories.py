"""Stories that between them tell of every rule, every guard and every way of saying why."""

from collections.abc import Callable, Iterator
from datetime import date

from followups.timing.plan_items import HeldBack, Plan, Planned
from tests.followups.timing.build import (
    accepted_elsewhere,
    applied,
    asked_elsewhere,
    chosen,
    contacted,
    dont_call,
    interview,
    letter,
    mail,
    outcome,
    person,
    planned,
    replied,
    requested,
    screen,
    sent,
    status,
    timeline,
)

TALK = ("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00")
RITA = (person(),)
ENDS = ("accepted", "declined", "rejected", "withdrawn", "no_response", "offer")

STORIES: dict[str, Callable[[], Plan]] = {
    "applied": lambda: planned(applied()),
    "applied on a Saturday": lambda: planned(applied("2026-03-07 10:00")),
    "answered": lambda: planned(applied(), replied("2026-03-05 10:00")),
    "met nobody by name": lambda: planned(interview(*TALK)),
    "met three": lambda: planned(interview(*TALK, "ana", "bo", "chi")),
    "arranged at short notice": lambda: planned(interview("2026-03-11 09:59", *TALK[1:])),
    "arranged afterwards": lambda: planned(interview("2026-03-12 09:00", *TALK[1:])),
    "screened": lambda: planned(screen(*TALK)),
    "screened and keen": lambda: planned(interview(*TALK, "rec", kind=screen().kind), interest=5),
    "one reference agreed": lambda: planned(
        interview(*TALK), people=(person(), person("otto", "asked"))
    ),
    "asked": lambda: planned(applied(), status("2026-03-17 10:00")),
    "asked and answered": lambda: planned(
        applied(), status("2026-03-17 10:00"), replied("2026-03-20 10:00")
    ),
    "asked before the interview": lambda: planned(
        status("2026-03-10 10:00"), interview(*TALK), after_interview_days=1
    ),
    "answered after the interview": lambda: planned(interview(*TALK), replied("2026-03-13 10:00")),
    "asked twice": lambda: planned(
        applied(), status("2026-03-17 10:00"), status("2026-03-25 10:00")
    ),
    "asked twice and answered": lambda: planned(
        applied(),
        status("2026-03-17 10:00"),
        status("2026-03-25 10:00"),
        replied("2026-03-27 10:00"),
    ),
    "asked, answered and asked": lambda: planned(
        applied(),
        status("2026-03-17 10:00"),
        replied("2026-03-20 10:00"),
        status("2026-03-27 10:00"),
    ),
    "asked before, thanked since": lambda: planned(
        status("2026-03-03 10:00"),
        replied("2026-03-04 10:00"),
        interview(*TALK),
        sent("thank_you", "2026-03-11 12:00", None, "talk"),
        base="light_touch",
    ),
    "thanked, lightly": lambda: planned(
        interview(*TALK), sent("thank_you", "2026-03-11 12:00", None, "talk"), base="light_touch"
    ),
    "never asks": lambda: planned(applied(), max_status_notes=0),
    "ask on": lambda: planned(applied(), timeline("2026-03-05 10:00", ask_on="2026-03-21")),
    "news by": lambda: planned(applied(), timeline("2026-03-05 10:00", news_by="2026-03-20")),
    "news by, past": lambda: planned(applied(), timeline("2026-03-05 10:00", news_by="2026-03-01")),
    "ask on, past": lambda: planned(applied(), timeline("2026-03-05 10:00", ask_on="2026-03-01")),
    "news by, overtaken": lambda: planned(
        timeline("2026-03-05 10:00", news_by="2026-04-20"), interview(*TALK)
    ),
    "checked": lambda: planned(applied(), contacted("2026-03-12 10:00"), people=RITA),
    "wrote": lambda: planned(applied(), letter("2026-03-12 10:00"), people=RITA),
    "do not call": lambda: planned(applied(), dont_call("2026-03-05 10:00")),
    "your turn": lambda: planned(applied(), requested("2026-03-05 10:00")),
    "chosen, never asked": lambda: planned(
        chosen("2026-03-05 10:00"), people=(person(consent="not_asked"),)
    ),
    "chosen, asked": lambda: planned(chosen("2026-03-05 10:00"), people=(person(consent="asked"),)),
    "chosen, declined": lambda: planned(
        chosen("2026-03-05 10:00"), people=(person(consent="declined"),)
    ),
    "chosen, long ago": lambda: planned(
        chosen("2026-03-05 10:00"), people=(person(agreed="2020-01-01"),)
    ),
    "chosen, a year ago": lambda: planned(
        chosen("2026-03-05 10:00"), people=(person(agreed="2020-01-01"),), reconfirm_years=1
    ),
    "chosen and requested": lambda: planned(
        applied(), chosen("2026-03-05 10:00"), requested("2026-03-06 10:00"), people=RITA
    ),
    "asked, and waiting": lambda: planned(
        chosen("2026-03-05 10:00"),
        sent("ask_reference", "2026-03-05 11:00", "rita"),
        people=(person(consent="not_asked"),),
    ),
    "asked again, and waiting": lambda: planned(
        chosen("2026-03-05 10:00"),
        sent("reconfirm", "2026-03-05 11:00", "rita"),
        people=(person(agreed="2020-01-01"),),
    ),
    "saved": lambda: planned(about={"closes_on": date(2026, 3, 20)}),
    "referred": lambda: planned(applied(), about={"referred_by": "fay"}),
    **{
        f"referred: {result}": lambda result=result: planned(
            applied(), outcome(result, "2026-04-01 10:00"), about={"referred_by": "fay"}
        )
        for result in ("accepted", "declined", "rejected", "withdrawn")
    },
    "offered, with a date": lambda: planned(
        applied(), outcome("offer", "2026-04-01 10:00", answer_by="2026-04-20")
    ),
    "accepted elsewhere": lambda: planned(applied(), accepted_elsewhere("2026-03-10 10:00")),
    "turned down after the interview": lambda: planned(
        interview(*TALK, "ana"), outcome("rejected", "2026-03-12 10:00")
    ),
    "turned down by nobody named": lambda: planned(
        interview(*TALK), outcome("rejected", "2026-03-12 10:00")
    ),
    "turned down after the screen": lambda: planned(
        screen(*TALK), outcome("rejected", "2026-03-12 10:00"), interest=5
    ),
    "a mail to sort": lambda: planned(interview(*TALK), mail("2026-03-13 10:00")),
    "applied, and a mail": lambda: planned(applied(), mail("2026-03-05 10:00")),
    "asked, and a mail": lambda: planned(
        applied(), status("2026-03-17 10:00"), replied("2026-03-18 10:00"), mail("2026-03-20 10:00")
    ),
    "asked twice, and a mail": lambda: planned(
        applied(), status("2026-03-17 10:00"), status("2026-03-25 10:00"), mail("2026-03-27 10:00")
    ),
    "a mail, and then a reply": lambda: planned(
        applied(), mail("2026-03-05 10:00"), replied("2026-03-06 10:00")
    ),
    "asked elsewhere": lambda: planned(interview(*TALK), asked_elsewhere("2026-03-13 10:00")),
    "over a holiday": lambda: planned(
        applied("2026-03-03 10:00"), about={"days_off": frozenset({date(2026, 3, 17)})}
    ),
    "used up, and a date ahead": lambda: planned(
        applied(),
        timeline("2026-03-03 10:00", ask_on="2026-04-20"),
        status("2026-03-17 10:00"),
        status("2026-03-25 10:00"),
    ),
    "in touch": lambda: planned(people=(person(contact="2026-02-01"),)),
    "looking too": lambda: planned(people=(person(hunting="2026-02-01"),)),
    **{
        f"ended: {result}": lambda result=result: planned(
            applied(),
            letter("2026-03-05 10:00"),
            contacted("2026-03-06 10:00"),
            outcome(result, "2026-04-01 10:00"),
            people=RITA,
        )
        for result in ENDS
    },
    "hired after a letter": lambda: planned(
        applied(), letter("2026-03-05 10:00"), outcome("accepted", "2026-04-01 10:00"), people=RITA
    ),
}


def story(name: str) -> Plan:
    """The plan of one story."""
    return STORIES[name]()


def every_entry() -> Iterator[tuple[str, Planned | HeldBack]]:
    """Each story's name with each reminder and each entry that is held back in it."""
    for name in STORIES:
        plan = story(name)
        yield from ((name, found) for found in plan.reminders)
        yield from ((name, held) for held in plan.held_back)
