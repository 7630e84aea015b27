"""Applications in a real browser: adding, logging, correcting, finding, and doing with many."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview, Message, Stage
from tests.browser.audit import assert_fits, assert_reachable, settle
from tests.browser.moments import day_of, shown
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

pytestmark = pytest.mark.browser
SignIn = Callable[[Page, User], None]

POSTING = """Data Analyst at Harbour Analytics
Location: Bristol
£60,000 – £70,000 a year, hybrid
You find out what the numbers say."""


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application(pay_min=60_000, pay_currency="GBP", location="Bristol", interest=4)


@pytest.fixture
def story(
    application: Application,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    at: datetime,
) -> Application:
    """An application with an interview behind it and one ahead."""
    ana = make_contact("Ana Ruiz", company="Harbour Analytics")
    make_interview(application, ana)
    make_interview(
        application,
        ana,
        starts_at=at + timedelta(days=2),
        arranged_at=at,
        link="https://meet.example/1",
        time_zone="America/New_York",
    )
    return application


def next_april(at: datetime) -> date:
    """A day of the coming year, on which London and New York are five hours apart."""
    return date(day_of(at).year + 1, 4, 2)


def audit(page: Page) -> None:
    assert_fits(page)
    assert_reachable(page)


def test_the_first_application_from_a_posting(page: Page, seeker: User, sign_in: SignIn) -> None:
    sign_in(page, seeker)
    page.goto("/applications/")
    expect(page.get_by_text("No applications yet")).to_be_visible()
    audit(page)
    page.get_by_role("link", name="Add your first application").click()
    page.get_by_text("Start from a posting").click()
    page.get_by_label("Paste the text of the posting, or its link").fill(POSTING)
    audit(page)
    page.get_by_role("button", name="Fill in the form").click()
    expect(page.get_by_label("Job title")).to_have_value("Data Analyst")
    expect(page.get_by_label("Company")).to_have_value("Harbour Analytics")
    expect(page.get_by_label("Location")).to_have_value("Bristol")
    expect(page.get_by_text("No application there yet.")).to_be_visible()
    audit(page)
    page.get_by_role("button", name="Add the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data Analyst")
    expect(page.get_by_text("You applied", exact=True)).to_be_visible()
    expect(page.get_by_text("£60,000–70,000 a year")).to_be_visible()
    audit(page)


def test_did_i_already_apply_there(
    phone: Page, seeker: User, sign_in: SignIn, application: Application, at: datetime
) -> None:
    sign_in(phone, seeker)
    phone.goto("/applications/add/")
    phone.get_by_label("Company").press_sequentially("harb", delay=20)
    known = phone.locator("#known")
    expect(known).to_contain_text("You have one application there already")
    applied = application.events.get(kind=Event.Kind.APPLIED)
    expect(known).to_contain_text(f"applied {shown(day_of(applied.at), at)}")
    audit(phone)
    known.get_by_role("link", name="Product Designer").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Product Designer")


def test_the_log_bar_writes_in_place_and_takes_back(
    page: Page, seeker: User, sign_in: SignIn, story: Application, at: datetime
) -> None:
    news_by = next_april(at)
    sign_in(page, seeker)
    page.goto(f"/applications/{story.pk}/")
    page.get_by_role("link", name="They gave a date").click()
    expect(page.get_by_label("News by")).to_be_focused()
    audit(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Enter the date they gave")).to_be_visible()
    expect(page.get_by_label("News by")).to_be_focused()
    audit(page)
    page.get_by_label("News by").fill(news_by.isoformat())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"You will hear from them by {shown(news_by, at)}.")).to_be_visible()
    expect(page.locator("#log-form form")).to_have_count(0)
    audit(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(page.get_by_text("You will hear from them")).to_have_count(0)
    assert not story.events.filter(kind=Event.Kind.TIMELINE_GIVEN).exists()


def test_a_thank_you_on_a_phone(
    phone: Page, seeker: User, sign_in: SignIn, story: Application
) -> None:
    sign_in(phone, seeker)
    phone.goto(f"/applications/{story.pk}/")
    audit(phone)
    phone.get_by_role("link", name="I sent…").click()
    phone.get_by_label("To whom").select_option(label="Ana Ruiz")
    audit(phone)
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".timeline").get_by_text("Thank-you to Ana Ruiz")).to_be_visible()
    assert Message.objects.get().contact is not None
    entry = phone.locator(f"#message-{Message.objects.get().pk}")
    expect(entry).to_be_focused()
    expect(entry).to_be_in_viewport(ratio=1)
    assert_fits(phone)


def test_a_note_sent_from_the_next_step_is_written_into_the_story(
    page: Page, seeker: User, sign_in: SignIn, story: Application, at: datetime
) -> None:
    Event.objects.filter(application=story).update(at=at - timedelta(days=2))
    soon = at - timedelta(hours=3)
    interview = story.interviews.earliest("starts_at")
    fields = {"starts_at": soon, "ends_at": soon + timedelta(hours=1)}
    people = list(interview.interviewers.all())
    services.change_interview(interview, fields=fields, interviewers=people, now=at)
    story.reminders.exclude(rule="interview.thank_you").delete()
    sign_in(page, seeker)
    page.goto(f"/applications/{story.pk}/")
    beside = page.get_by_role("complementary", name="Beside the story")
    beside.get_by_role("button", name="Sent").first.click()
    expect(page.locator(".timeline").get_by_text("Thank-you to Ana Ruiz")).to_be_visible()
    beside.get_by_role("button", name="Undo").click()
    expect(page.locator(".timeline").get_by_text("Thank-you to Ana Ruiz")).to_have_count(0)


def test_the_steps_after_the_first_are_rows_with_their_acts(
    page: Page,
    seeker: User,
    sign_in: SignIn,
    story: Application,
    make_contact: MakeContact,
    at: datetime,
) -> None:
    held = story.interviews.earliest("starts_at")
    starts = at - timedelta(days=2)
    services.change_interview(
        held,
        fields={"starts_at": starts, "ends_at": starts + timedelta(hours=1)},
        interviewers=[make_contact(name) for name in ("Bo", "Chi", "Di")],
        now=at,
    )
    sign_in(page, seeker)
    page.goto(f"/applications/{story.pk}/")
    step = page.get_by_role("region", name="Next step")
    rows = step.locator(".rows > article")
    expect(step.locator("article.card")).to_have_count(1)
    before = rows.count()
    row = rows.filter(has_text="Thank Di")
    row.locator("summary").click()
    row.get_by_role("button", name="Sent").click()
    expect(page.locator(".timeline").get_by_text("Thank-you to Di")).to_be_visible()
    expect(row).to_have_count(0)
    undo = page.locator("#messages").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(rows).to_have_count(before)
    expect(page.locator(".timeline").get_by_text("Thank-you to Di")).to_have_count(0)
    step.locator("article.card").get_by_role("button", name="Not needed").click()
    expect(step.locator("article.card")).to_have_count(1)
    expect(rows).to_have_count(before - 1)
    expect(step.get_by_role("button", name="Undo")).to_be_focused()
    step.get_by_role("button", name="Undo").press("Enter")
    expect(rows).to_have_count(before)
    expect(step.get_by_role("button", name="Undo")).to_have_count(0)
    audit(page)


def test_a_recruiter_is_added_beside_the_story(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    page.goto(f"/applications/{application.pk}/")
    page.get_by_role("link", name="Add a person").click()
    expect(page.get_by_label("Company")).to_have_value("Harbour Analytics")
    page.get_by_label("Name", exact=True).fill("Rae Cruz")
    page.get_by_role("button", name="Save").click()
    people = page.get_by_role("region", name="People")
    expect(people.get_by_role("link", name="Rae Cruz", exact=True)).to_be_visible()
    audit(page)
    people.get_by_role("link", name="Write to Rae Cruz").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_saved_job_is_applied_for_from_its_next_step(
    page: Page, seeker: User, sign_in: SignIn, make_application: MakeApplication
) -> None:
    saved = make_application(applied_at=None)
    sign_in(page, seeker)
    page.goto(f"/applications/{saved.pk}/")
    step = page.get_by_role("region", name="Next step")
    step.get_by_role("link", name="I applied").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".timeline").get_by_text("You applied")).to_be_visible()
    expect(step).not_to_contain_text("Once you have applied")


def test_the_log_bar_by_keyboard_alone(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    page.goto(f"/applications/{application.pk}/")
    page.keyboard.press("n")
    note = page.locator("#log-form textarea")
    expect(note).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#log-form form")).to_have_count(0)
    expect(page.get_by_role("link", name="Note", exact=True)).to_be_focused()
    page.keyboard.press("n")
    expect(note).to_be_focused()
    page.keyboard.type("They have a dog.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline").get_by_text("They have a dog.")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_contain_text("They replied")


def test_an_entry_is_corrected_and_removed(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    page.goto(f"/applications/{application.pk}/")
    page.locator("summary[aria-label^='Correct or remove: You applied']").click()
    audit(page)
    page.get_by_role("link", name="Correct").click()
    page.get_by_label("Note").fill("By their portal")
    audit(page)
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_text("By their portal")).to_be_visible()
    page.locator("summary[aria-label^='Correct or remove: You applied']").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing has happened yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("By their portal")).to_be_visible()


def test_an_interview_is_arranged(
    phone: Page, seeker: User, sign_in: SignIn, application: Application, at: datetime
) -> None:
    starts = next_april(at)
    sign_in(phone, seeker)
    phone.goto(f"/applications/{application.pk}/")
    phone.get_by_role("link", name="Interview arranged").click()
    phone.get_by_label("Phone screen").check()
    phone.get_by_label("Starts").fill(f"{starts}T09:00")
    phone.get_by_label("In the time of").fill("America/New_York")
    phone.get_by_label("With whom").fill("Ana Ruiz\nBo Lindqvist")
    audit(phone)
    phone.get_by_role("button", name="Save the interview").click()
    expect(phone.get_by_text("Phone screen with Ana Ruiz, Bo Lindqvist")).to_be_visible()
    expect(phone.locator(".timeline-coming")).to_contain_text(f"{shown(starts, at)}, 14:00")
    expect(phone.locator(".timeline-coming")).to_contain_text("09:00 in New York")
    assert Interview.objects.get().kind == Interview.Kind.PHONE_SCREEN


def test_a_reference_who_has_not_agreed_is_stopped_with_a_way_on(
    phone: Page,
    seeker: User,
    sign_in: SignIn,
    application: Application,
    make_reference: MakeReference,
) -> None:
    make_reference("Joan Whitfield")
    make_reference("Peter Song", consent="not_asked")
    sign_in(phone, seeker)
    phone.goto(f"/applications/{application.pk}/choose/")
    audit(phone)
    phone.get_by_role("button", name="Choose Peter Song").click()
    expect(phone.get_by_role("heading", name="Peter Song has not agreed yet")).to_be_visible()
    audit(phone)
    phone.get_by_role("button", name="Line them up, and ask first").click()
    expect(phone.get_by_text("You chose Peter Song as a reference")).to_be_visible()
    expect(phone.get_by_text("Not asked", exact=True)).to_be_visible()


def test_a_document_is_kept_and_handed_back(
    page: Page,
    seeker: User,
    sign_in: SignIn,
    application: Application,
    tmp_path: Path,
    settings: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    resume = tmp_path / "resume.pdf"
    resume.write_bytes(b"%PDF-1.7\nhello")
    sign_in(page, seeker)
    page.goto(f"/applications/{application.pk}/documents/")
    audit(page)
    page.get_by_label("File").set_input_files(resume)
    page.get_by_label("Name").fill("Resume, March")
    page.get_by_role("button", name="Add the file").click()
    with page.expect_download() as handed:
        page.get_by_role("link", name="Resume, March").click()
    assert handed.value.suggested_filename == "resume.pdf"
    assert Path(handed.value.path()).read_bytes() == b"%PDF-1.7\nhello"
    page.goto("/documents/")
    audit(page)


def test_the_table_is_searched_sorted_kept_and_found_again(
    page: Page, seeker: User, sign_in: SignIn, make_application: MakeApplication
) -> None:
    for company, title in (
        ("Harbour", "Analyst"),
        ("Osprey", "Writer"),
        ("Cobalt", "Analyst lead"),
    ):
        make_application(company, title)
    sign_in(page, seeker)
    page.goto("/applications/")
    audit(page)
    page.keyboard.press("/")
    page.keyboard.type("analyst")
    expect(page.locator(".results-count")).to_have_text("2 applications")
    assert "q=analyst" in page.url
    page.get_by_role("link", name="Company").click()
    expect(page.locator("tbody .col-company").first).to_contain_text("Cobalt")
    expect(page.locator("th.col-company")).to_have_attribute("aria-sort", "ascending")
    page.get_by_text("Views", exact=True).click()
    page.get_by_label("Save what is shown as").fill("Analysts")
    page.get_by_role("button", name="Save this view").click()
    expect(page.get_by_text("“Analysts” is kept among your views.")).to_be_visible()
    page.goto("/applications/")
    page.get_by_text("Views", exact=True).click()
    audit(page)
    page.get_by_role("link", name="Analysts").click()
    expect(page.locator(".results-count")).to_have_text("2 applications")
    with page.expect_download() as handed:
        page.get_by_role("link", name="Export these").click()
    lines = Path(handed.value.path()).read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Job title", "Analyst lead", "Analyst"]


def test_filters_on_a_phone(
    phone: Page, seeker: User, sign_in: SignIn, make_application: MakeApplication
) -> None:
    make_application("Harbour", "Analyst", interest=5)
    make_application("Osprey", "Writer", applied_at=None)
    sign_in(phone, seeker)
    phone.goto("/applications/")
    audit(phone)
    phone.get_by_text("More filters").click()
    phone.get_by_label("Saved").check()
    expect(phone.locator(".results-count")).to_have_text("1 application")
    expect(phone.get_by_role("link", name="Writer")).to_be_visible()
    audit(phone)
    phone.get_by_role("link", name="Clear the filters").click()
    expect(phone.locator(".results-count")).to_have_text("2 applications")


def test_several_are_moved_and_moved_back(
    page: Page, seeker: User, sign_in: SignIn, make_application: MakeApplication
) -> None:
    for number in range(4):
        make_application(f"Firm {number}", f"Job {number}")
    sign_in(page, seeker)
    page.goto("/applications/?sort=title")
    bar = page.get_by_role("group", name="With those that are ticked")
    expect(bar).to_be_hidden()
    boxes = page.locator(".row-check")
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(bar).to_contain_text("(3)")
    audit(page)
    bar.get_by_text("Move", exact=True).click()
    expect(page.get_by_label("When was that?")).to_be_hidden()
    bar.get_by_label("Stage").select_option("rejected")
    expect(page.get_by_label("When was that?")).to_be_visible()
    audit(page)
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_text("3 applications moved to “Rejected”.")).to_be_visible()
    assert Application.objects.filter(stage=Stage.REJECTED).count() == 3
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert Application.objects.filter(stage=Stage.APPLIED).count() == 4


def test_several_by_keyboard_alone(
    page: Page, seeker: User, sign_in: SignIn, make_application: MakeApplication
) -> None:
    for number in range(4):
        make_application(f"Firm {number}", f"Job {number}")
    sign_in(page, seeker)
    page.goto("/applications/?sort=title")
    page.locator(".row-check").first.focus()
    for key in ("Space", "ArrowDown", "ArrowDown", "Shift+Space"):
        page.keyboard.press(key)
    expect(page.locator(".row-check:checked")).to_have_count(3)
    page.keyboard.press("m")
    expect(page.get_by_label("Stage")).to_be_focused()
    page.keyboard.type("Scr")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 applications moved to “Screening”.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("z")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    settle(page)
    page.locator(".row-check").last.press("Space")
    page.keyboard.press("t")
    expect(page.get_by_role("textbox", name="Tag")).to_be_focused()
    page.keyboard.type("north")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 application tagged “north”.")).to_be_visible()
    settle(page)
    page.locator(".row-check").first.press("Space")
    page.keyboard.press("p")
    expect(page.get_by_text("1 put away.")).to_be_visible()
    settle(page)
    page.locator(".row-check").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Job 1")


def test_it_is_put_away_and_deleted(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    page.goto(f"/applications/{application.pk}/")
    page.locator("summary[aria-label='More acts']").click()
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_text("Put away. Its reminders rest.")).to_be_visible()
    page.locator("summary[aria-label='More acts']").click()
    page.get_by_role("link", name="Delete…").click()
    audit(page)
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Applications")
    expect(page.get_by_text("No applications yet")).to_be_visible()
    assert not Application.objects.exists()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    page.goto(f"/applications/{application.pk}/")
    expect(page.get_by_text("You applied", exact=True)).to_be_visible()


def test_the_main_story_without_javascript(
    new_context: Callable[..., BrowserContext], seeker: User, sign_in: SignIn
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, seeker)
    page.goto("/applications/add/")
    page.get_by_label("Job title").fill("Librarian")
    page.get_by_label("Company").fill("Pemberton Trust")
    page.get_by_role("button", name="Add the application").click()
    page.get_by_role("link", name="They replied").click()
    page.get_by_label("Note").fill("Priya wrote.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Priya wrote.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Priya wrote.")).to_have_count(0)
    page.get_by_role("link", name="Move to another stage").first.click()
    page.get_by_label("Stage").select_option("offer")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("They made you an offer")).to_be_visible()
    page.goto("/applications/")
    page.get_by_label("Search").fill("librarian")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 application", exact=True)).to_be_visible()
    page.locator(".row-check").check()
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_text("1 put away.")).to_be_visible()
