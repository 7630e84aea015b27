"""A whole search, by its pages alone: from the first application to the offer that is accepted."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from applications.models import Application, Event, Interview, Message
from followups.models import Reminder
from references.models import Reference
from tests.browser.audit import assert_fits
from tests.browser.moments import day_of, shown, typed
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

SignIn = Callable[[Page, User], None]
POSTING = """Product Designer at Harbour Analytics
Location: Bristol
£60,000 – £70,000 a year, hybrid
You draw what the numbers say."""
SCREENER, LOOP, REFEREE = "Ana Ruiz", ("Bo Lindqvist", "Chi Okafor"), "Joan Whitfield"
TO_EMPLOYER = ("application.", "interview.", "screen.", "status.", "offer.")
NOTES = [
    "heads_up",
    "reference_outcome",
    "reference_thank_you",
    "thank_you",
    "thank_you",
    "thank_you",
]
"""All that one wrote: nobody at the employer was asked how things stand, or thanked twice."""
TUESDAY = 1
KEEP = re.compile("^(Keep|Save|Record)")


@pytest.fixture(params=["page", "phone"])
def screen(request: pytest.FixtureRequest, seeker: User, sign_in: SignIn, watch: Watch) -> Page:
    """A seeker whose account is new, at a wide screen and then on a phone; `watch` looks on."""
    screen: Page = request.getfixturevalue(request.param)
    sign_in(screen, seeker)
    return screen


def promised_day(at: datetime) -> date:
    """A Tuesday four days ahead or more: the note may follow on the Wednesday."""
    first = day_of(at) + timedelta(days=4)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7)


def the_application() -> Application:
    return Application.objects.get()


def the_story(screen: Page) -> Locator:
    return screen.get_by_role("region", name="The story")


def asked_for(rule: str, person: str = "") -> Reminder:
    rows = Reminder.objects.filter(rule=rule, state=Reminder.State.OPEN)
    return (rows.filter(contact__name=person) if person else rows).get()


def to_the_application(screen: Page) -> None:
    screen.goto(f"/applications/{the_application().pk}/")
    assert_fits(screen)


def log(screen: Page, what: str, **choices: str) -> None:
    """Press it in the log bar, choose what there is to choose, and keep it."""
    to_the_application(screen)
    bar = screen.get_by_role("region", name="What happened?")
    if not bar.get_by_role("link", name=what, exact=True).is_visible():
        bar.get_by_text("More", exact=True).click()
    bar.get_by_role("link", name=what, exact=True).click()
    keep = screen.locator("form.log-card").get_by_role("button")
    expect(keep).to_be_visible()
    for label, choice in choices.items():
        screen.get_by_role("combobox", name=label, exact=True).select_option(label=choice)
    assert_fits(screen)
    keep.click()
    expect(keep).to_have_count(0)
    expect(the_story(screen)).to_be_visible()
    assert_fits(screen)


def arrange(
    screen: Page, kind: str, starts: datetime, agreed: datetime, people: tuple[str, ...]
) -> None:
    to_the_application(screen)
    screen.get_by_role("link", name="Interview arranged").click()
    screen.get_by_label(kind, exact=True).check()
    screen.get_by_label("Starts").fill(typed(starts))
    screen.get_by_label(re.compile("^(With whom|Others)")).last.fill("\n".join(people))
    screen.get_by_label("Arranged on").fill(typed(agreed))
    assert_fits(screen)
    screen.get_by_role("main").get_by_role("button", name=KEEP).click()
    expect(the_story(screen).get_by_text(people[0]).first).to_be_visible()


def write_and_send(screen: Page, rule: str, person: str, body: str) -> None:
    """From Today to the page of the note, and there press Sent."""
    row = asked_for(rule, person)
    screen.goto("/")
    assert_fits(screen)
    card = screen.locator(f"#reminder-{row.pk}, #row-{row.pk}")
    if not card.get_by_role("link", name="Write", exact=True).is_visible():
        card.get_by_label("Acts:", exact=False).click()
    card.get_by_role("link", name="Write", exact=True).click()
    screen.wait_for_url("**/write/**")
    screen.get_by_label("Note", exact=True).fill(body)
    expect(screen.locator("#checks")).to_contain_text(re.compile("(Kept|Saved) at"))
    assert_fits(screen)
    screen.get_by_role("button", name="Sent", exact=True).click()
    expect(screen.get_by_text(re.compile("is written down as sent")).first).to_be_visible()
    assert_fits(screen)
    row.refresh_from_db()
    assert row.state == Reminder.State.SETTLED


def apply_from_a_posting(screen: Page, at: datetime) -> None:
    screen.goto("/")
    expect(screen.get_by_role("heading", name="Your first application")).to_be_visible()
    assert_fits(screen)
    screen.get_by_role("link", name="Paste a posting").click()
    screen.get_by_label("Paste the text of the posting, or its link").fill(POSTING)
    screen.get_by_role("button", name="Fill in the form").click()
    expect(screen.get_by_label("Job title")).to_have_value("Product Designer")
    expect(screen.get_by_label("Company", exact=True)).to_have_value("Harbour Analytics")
    screen.get_by_label("Applied on").fill(typed(at - timedelta(days=12)))
    assert_fits(screen)
    screen.get_by_role("button", name="Add the application").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Product Designer")
    log(screen, "A confirmation came")
    assert the_application().events.filter(kind=Event.Kind.CONFIRMATION).exists()


def pass_the_phone_screen(screen: Page, at: datetime) -> None:
    starts, agreed = (at - timedelta(days=days) for days in (2, 4))
    arrange(screen, "Phone screen", starts, agreed, (SCREENER,))
    held = Interview.objects.get(kind="phone_screen")
    screen.goto(f"/interviews/{held.pk}/")
    screen.get_by_label(f"With {SCREENER}").fill("How they plan a quarter")
    assert_fits(screen)
    screen.locator("#debrief").get_by_role("button", name=KEEP).click()
    expect(screen.get_by_text("How they plan a quarter")).to_be_visible()
    write_and_send(screen, "screen.follow_up", "", "Dear Ana, thank you for the plan you showed.")
    assert Message.objects.get().interview == held


def meet_the_loop(screen: Page, day: date, at: datetime) -> None:
    """Two people; the talk ended an hour ago, and they named a day."""
    starts, agreed = at - timedelta(hours=2), at - timedelta(days=1)
    arrange(screen, "Interview", starts, agreed, LOOP)
    held = Interview.objects.get(kind="interview")
    screen.goto(f"/interviews/{held.pk}/")
    screen.get_by_label("I will hear by a day").check()
    screen.get_by_label("The day they named").fill(day.isoformat())
    for name in LOOP:
        screen.get_by_label(f"With {name}").fill(f"What {name} likes about the harbour")
    assert_fits(screen)
    screen.locator("#debrief").get_by_role("button", name=KEEP).click()
    expect(screen.get_by_text(f"What {LOOP[1]} likes about the harbour")).to_be_visible()
    assert_fits(screen)
    for name in LOOP:
        write_and_send(screen, "interview.thank_you", name, f"Dear {name}, thank you for today.")
    notes = held.messages.filter(purpose="thank_you").values_list("contact__name", flat=True)
    assert sorted(notes) == sorted(LOOP)


def rest_until_the_promised_day(screen: Page, day: date, at: datetime) -> None:
    screen.goto("/")
    assert_fits(screen)
    waiting = screen.get_by_role("region", name="Waiting on them")
    expect(waiting).to_contain_text("Harbour Analytics")
    note = day + timedelta(days=1)
    expect(waiting).to_contain_text(f"until {shown(note, at)}")
    expect(waiting).to_contain_text(f"you would hear by {shown(day, at)}")


def find_a_reference(screen: Page) -> None:
    screen.goto("/references/")
    screen.get_by_role("link", name="Add a reference").first.click()
    screen.get_by_label("Or a new person’s name").fill(REFEREE)
    screen.get_by_label("Their email").fill("joan@larkspur.example")
    assert_fits(screen)
    screen.get_by_role("button", name="Put them on the list").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(REFEREE)
    for consent in ("asked", "agreed"):
        screen.get_by_label("What happened").select_option(consent)
        screen.locator("#consent").get_by_role("button", name=KEEP).click()
        expect(screen.get_by_text(f"{REFEREE}: {consent}.")).to_be_visible()
        assert_fits(screen)
    assert Reference.objects.get().consent == Reference.Consent.AGREED


def bring_the_reference_in(screen: Page) -> None:
    """Chosen, told that a call is coming, called, and thanked."""
    to_the_application(screen)
    screen.get_by_role("link", name="Choose a reference").click()
    choose = screen.get_by_role("button", name=f"Choose {REFEREE}")
    expect(choose).to_be_visible()
    assert_fits(screen)
    choose.click()
    beside = screen.get_by_role("region", name="References in use")
    expect(beside.get_by_role("link", name=REFEREE, exact=True)).to_be_visible()
    heads_up = asked_for("reference.heads_up")
    beside.get_by_role("link", name="What to share").click()
    expect(screen.locator("#packet")).to_contain_text("Product Designer")
    assert_fits(screen)
    screen.get_by_role("button", name="I sent it").click()
    expect(screen.get_by_text("Recorded").first).to_be_visible()
    heads_up.refresh_from_db()
    assert heads_up.state == Reminder.State.SETTLED
    log(screen, "They contacted a reference", Reference=REFEREE)
    write_and_send(screen, "reference.thank_you", "", "Dear Joan, thank you for taking their call.")


def have_an_offer(screen: Page) -> None:
    """One has an offer in hand: nothing is owed to the employer, and nothing may be asked."""
    log(screen, "Offer, or how it ended", Outcome="Offer")
    beside = screen.get_by_role("region", name="Next step")
    expect(beside).to_contain_text("there is no status to ask for")
    assert the_application().stage == "offer"
    assert sorted(live_to_the_employer()) == ["offer.acknowledge", "offer.answer"]


def live_to_the_employer() -> list[str]:
    live = (Reminder.State.PLANNED, Reminder.State.OPEN, Reminder.State.SNOOZED)
    rules = Reminder.objects.filter(state__in=live).values_list("rule", flat=True)
    return [rule for rule in rules if rule.startswith(TO_EMPLOYER)]


def accept_it_and_tell(screen: Page) -> None:
    log(screen, "Offer, or how it ended", Outcome="Accepted")
    expect(screen.locator(".app-stage")).to_contain_text("Accepted")
    write_and_send(
        screen, "reference.outcome", "", "Dear Joan, I took it. Thank you for your word."
    )
    screen.goto(f"/references/{Reference.objects.get().pk}/")
    expect(screen.get_by_text("Told the outcome")).to_be_visible()
    assert_fits(screen)


def see_it_counted(screen: Page) -> None:
    screen.goto("/insights/")
    rows = screen.get_by_role("table", name="How many applications came at least so far")
    offer = rows.get_by_role("row").filter(has=screen.get_by_role("rowheader", name="Offer"))
    expect(offer.get_by_role("cell").first).to_have_text("1")
    assert_fits(screen)


def test_from_the_first_application_to_the_accepted_offer(
    screen: Page, seeker: User, at: datetime
) -> None:
    day = promised_day(at)
    apply_from_a_posting(screen, at)
    pass_the_phone_screen(screen, at)
    meet_the_loop(screen, day, at)
    rest_until_the_promised_day(screen, day, at)
    log(screen, "They asked for references")
    find_a_reference(screen)
    bring_the_reference_in(screen)
    have_an_offer(screen)
    accept_it_and_tell(screen)
    assert the_application().stage == "accepted"
    results = the_application().events.filter(kind=Event.Kind.OUTCOME).values_list("result")
    assert [result for (result,) in results] == ["offer", "accepted"]
    assert sorted(Message.objects.values_list("purpose", flat=True)) == NOTES
    assert not live_to_the_employer()
    see_it_counted(screen)
    screen.goto("/")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Today")
    expect(screen.get_by_role("heading", name=re.compile("^(Thank|Tell) "))).to_have_count(0)
    assert_fits(screen)
