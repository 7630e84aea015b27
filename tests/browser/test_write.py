"""A note that no reminder asks for, in a real browser: chosen, held back in words, sent, undone."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.models import Application, Interview, Message
from references.models import Reference
from tests.browser.demo import audit, look_over, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def the(company: str) -> Application:
    return Application.objects.get(company__name=company)


def test_a_note_is_chosen_held_back_in_words_and_sent_all_the_same(
    screen: Page, robin: User
) -> None:
    application = the("Thistle Bakeries")
    look_over(screen, f"/applications/{application.pk}/write/")
    screen.get_by_role("link", name="Ask how things stand").click()
    expect(screen.get_by_text("they asked not to be called").first).to_be_visible()
    expect(screen.get_by_text("You may write it all the same")).to_be_visible()
    audit(screen)
    body = screen.get_by_label("Note", exact=True)
    body.fill("Dear hiring team,\n\nplease call me about the pay.")
    words = "Keep to writing, and let them call you: “call me”"
    expect(screen.locator("#checks")).to_contain_text(words)
    expect(screen.locator("#checks")).to_contain_text("Kept at")
    screen.get_by_role("button", name="Sent", exact=True).click()
    expect(screen.get_by_text(re.compile("is written down as sent"))).to_be_visible()
    note = Message.objects.get(application=application, purpose="status")
    assert "about the pay" in note.body
    screen.get_by_role("button", name="Undo").click()
    expect(body).to_have_value("Dear hiring team,\n\nplease call me about the pay.")
    assert not Message.objects.filter(pk=note.pk).exists()


def test_until_they_said_is_told_on_the_page_of_the_note(screen: Page, robin: User) -> None:
    look_over(screen, f"/applications/{the('Fernhill Health').pk}/write/?purpose=status")
    expect(screen.get_by_text("the earliest note is").first).to_be_visible()
    expect(screen.get_by_text("What you write now is kept until then.")).to_be_visible()


def test_somebody_is_asked_to_be_a_reference(screen: Page, robin: User) -> None:
    hugo = Reference.objects.get(contact__name="Hugo Brandt")
    screen.goto(f"/references/{hugo.pk}/")
    screen.get_by_role("link", name="Write a note").click()
    screen.get_by_role("link", name="whether they still agree").click()
    expect(screen.get_by_label("Note", exact=True)).not_to_be_empty()
    audit(screen)


def test_by_keyboard_alone(page: Page, robin: User, sign_in) -> None:
    sign_in(page, robin)
    talk = Interview.objects.get(application__company__name="Juniper & Rowe")
    page.goto(f"/applications/{talk.application_id}/write/")
    option = page.get_by_role("link", name="Write to Juniper & Rowe about something else")
    for _ in range(40):
        page.keyboard.press("Tab")
        if option.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Write to Juniper & Rowe")).to_be_visible()
    body = page.get_by_label("Note", exact=True)
    body.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Dear Tomás, Tuesday suits me well. Kind regards, Robin")
    sent = page.get_by_role("button", name="Sent", exact=True)
    for _ in range(20):
        page.keyboard.press("Tab")
        if sent.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("is written down as sent"))).to_be_visible()
    assert Message.objects.get(purpose="other", application=talk.application).body.startswith(
        "Dear Tomás, Tuesday"
    )


def test_without_scripts(new_context, robin: User, sign_in, watch) -> None:
    page = watch.over(new_context(java_script_enabled=False).new_page())
    sign_in(page, robin)
    page.goto(f"/applications/{the('Thistle Bakeries').pk}/write/?purpose=status")
    page.get_by_label("Note", exact=True).fill("About the salary: how do things stand?")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#checks")).to_contain_text("“salary”")
    page.get_by_role("button", name="Sent", exact=True).click()
    expect(page.get_by_text(re.compile("is written down as sent"))).to_be_visible()
