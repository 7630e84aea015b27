"""The board in a real browser: cards are carried by mouse, by finger and by keyboard."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from applications.models import Application, Event, Stage
from tests.browser.audit import assert_fits, assert_reachable, settle
from tests.browser.moments import ZONE, day_of, typed
from tests.conftest import MakeApplication

pytestmark = pytest.mark.browser
SignIn = Callable[[Page, User], None]


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


def yesterday(at: datetime) -> datetime:
    """Half past ten on the morning before a day."""
    before = day_of(at) - timedelta(days=1)
    return datetime(before.year, before.month, before.day, 10, 30, tzinfo=ZONE).astimezone(UTC)


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def card(page: Page) -> Locator:
    return page.locator(".board-card").filter(has_text="Product Designer")


def stage_of(application: Application) -> str:
    application.refresh_from_db()
    return application.stage


def drag(page: Page, to: Locator) -> None:
    """Carry the card by mouse, in steps as a hand would."""
    start, end = card(page).bounding_box(), to.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 40, start["y"] + 15)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 25, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 90, steps=12)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 95, steps=3)
    page.mouse.up()


def test_a_card_is_dragged_and_the_move_is_taken_back(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    page.goto("/board/")
    assert_fits(page)
    assert_reachable(page)
    drag(page, column(page, "Screening"))
    expect(page.get_by_text("is now in “Screening”.")).to_be_visible()
    expect(column(page, "Screening").locator(".count")).to_have_text("1")
    assert stage_of(application) == Stage.SCREENING
    assert_reachable(page)
    page.get_by_role("button", name="Undo").click()
    expect(column(page, "Applied").locator(".board-card")).to_have_count(1)
    assert stage_of(application) == Stage.APPLIED


def test_an_outcome_asks_for_its_date_and_nothing_else(
    page: Page, seeker: User, sign_in: SignIn, application: Application, at: datetime
) -> None:
    said = yesterday(at)
    page.set_viewport_size({"width": 2600, "height": 900})
    sign_in(page, seeker)
    page.goto("/board/")
    drag(page, column(page, "Rejected"))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("When was that?")).to_be_focused()
    assert_reachable(page)
    dialog.get_by_role("button", name="Cancel").click()
    expect(column(page, "Applied").locator(".board-card")).to_have_count(1)
    assert stage_of(application) == Stage.APPLIED
    drag(page, column(page, "Rejected"))
    dialog.get_by_label("When was that?").fill(typed(said))
    dialog.get_by_role("button", name="Move").click()
    expect(page.get_by_text("is now in “Rejected”.")).to_be_visible()
    outcome = application.events.get(kind=Event.Kind.OUTCOME)
    assert outcome.at == said


def test_a_date_still_to_come_is_refused_and_nothing_is_moved(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    page.goto("/board/")
    card(page).focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Stage").select_option("offer")
    dialog.get_by_label("When was that?").fill("2099-01-01T09:00")
    dialog.get_by_role("button", name="Move").click()
    expect(page.get_by_text("This is still to come. Enter when it happened.")).to_be_visible()
    assert stage_of(application) == Stage.APPLIED


def test_a_card_is_carried_by_keyboard(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    page.goto("/board/")
    says = page.locator("#board-says")
    card(page).focus()
    page.keyboard.press("Space")
    expect(says).to_contain_text("Picked up Product Designer, Harbour Analytics, in Applied.")
    page.keyboard.press("ArrowRight")
    expect(says).to_contain_text("over Screening")
    page.keyboard.press("Escape")
    expect(says).to_contain_text("is back in Applied")
    expect(card(page)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_text("is now in “Interviewing”.")).to_be_visible()
    expect(card(page)).to_be_focused()
    assert stage_of(application) == Stage.INTERVIEWING
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Product Designer")


def test_the_arrow_keys_walk_among_the_cards(
    page: Page, seeker: User, sign_in: SignIn, make_application: MakeApplication
) -> None:
    for title, applied in (("First", None), ("Second", None)):
        make_application(title=title, applied_at=applied)
    make_application(title="Third")
    sign_in(page, seeker)
    page.goto("/board/")
    cards = page.locator(".board-card")
    cards.filter(has_text="Second").focus()
    page.keyboard.press("ArrowDown")
    expect(cards.filter(has_text="First")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cards.filter(has_text="Third")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(cards.filter(has_text="Second")).to_be_focused()


def test_on_a_phone_a_press_moves_the_card(
    phone: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(phone, seeker)
    phone.goto("/board/")
    assert_fits(phone)
    assert_reachable(phone)
    phone.get_by_role("link", name="Move: Product Designer, Harbour Analytics").tap()
    dialog = phone.get_by_role("dialog")
    dialog.get_by_label("Stage").select_option("interviewing")
    expect(dialog.get_by_label("When was that?")).to_be_hidden()
    assert_reachable(phone)
    dialog.get_by_role("button", name="Move").tap()
    expect(phone.get_by_text("is now in “Interviewing”.")).to_be_visible()
    assert stage_of(application) == Stage.INTERVIEWING


def test_on_a_phone_a_card_is_dragged_by_finger(
    phone: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(phone, seeker)
    phone.goto("/board/")
    target = column(phone, "Screening")
    phone.evaluate("document.getElementById('board').scrollLeft = 420")
    settle(phone)
    start, end = card(phone).bounding_box(), target.bounding_box()
    assert start
    assert end
    finger = phone.context.new_cdp_session(phone)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = max(start["x"], 10) + 20, start["y"] + 15
    touch("touchStart", x, y)
    phone.clock.run_for(400)
    goal = min(end["x"] + 60, 340)
    for step in range(1, 11):
        touch("touchMove", x + (goal - x) * step / 10, y + 6 * step)
        phone.clock.run_for(60)
    touch("touchEnd")
    expect(phone.get_by_text("is now in “Screening”.")).to_be_visible()
    assert stage_of(application) == Stage.SCREENING


def test_an_acceptance_leads_to_those_still_running(
    page: Page,
    seeker: User,
    sign_in: SignIn,
    application: Application,
    make_application: MakeApplication,
) -> None:
    make_application("Fernhill Health", "Nurse")
    sign_in(page, seeker)
    page.goto("/board/")
    card(page).focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Stage").select_option("accepted")
    dialog.get_by_role("button", name="Move").click()
    expect(page.get_by_text("1 other is still running")).to_be_visible()
    assert_reachable(page)
    page.get_by_role("link", name="Choose from which to withdraw").click()
    expect(page.locator(".row-check")).to_have_count(1)
    expect(page.get_by_label("Which")).to_have_value("running")
    assert_fits(page)
    page.goto(f"/applications/{application.pk}/")
    expect(page.get_by_text("1 other is still running")).to_be_visible()
    assert_reachable(page)


def test_a_job_is_saved_from_its_column(page: Page, seeker: User, sign_in: SignIn) -> None:
    sign_in(page, seeker)
    page.goto("/board/")
    assert_reachable(page)
    page.get_by_text("Save a job").click()
    page.get_by_label("Job title").fill("Librarian")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_text("Enter the name of the company.")).to_be_visible()
    expect(page.get_by_label("Company")).to_be_focused()
    assert_reachable(page)
    page.get_by_label("Company").press_sequentially("Pemberton Trust", delay=10)
    expect(page.get_by_text("No application there yet.")).to_be_visible()
    page.get_by_role("button", name="Save it").click()
    expect(column(page, "Saved").get_by_role("link", name="Librarian", exact=True)).to_be_visible()
    expect(page.get_by_text("Each application will stand here")).to_be_hidden()
    assert Application.objects.get().stage == Stage.SAVED
    expect(page.get_by_label("Job title")).to_be_focused()
    expect(page.get_by_label("Job title")).to_have_value("")
    page.get_by_label("Company").press_sequentially("pemb", delay=10)
    expect(page.get_by_text("You have one application there already")).to_be_visible()
    assert_reachable(page)


def test_without_javascript_a_card_is_moved_on_its_own_page(
    new_context: Callable[..., BrowserContext],
    seeker: User,
    sign_in: SignIn,
    application: Application,
    at: datetime,
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, seeker)
    page.goto("/board/")
    page.get_by_role("link", name="Move: Product Designer, Harbour Analytics").click()
    page.get_by_label("Stage").select_option("rejected")
    page.get_by_label("When was that?").fill(typed(yesterday(at)))
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("is now in “Rejected”.")).to_be_visible()
    assert stage_of(application) == Stage.REJECTED
    assert application.events.filter(kind=Event.Kind.OUTCOME).count() == 1
