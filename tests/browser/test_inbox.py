"""The Inbox in a real browser: a whole search from twelve files, with single presses."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview
from followups.models import HeldBack, Reminder
from inbox.models import Suggestion
from references.services import add_contact
from tests.browser.demo import SignIn, audit
from tests.browser.twelve_files import COMPANY, OLA, PRIYA, TITLE, File, Times, twelve_files
from tests.browser.watch import Watch
from tests.conftest import MakeApplication, person
from tests.followups.suggestions import suggest

pytestmark = pytest.mark.browser
FILES = "Emails (.eml, .mbox) or calendar files (.ics)"


@pytest.fixture(params=["page", "phone"])
def screen(request: pytest.FixtureRequest, seeker: User, sign_in: SignIn, watch: Watch) -> Page:
    """A seeker whose account is new, at a wide screen and then on a phone; `watch` looks on."""
    screen: Page = request.getfixturevalue(request.param)
    sign_in(screen, seeker)
    return screen


def lede(page: Page) -> Locator:
    return page.locator("#inbox-lede")


def cards(page: Page) -> Locator:
    return page.locator("article.suggestion")


def expect_waiting(page: Page, count: int) -> None:
    if count:
        expect(lede(page)).to_contain_text(f"{count} suggestion")
    else:
        expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()


def type_the_same(owner: User, at: datetime) -> Application:
    """Tell the facts of the twelve files as if they had been typed in."""
    times = Times(at)
    application = services.add_application(
        owner,
        token=uuid4(),
        company=COMPANY,
        fields={"title": TITLE},
        applied_at=times.applied,
        now=at,
    )
    tell(application, "confirmation", times.applied + timedelta(seconds=1), at)
    people = [
        add_contact(
            owner,
            token=uuid4(),
            company=COMPANY,
            fields={"name": name, "email": f"{name.lower().replace(' ', '.')}@kestrel.example"},
        )
        for name in (PRIYA, OLA)
    ]
    fields = {
        "kind": Interview.Kind.INTERVIEW,
        "arranged_at": times.invited,
        "time_zone": "Europe/London",
        "place": "Teams",
    }
    first = {"starts_at": times.first_start, "ends_at": times.first_start + timedelta(hours=1)}
    interview = services.arrange_interview(
        application, token=uuid4(), fields=fields | first, interviewers=people, now=at
    )
    moved = {"starts_at": times.start, "ends_at": times.start + timedelta(hours=1)}
    services.change_interview(interview, fields=fields | moved, interviewers=people, now=at)
    tell(application, "timeline_given", times.timeline, at, news_by=times.news_by)
    tell(application, "references_requested", times.references, at)
    offer = {"result": "offer", "answer_by": times.answer_by, "pay": 58500}
    pay = {"pay_currency": "GBP", "pay_period": "year"}
    tell(application, "outcome", times.offer, at, **offer, **pay)
    return application


def tell(application: Application, kind: str, moment: datetime, at: datetime, **more: Any) -> None:
    services.record_event(application, kind, at=moment, token=uuid4(), now=at, **more)


def timeline(application: Application) -> list[tuple[Any, ...]]:
    """Each entry by its day: a mail's seconds are nobody's memory."""
    names = ("kind", "result", "news_by", "answer_by", "pay")
    events = [
        (row.at.date(), *(getattr(row, name) for name in names))
        for row in Event.objects.filter(application=application).order_by("at", "pk")
    ]
    talks = [
        (
            row.starts_at,
            row.ends_at,
            row.place,
            sorted(each.name for each in row.interviewers.all()),
        )
        for row in Interview.objects.filter(application=application)
    ]
    return [*events, *talks]


def plan(application: Application) -> list[tuple[Any, ...]]:
    """What is ahead; a reminder that was settled on the way keeps the times it had then."""
    rows = Reminder.objects.filter(owner=application.owner, state__in=Reminder.LIVE)
    reminders = [
        (row.rule, row.contact.name if row.contact else "", row.state, row.opens_at, row.due_at)
        for row in rows.select_related("contact")
    ]
    held = HeldBack.objects.filter(owner=application.owner).values_list("guard", "until")
    return [*sorted(reminders, key=repr), *sorted(held, key=repr)]


def expect_as_typed(seeker: User, at: datetime) -> None:
    read = Application.objects.get(owner=seeker)
    typed = type_the_same(person("typed@test.example", "Robin Hale"), at)
    typed.refresh_from_db()
    assert (read.title, read.company.name, read.stage) == (TITLE, COMPANY, typed.stage)
    assert typed.stage == "offer"
    assert timeline(read) == timeline(typed)
    assert plan(read) == plan(typed)
    states = Suggestion.objects.filter(owner=seeker).values_list("state", flat=True)
    assert sorted(states) == [*["accepted"] * 6, *["ignored"] * 6]


def test_a_search_from_twelve_files_by_keyboard_alone(
    page: Page, seeker: User, sign_in: SignIn, at: datetime
) -> None:
    sign_in(page, seeker)
    page.goto("/")
    press = page.keyboard.press
    press("g")
    press("m")
    expect_waiting(page, 0)
    audit(page)
    press("u")
    press("Tab")
    expect(page.get_by_label(FILES)).to_be_focused()
    with page.expect_file_chooser() as chooser:
        press("Space")
    chooser.value.set_files(list[Any](twelve_files(at)))
    expect_waiting(page, 6)
    audit(page)
    press("j")
    for left in (5, 4, 3, 2, 1):
        expect(cards(page).first).to_be_focused()
        press("l")
        expect_waiting(page, left)
    press("l")
    expect_waiting(page, 0)
    audit(page)
    expect_as_typed(seeker, at)


def test_a_search_from_twelve_files_by_touch(
    phone: Page, seeker: User, sign_in: SignIn, at: datetime
) -> None:
    sign_in(phone, seeker)
    phone.goto("/")
    phone.get_by_role("link", name="Inbox").first.tap()
    expect_waiting(phone, 0)
    audit(phone)
    phone.get_by_label(FILES).set_input_files(list[Any](twelve_files(at)))
    expect_waiting(phone, 6)
    audit(phone)
    for left in range(5, -1, -1):
        cards(phone).first.get_by_role("button", name="Log it").tap()
        expect_waiting(phone, left)
    audit(phone)
    expect_as_typed(seeker, at)


def test_without_scripts(
    browser: Browser,
    browser_context_args: dict[str, Any],
    seeker: User,
    sign_in: SignIn,
    at: datetime,
    live_server: LiveServer,
) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    sign_in(page, seeker)
    page.goto("/inbox/")
    page.get_by_label(FILES).set_input_files(list[Any](twelve_files(at)))
    page.get_by_role("button", name="Add the files").click()
    for left in range(6, 0, -1):
        expect_waiting(page, left)
        cards(page).first.get_by_role("button", name="Log it").click()
    expect_waiting(page, 0)
    expect_as_typed(seeker, at)
    page.get_by_role("button", name="Undo: Offer").click()
    expect_waiting(page, 1)
    cards(page).first.get_by_role("link", name="Change…").click()
    page.get_by_label("Note").fill("By phone first")
    page.get_by_role("button", name="Log it").click()
    expect_waiting(page, 0)
    assert Event.objects.filter(kind="outcome", text="By phone first").count() == 1
    context.close()


def test_files_are_dropped_on_the_page(
    page: Page, seeker: User, sign_in: SignIn, at: datetime
) -> None:
    sign_in(page, seeker)
    page.goto("/inbox/")
    drop(page, twelve_files(at)[0])
    expect_waiting(page, 1)
    expect(cards(page)).to_contain_text(f"New application: {TITLE} at {COMPANY}?")


def drop(page: Page, file: File) -> None:
    script = """([name, type, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, {type}));
      return data;
    }"""
    text = file["buffer"].decode()
    data = page.evaluate_handle(script, [file["name"], file["mimeType"], text])
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("main", event, {"dataTransfer": data})


def test_changed_in_place_and_the_next_card_has_the_focus(
    screen: Page, seeker: User, make_application: MakeApplication, at: datetime
) -> None:
    application = make_application(COMPANY, TITLE, applied_at=at - timedelta(days=9))
    for hours in (9, 6, 3):
        suggest(seeker, "reply", at, application, timedelta(hours=hours))
    screen.goto("/inbox/")
    second = cards(screen).nth(1)
    second.get_by_role("link", name="Change…").click()
    kind = second.get_by_label("What happened")
    expect(kind).to_be_focused()
    expect(second.get_by_label("Answer by")).to_be_hidden()
    kind.select_option("Date for an answer")
    audit(screen)
    second.get_by_role("button", name="Log it").click()
    expect(second.get_by_label("You’ll hear by")).to_be_focused()
    expect(second).to_contain_text("Enter the date they gave.")
    audit(screen)
    day = (at + timedelta(days=6)).date()
    second.get_by_label("You’ll hear by").fill(day.isoformat())
    second.get_by_role("button", name="Log it").click()
    expect_waiting(screen, 2)
    expect(cards(screen).nth(1)).to_be_focused()
    assert Event.objects.get(application=application, kind="timeline_given").news_by == day
    cards(screen).nth(1).get_by_role("link", name="Change…").click()
    cards(screen).nth(1).get_by_role("link", name="Cancel").click()
    expect(cards(screen).nth(1).get_by_role("link", name="Change…")).to_be_visible()
    expect(cards(screen).nth(1)).to_be_focused()


def test_set_aside_and_undone(
    screen: Page, seeker: User, make_application: MakeApplication, at: datetime
) -> None:
    application = make_application(COMPANY, TITLE, applied_at=at - timedelta(days=9))
    for hours in (9, 6):
        suggest(seeker, "reply", at, application, timedelta(hours=hours))
    screen.goto("/inbox/")
    screen.keyboard.press("j")
    screen.keyboard.press("ArrowDown")
    expect(cards(screen).nth(1)).to_be_focused()
    screen.keyboard.press("x")
    expect_waiting(screen, 1)
    expect(cards(screen)).to_be_focused()
    expect(screen.locator("#messages")).to_contain_text("Set aside as not about a job.")
    audit(screen)
    screen.keyboard.press("z")
    expect_waiting(screen, 2)


def test_confirmations_are_logged_together(screen: Page, seeker: User, at: datetime) -> None:
    for name in ("Oatmill", "Fathom", "Brook Mill"):
        suggest(seeker, "confirmation", at, company=name)
    screen.goto("/inbox/")
    audit(screen)
    screen.get_by_role("checkbox", name="New application: Data Engineer at Fathom?").uncheck()
    screen.get_by_role("button", name="Log all 3 confirmations").click()
    expect_waiting(screen, 1)
    assert Application.objects.filter(owner=seeker).count() == 2


def test_today_and_the_application_lead_to_what_waits(
    screen: Page, seeker: User, make_application: MakeApplication, at: datetime
) -> None:
    application = make_application(COMPANY, TITLE, applied_at=at - timedelta(days=9))
    suggest(seeker, "rejection", at, application)
    screen.goto("/")
    audit(screen)
    screen.get_by_role("link", name="Inbox (1)").click()
    expect_waiting(screen, 1)
    screen.goto(f"/applications/{application.pk}/")
    audit(screen)
    screen.get_by_role("region", name="Inbox").get_by_role("button", name="Log it").click()
    expect(screen.locator("#messages")).to_contain_text(f"Logged: Rejected by {COMPANY}.")
    application.refresh_from_db()
    assert application.stage == "rejected"
