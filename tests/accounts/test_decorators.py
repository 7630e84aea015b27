"""Who is not signed in is led to the sign-in page, by a redirect or by a word to htmx."""

import pytest
from django.test import Client


def test_a_page_leads_to_the_sign_in(client: Client, db: None) -> None:
    response = client.get("/applications/?q=design")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=/applications/%3Fq%3Ddesign"


def test_htmx_leaves_the_page_instead_of_swapping_the_sign_in_into_it(
    client: Client, db: None
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/applications/7/"}
    response = client.post("/applications/7/archive/", headers=headers)
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/account/login/?next=/applications/7/"
    assert response.content == b""


def sent_when_signed_out(client: Client, referer: str) -> str:
    """Where a form leads that is sent after the session ended, once signed in."""
    response = client.post("/settings/profile/", {"name": "Bo"}, headers={"Referer": referer})
    assert response.status_code == 302
    page = client.get(response.headers["Location"])
    assert "You had been signed out, so that was not saved." in page.content.decode()
    return response.headers["Location"]


def test_a_form_sent_too_late_leads_back_to_its_page(client: Client, db: None) -> None:
    found = sent_when_signed_out(client, "http://testserver/settings/?at=you")
    assert found == "/account/login/?next=/settings/%3Fat%3Dyou"


@pytest.mark.parametrize(
    "referer", ["", "https://elsewhere.example/settings/", "http://testserver.example/x/"]
)
def test_a_form_of_no_page_of_ours_leads_to_today(client: Client, db: None, referer: str) -> None:
    assert sent_when_signed_out(client, referer) == "/account/login/?next=/"


def test_reading_a_page_says_nothing_of_what_was_not_saved(client: Client, db: None) -> None:
    page = client.get(client.get("/settings/").headers["Location"])
    assert "not saved" not in page.content.decode()


def test_a_signed_in_person_gets_the_page(seeker_client: Client) -> None:
    assert seeker_client.get("/applications/").status_code == 200
