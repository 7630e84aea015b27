"""A note in a real browser: suggested, checked while one types, copied, printed, sent."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from applications.models import Message
from followups.models import Reminder
from notes.models import NoteTemplate
from references.models import Contact
from tests.browser.demo import audit, look_over, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def thanks(person: str = "Bo Lindqvist") -> Reminder:
    return Reminder.objects.get(rule="interview.thank_you", contact__name=person)


def write_url(row: Reminder) -> str:
    return f"/reminders/{row.pk}/write/"


def test_a_note_is_written_with_the_checks_beside_it_and_sent(screen: Page, robin: User) -> None:
    row = thanks()
    look_over(screen, write_url(row))
    checks = screen.locator("#checks")
    expect(checks).to_contain_text("[Recall what you talked about with Bo]")
    body = screen.get_by_label("Note", exact=True)
    body.fill("Dear Bo,\n\nShall I call you about the salary?")
    expect(checks).to_contain_text("Leave pay and terms until there is an offer: “salary”")
    expect(checks).to_contain_text("Keep to writing, and let them call you: “call you”")
    expect(checks).to_contain_text("Kept at")
    audit(screen)
    link = screen.get_by_role("link", name="Open in mail program").get_attribute("href") or ""
    assert link.startswith("mailto:bo.lindqvist@harbour.example?subject=Thank%20you")
    assert "salary%3F" in link
    screen.reload()
    expect(body).to_have_value(re.compile("about the salary"))
    screen.get_by_role("button", name="Start afresh").click()
    expect(body).to_have_value(re.compile("Recall what you talked about with Bo"))
    screen.get_by_role("button", name="Sent", exact=True).click()
    expect(screen.get_by_text("Your note to Bo Lindqvist is written down as sent.")).to_be_visible()
    message = Message.objects.get(contact=row.contact, interview=row.interview)
    assert "Recall what you talked about with Bo" in message.body
    screen.get_by_role("button", name="Undo").click()
    expect(screen.get_by_role("heading", name="Thank Bo Lindqvist")).to_be_visible()


def test_the_same_letter_twice_is_shown(screen: Page, robin: User) -> None:
    text = "Thank you for showing me how you plan your work without a plan, which I liked a lot."
    checks = screen.locator("#checks")
    for person in ("Bo Lindqvist", "Chi Okafor"):
        screen.goto(write_url(thanks(person)))
        screen.get_by_label("Note", exact=True).fill(f"Dear {person.split()[0]},\n\n{text}")
        expect(checks).to_contain_text("Kept at")
    expect(checks).to_contain_text("is in your note to Bo Lindqvist, too")
    checks.get_by_text("Show what they share").click()
    expect(checks.locator("mark")).to_contain_text("how you plan your work")
    audit(screen)


def test_the_note_is_copied(page: Page, robin: User, sign_in, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, robin)
    page.goto(write_url(thanks()))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Dear Bo,")


def test_another_reader_is_greeted(screen: Page, robin: User) -> None:
    row = Reminder.objects.get(
        rule="status.after_interview", application__company__name="Juniper & Rowe"
    )
    look_over(screen, write_url(row))
    body = screen.get_by_label("Note", exact=True)
    expect(body).to_have_value(re.compile("^Dear Tomás,"))
    to = screen.get_by_label("To", exact=True)
    to.select_option("")
    expect(body).to_have_value(re.compile("^Dear hiring team at Juniper & Rowe,"))
    to.select_option(to.locator("option", has_text="Tomás Vega").get_attribute("value"))
    expect(body).to_have_value(re.compile("^Dear Tomás,"))


def test_without_an_address_it_is_added_in_place(screen: Page, robin: User) -> None:
    Contact.objects.filter(name="Tomás Vega").update(email="")
    row = Reminder.objects.get(
        rule="status.after_interview", application__company__name="Juniper & Rowe"
    )
    look_over(screen, write_url(row))
    hint = screen.get_by_text("No address is known")
    expect(hint).to_be_visible()
    to = screen.get_by_label("To", exact=True)
    to.select_option("")
    expect(hint).to_be_hidden()
    to.select_option(to.locator("option", has_text="Tomás Vega").get_attribute("value"))
    screen.get_by_role("link", name="Add the address").click()
    screen.get_by_label("Email").fill("tomas@juniper.example")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("heading", name="Ask how things stand")).to_be_visible()
    expect(hint).to_be_hidden()
    link = screen.get_by_role("link", name="Open in mail program").get_attribute("href") or ""
    assert link.startswith("mailto:tomas@juniper.example?")


def test_sent_leads_back_to_the_interview(screen: Page, robin: User) -> None:
    row = thanks()
    screen.goto(f"/interviews/{row.interview_id}/")
    item = screen.locator("#thanks .row-item", has_text="Bo Lindqvist")
    item.get_by_role("link", name="Write").click()
    screen.get_by_role("button", name="Sent", exact=True).click()
    expect(screen).to_have_url(re.compile(rf"/interviews/{row.interview_id}/$"))
    expect(screen.get_by_text("Your note to Bo Lindqvist is written down as sent.")).to_be_visible()


def test_the_note_on_paper(screen: Page, robin: User) -> None:
    screen.goto(write_url(thanks()))
    with screen.expect_popup() as opened:
        screen.get_by_role("button", name="Print").click()
    sheet = opened.value
    expect(sheet.get_by_text("Dear Bo,")).to_be_visible()
    expect(sheet.get_by_role("button", name="Print")).to_be_visible()
    sheet.emulate_media(media="print")
    expect(sheet.get_by_role("link", name="Back to the note")).to_be_hidden()


def test_templates_of_ones_own(screen: Page, robin: User) -> None:
    screen.goto(write_url(thanks()))
    screen.get_by_text("Save as a template").click()
    screen.get_by_label("Its name").fill("Warm")
    screen.get_by_role("button", name="Save", exact=True).click()
    expect(screen.get_by_text("Kept as your template “Warm”.")).to_be_visible()
    screen.goto(write_url(thanks("Chi Okafor")))
    screen.get_by_text("Start from").click()
    audit(screen)
    screen.get_by_role("link", name="Warm").click()
    expect(screen.get_by_label("Note", exact=True)).to_have_value(re.compile("^Dear Chi,"))
    look_over(screen, "/templates/")
    screen.get_by_role("link", name="Warm").click()
    audit(screen)
    screen.get_by_label("Name").fill("Warmer")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("link", name="Warmer")).to_be_visible()
    screen.get_by_role("button", name="Remove Warmer").click()
    expect(screen.get_by_role("link", name="Warmer")).to_have_count(0)
    assert not NoteTemplate.objects.exists()
    screen.get_by_role("button", name="Undo").click()
    expect(screen.get_by_role("link", name="Warmer")).to_be_visible()


def test_without_scripts(new_context, robin: User, sign_in, watch) -> None:
    page = watch.over(new_context(java_script_enabled=False).new_page())
    sign_in(page, robin)
    page.goto(write_url(thanks()))
    page.get_by_label("Note", exact=True).fill("Dear Bo, thank you. About the salary:")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#checks")).to_contain_text("“salary”")
    expect(page.get_by_label("Note", exact=True)).to_have_value(re.compile("About the salary"))
    page.get_by_role("button", name="Sent", exact=True).click()
    expect(page.get_by_text("Your note to Bo Lindqvist is written down as sent.")).to_be_visible()
