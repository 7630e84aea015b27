"""The applications of the demo that are over."""

from applications.models import Event, Interview
from demo.factory import DemoFactory

Kind = Event.Kind
Result = Event.Result


def turned_down(teller: DemoFactory) -> None:
    """Rejected after one interview, and rejected by form letter."""
    at = teller.days.at
    dana = teller.contact("Dana Whitlock", "Willow & Finch", role="Studio Manager")
    tale = teller.application(
        "Willow & Finch", "Senior Designer", at(-55, "10:00"), interest=4, source="Job board"
    )
    met = tale.interview(at(-48, "09:00"), at(-44, "10:00"), 60, dana)
    tale.thanked(met, at(-44, "14:00"), dana)
    tale.debrief(met, at(-44, "12:00"), {dana: "Their move to one design system"})
    tale.event(Kind.OUTCOME, at(-36, "16:30"), result=Result.REJECTED)
    quick = teller.application(
        "Granite Insurance", "UX Designer", at(-50, "15:00"), interest=2, source="Job board"
    )
    quick.event(Kind.CONFIRMATION, at(-50, "15:02"))
    quick.event(Kind.OUTCOME, at(-45, "08:00"), result=Result.REJECTED)


def never_heard(teller: DemoFactory) -> None:
    """One note, then silence, then closed."""
    at = teller.days.at
    tale = teller.application(
        "Bluebird Media", "Product Designer", at(-58, "11:00"), interest=3, source="Job board"
    )
    tale.sent("status", at(-47, "09:30"))
    tale.sent("status", at(-39, "09:30"))
    tale.event(Kind.OUTCOME, at(-15, "18:00"), result=Result.NO_RESPONSE)


def stepped_back(teller: DemoFactory) -> None:
    """A phone screen that made the seeker withdraw."""
    at = teller.days.at
    rae = teller.contact("Rae Donnelly", "Quickline Delivery", role="Recruiter")
    tale = teller.application(
        "Quickline Delivery", "Lead Designer", at(-38, "14:00"), interest=3, source="Recruiter"
    )
    screen = tale.interview(
        at(-35, "10:00"), at(-33, "16:00"), 25, rae, kind=Interview.Kind.PHONE_SCREEN
    )
    tale.thanked(screen, at(-33, "17:00"), rae)
    tale.debrief(screen, at(-33, "16:40"), {rae: "Weekend rota for designers"})
    tale.event(Kind.OUTCOME, at(-32, "09:00"), result=Result.WITHDRAWN)


CLOSED = (turned_down, never_heard, stepped_back)
