"""Who is not signed in is led to the sign-in page, by a redirect or by a word to htmx."""

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


def test_a_signed_in_person_gets_the_page(seeker_client: Client) -> None:
    assert seeker_client.get("/applications/").status_code == 200
