"""The demo's open applications, each at a different point."""

from decimal import Decimal

from applications.models import Debrief, Event, Interview
from demo.factory import DemoApplication, DemoFactory
from demo.people import People

Kind = Event.Kind


def loop_of_three(factory: DemoFactory, who: People) -> None:
    """Interviewed by three people; one is thanked, two are not."""
    at = factory.days.at
    application = factory.application(
        "Harbour Analytics",
        "Senior Product Designer",
        at(-18, "10:20"),
        interest=5,
        pay_min=62_000,
        pay_max=70_000,
        pay_currency="GBP",
        source="Former colleague",
        referred_by=who.gwen,
        location="Bristol",
        place="hybrid",
        posting_url="https://jobs.harbour.example/senior-product-designer",
        tags=["dream", "data"],
    )
    application.event(Kind.CONFIRMATION, at(-18, "10:22"))
    application.sent("referrer_thank_you", at(-18, "17:30"), contact=who.gwen)
    _screen_and_loop(application, factory, who)
    application.event(Kind.REFERENCE_CHOSEN, at(-1, "18:40"), reference=who.peter)


def _screen_and_loop(application: DemoApplication, factory: DemoFactory, who: People) -> None:
    at = factory.days.at
    application.interview(
        at(-13, "09:30"), at(-11, "14:00"), 30, who.ana, kind=Interview.Kind.PHONE_SCREEN
    )
    screen = application.application.interviews.get()
    application.sent("thank_you", at(-11, "16:00"), interview=screen, contact=who.ana)
    application.debrief(screen, at(-11, "15:00"), {who.ana: "Why their charts confuse new users"})
    loop = application.interview(
        at(-6, "11:00"),
        at(-1, "14:00"),
        180,
        who.ana,
        who.bo,
        who.chi,
        type=Interview.Type.PANEL,
        place="12 Quay Street, Bristol",
    )
    application.thanked(loop, at(-1, "18:30"), who.ana)


def promised(factory: DemoFactory, who: People) -> None:
    """The employer said when they will decide: no reminder before then."""
    at, days = factory.days.at, factory.days
    application = factory.application(
        "Fernhill Health",
        "UX Lead",
        at(-24, "09:10"),
        interest=4,
        source="Company site",
        location="Remote",
        place="remote",
        tags=["health"],
    )
    application.event(Kind.CONFIRMATION, at(-24, "09:11"))
    met = application.interview(at(-9, "10:00"), at(-4, "10:00"), 60, who.priya)
    application.thanked(met, at(-4, "15:00"), who.priya)
    application.event(
        Kind.TIMELINE_GIVEN,
        at(-4, "10:55"),
        news_by=days.day(6),
        text="The panel meets next week; Priya writes to everyone afterwards.",
    )
    _list_at_hand(application, factory, who)
    application.debrief(
        met,
        at(-4, "12:00"),
        {who.priya: "The waiting-room study, and how few patients finish the form"},
        positive_signs=[Debrief.Sign.WHEN_NOT_IF, Debrief.Sign.MET_TEAM],
        pace=Debrief.Pace.SLOW,
        learned="They have no researcher yet; the lead would hire the first one.",
    )


def _list_at_hand(application: DemoApplication, factory: DemoFactory, who: People) -> None:
    """The list went along with the form: they have it, and will call."""
    at = factory.days.at
    application.event(Kind.REFERENCES_REQUESTED, at(-3, "09:40"), has_list=True)
    application.event(Kind.REFERENCE_CHOSEN, at(-3, "12:30"), reference=who.joan)
    application.sent("heads_up", at(-3, "12:45"), reference=who.joan)


def time_to_ask(factory: DemoFactory, who: People) -> None:
    """A week since the interview without a date given: a follow-up is due."""
    at, before = factory.days.at, factory.days.at_before
    application = factory.application(
        "Juniper & Rowe",
        "Service Designer",
        at(-21, "16:45"),
        interest=4,
        source="Job board",
        location="London",
        tags=["agency"],
    )
    application.event(Kind.CONFIRMATION, at(-21, "16:46"))
    met = application.interview(
        at(-12, "12:00"), before(7, "11:00"), 60, who.tomas, type=Interview.Type.ON_SITE
    )
    application.thanked(met, before(7, "17:10"), who.tomas)
    application.debrief(
        met, before(7, "13:00"), {who.tomas: "Running a blueprint session with no budget"}
    )


def references_asked(factory: DemoFactory, who: People) -> None:
    """References wanted: one needs a heads-up, one must be asked again, one was called."""
    at = factory.days.at
    application = factory.application(
        "Northlight Energy",
        "Design Manager",
        at(-31, "08:50"),
        interest=5,
        pay_min=74_000,
        pay_currency="GBP",
        source="Recruiter",
        location="Leeds",
        tags=["dream"],
    )
    application.event(Kind.CONFIRMATION, at(-31, "08:52"))
    met = application.interview(at(-14, "10:00"), at(-8, "13:00"), 90, who.ingrid)
    application.thanked(met, at(-8, "17:30"), who.ingrid)
    application.debrief(met, at(-8, "16:00"), {who.ingrid: "Growing the team from four to nine"})
    application.event(Kind.REFERENCES_REQUESTED, at(-2, "15:20"))
    application.event(Kind.REFERENCE_CHOSEN, at(-2, "16:00"), reference=who.joan)
    application.sent("heads_up", at(-2, "16:10"), reference=who.joan)
    application.event(Kind.REFERENCE_CONTACTED, at(-1, "11:40"), reference=who.joan)
    for reference in (who.hugo, who.leila):
        application.event(Kind.REFERENCE_CHOSEN, factory.days.ago(90), reference=reference)


