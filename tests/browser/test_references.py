"""References in a real browser: the ledger, one of them, consent, and what is shared."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.models import Application, Event, Message
from references.models import Reference
from tests.browser.demo import audit, look_over, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def the(name: str) -> Reference:
    return Reference.objects.get(contact__name=name)


def job(company: str) -> Application:
    return Application.objects.get(company__name=company, owner__name="Robin Hale")


def test_the_pages(screen: Page, robin: User) -> None:
    joan = the("Joan Whitfield").pk
    northlight = job("Northlight Energy").pk
    look_over(
        screen,
        "/references/",
        "/references/add/",
        f"/references/{joan}/",
        f"/references/{joan}/edit/",
        f"/references/{joan}/choose/",
        f"/references/{joan}/happened/",
        f"/references/{joan}/sent/",
        f"/references/{joan}/remove/",
        f"/applications/{northlight}/packet/{joan}/",
        f"/applications/{northlight}/references/",
    )


def test_an_answer_is_recorded_and_taken_back(screen: Page, robin: User) -> None:
    peter = the("Peter Song")
    screen.goto(f"/references/{peter.pk}/")
    expect(screen.get_by_text("You asked Peter Song and have no answer yet.")).to_be_visible()
    screen.get_by_label("What happened").select_option("agreed")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_text("Peter Song: agreed.")).to_be_visible()
    peter.refresh_from_db()
    assert peter.consent == Reference.Consent.AGREED
    screen.get_by_role("button", name="Undo").click()
    expect(screen.get_by_text("Taken back.")).to_be_visible()
    peter.refresh_from_db()
    assert peter.consent == Reference.Consent.ASKED


def test_thanks_are_recorded_in_place(screen: Page, robin: User) -> None:
    joan = the("Joan Whitfield")
    screen.goto(f"/references/{joan.pk}/")
    screen.get_by_role("button", name="I thanked them").click()
    expect(screen.get_by_text("Recorded: Thanks to a reference.")).to_be_visible()
    expect(screen.get_by_role("button", name="I thanked them")).to_be_hidden()
    assert Message.objects.filter(reference=joan, purpose="reference_thank_you").count() == 1
    audit(screen)


def test_one_who_has_not_agreed_is_not_shared(screen: Page, robin: User) -> None:
    harbour, peter = job("Harbour Analytics").pk, the("Peter Song").pk
    look_over(screen, f"/applications/{harbour}/packet/{peter}/")
    expect(screen.get_by_text("Keep the name to yourself")).to_be_visible()
    look_over(screen, f"/applications/{harbour}/references/")
    expect(screen.get_by_role("heading", name="Left out")).to_be_visible()
    screen.get_by_role("link", name="Record their answer").click()
    expect(screen.get_by_role("heading", name="Peter Song")).to_be_visible()


def test_choosing_and_being_called(screen: Page, robin: User) -> None:
    leila, cobalt = the("Leila Haddad"), job("Cobalt Transit")
    screen.goto(f"/references/{leila.pk}/")
    screen.get_by_role("link", name="Choose for an application").click()
    screen.get_by_label("For which application").select_option(str(cobalt.pk))
    screen.get_by_role("button", name="Choose", exact=True).click()
    card = screen.locator(".card").filter(has_text="Cobalt Transit")
    card.get_by_role("link", name="They were called, or wrote").click()
    screen.get_by_role("button", name="Save").click()
    expect(card.get_by_text("Not thanked for this yet")).to_be_visible()
    kinds = cobalt.events.filter(reference=leila).values_list("kind", flat=True)
    assert set(kinds) == {Event.Kind.REFERENCE_CHOSEN, Event.Kind.REFERENCE_CONTACTED}


def test_the_packet_is_copied(page: Page, robin: User, sign_in, context) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, robin)
    packet = f"/applications/{job('Northlight Energy').pk}/packet/{the('Joan Whitfield').pk}/"
    page.goto(packet)
    page.get_by_role("button", name="Copy it").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Dear Joan,\n\nNorthlight Energy may be in touch")


def test_one_is_written_to_and_thanked(screen: Page, robin: User) -> None:
    joan = the("Joan Whitfield")
    screen.goto(f"/references/{joan.pk}/")
    owed = screen.locator(".use-step-owed")
    owed.get_by_role("link", name="Write").click()
    expect(screen.get_by_role("heading", name="Thank Joan Whitfield")).to_be_visible()
    audit(screen)
    screen.get_by_role("button", name="Sent", exact=True).click()
    expect(
        screen.get_by_text("Your note to Joan Whitfield is written down as sent.")
    ).to_be_visible()
    screen.goto(f"/references/{joan.pk}/")
    expect(owed).to_have_count(0)


def test_the_day_of_an_answer_is_asked_for(screen: Page, robin: User) -> None:
    screen.goto(f"/references/{the('Peter Song').pk}/")
    screen.get_by_label("On", exact=True).fill("")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_text("Enter the day on which it was said.")).to_be_visible()
