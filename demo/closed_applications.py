"""The demo's closed applications."""

from applications.models import Event, Interview
from demo.factory import DemoFactory

Kind = Event.Kind
Result = Event.Result


def turned_down(factory: DemoFactory) -> None:
    """Rejected after one interview."""
    at = factory.days.at
    dana = factory.contact("Dana Whitlock", "Willow & Finch", role="Studio Manager")
    application = factory.application(
        "Willow & Finch", "Senior Designer", at(-55, "10:00"), interest=4, source="Job board"
    )
    met = application.interview(at(-48, "09:00"), at(-44, "10:00"), 60, dana)
    application.thanked(met, at(-44, "14:00"), dana)
    application.debrief(met, at(-44, "12:00"), {dana: "Their move to one design system"})
    application.event(Kind.OUTCOME, at(-36, "16:30"), result=Result.REJECTED)


def never_heard(factory: DemoFactory) -> None:
    """Two follow-ups, no answer, closed."""
    at = factory.days.at
    application = factory.application(
        "Bluebird Media", "Product Designer", at(-58, "11:00"), interest=3, source="Job board"
    )
    application.sent("status", at(-47, "09:30"))
    application.sent("status", at(-39, "09:30"))
    application.event(Kind.OUTCOME, at(-15, "18:00"), result=Result.NO_RESPONSE)


def stepped_back(factory: DemoFactory) -> None:
    """Withdrawn after a phone screen."""
    at = factory.days.at
    rae = factory.contact("Rae Donnelly", "Quickline Delivery", role="Recruiter")
    application = factory.application(
        "Quickline Delivery", "Lead Designer", at(-38, "14:00"), interest=3, source="Recruiter"
    )
    screen = application.interview(
        at(-35, "10:00"), at(-33, "16:00"), 25, rae, kind=Interview.Kind.PHONE_SCREEN
    )
    application.thanked(screen, at(-33, "17:00"), rae)
    application.debrief(screen, at(-33, "16:40"), {rae: "Weekend rota for designers"})
    application.event(Kind.OUTCOME, at(-32, "09:00"), result=Result.WITHDRAWN)


CLOSED = (turned_down, never_heard, stepped_back)