def coming_up(factory: DemoFactory, who: People) -> None:
    """An interview in a few days."""
    at = factory.days.at
    application = factory.application(
        "Cobalt Transit",
        "Senior UX Designer",
        at(-12, "11:30"),
        interest=4,
        source="Job board",
        location="Manchester",
        place="hybrid",
    )
    application.event(Kind.CONFIRMATION, at(-12, "11:31"))
    application.interview(
        at(-3, "09:00"),
        at(3, "15:30"),
        45,
        who.malik,
        type=Interview.Type.VIDEO,
        link="https://meet.example/cobalt-transit",
    )


def offered(factory: DemoFactory, who: People) -> None:
    """The list of references was sent, and an offer came that stays open for a week."""
    at = factory.days.at
    application = factory.application(
        "Lantern Learning",
        "Lead Product Designer",
        at(-27, "10:40"),
        interest=4,
        pay_min=64_000,
        pay_max=70_000,
        pay_currency="GBP",
        source="Job board",
        location="Cardiff",
        place="hybrid",
        tags=["learning"],
    )
    application.event(Kind.CONFIRMATION, at(-27, "10:41"))
    met = application.interview(
        at(-17, "09:00"), at(-13, "10:00"), 90, who.nell, type=Interview.Type.FINAL
    )
    application.thanked(met, at(-13, "16:00"), who.nell)
    application.debrief(met, at(-13, "12:00"), {who.nell: "Teachers who never asked for an app"})
    application.event(Kind.REFERENCES_REQUESTED, at(-8, "11:15"))
    application.sent("references_list", at(-8, "15:00"), contact=who.nell)
    _lantern_offers(factory, who, application)


def _lantern_offers(factory: DemoFactory, who: People, application: DemoApplication) -> None:
    at, days = factory.days.at, factory.days
    application.event(
        Kind.OUTCOME,
        at(-1, "16:20"),
        result=Event.Result.OFFER,
        answer_by=days.soon(9),
        pay=Decimal("67500.00"),
        pay_currency="GBP",
        pay_period="year",
        starts_on=days.day(30),
        text="Nell called: a team of five, and Fridays off in August.",
    )
    application.sent("offer_thanks", at(-1, "17:10"), contact=who.nell)


def just_applied(factory: DemoFactory) -> None:
    """Applied three working days ago, not confirmed."""
    at = factory.days.at
    factory.application(
        "Pemberton Library Trust",
        "Digital Experience Designer",
        at(-3, "13:15"),
        interest=3,
        source="Newsletter",
        location="York",
    )


def keep_still(factory: DemoFactory) -> None:
    """Two follow-ups without an answer, and an employer who will call."""
    at = factory.days.at
    quiet = factory.application(
        "Osprey Travel", "Product Designer", at(-47, "09:00"), interest=3, source="Job board"
    )
    quiet.event(Kind.CONFIRMATION, at(-47, "09:01"))
    quiet.sent("status", at(-36, "10:00"))
    quiet.sent("status", at(-28, "10:30"))
    callers = factory.application(
        "Thistle Bakeries", "UI Designer", at(-16, "12:00"), interest=2, source="Shop window"
    )
    callers.event(
        Kind.NO_CONTACT_REQUESTED, at(-13, "14:00"), text="“Don’t call us, we’ll call you.”"
    )


def saved(factory: DemoFactory) -> None:
    """Two saved job postings, one of which closes soon."""
    factory.application(
        "Meridian Museums",
        "Exhibition Designer",
        None,
        interest=4,
        location="Edinburgh",
        closes_on=factory.days.soon(3),
    )
    factory.application(
        "Skylark Robotics", "Interaction Designer", None, interest=3, place="remote"
    )


def applied_again(factory: DemoFactory) -> None:
    """Rejected by form letter, and applied anew once the job was posted again."""
    at = factory.days.at
    application = factory.application(
        "Granite Insurance", "UX Designer", at(-50, "15:00"), interest=2, source="Job board"
    )
    application.event(Kind.CONFIRMATION, at(-50, "15:02"))
    application.event(Kind.OUTCOME, at(-45, "08:00"), result=Event.Result.REJECTED)
    application.event(
        Kind.APPLIED, at(-1, "09:40"), text="Posted again, with the portfolio they missed."
    )
    application.event(Kind.CONFIRMATION, at(-1, "09:41"))


OPEN = (loop_of_three, promised, time_to_ask, references_asked, coming_up, offered)
ALONE = (just_applied, keep_still, applied_again, saved)
