"""Where a form leads on to: a page of this site, or none."""

import pytest
from django.test import RequestFactory

from jobtracker.http.redirects import next_page, safe_url


def test_the_form_is_heard_before_the_address() -> None:
    request = RequestFactory().post("/here/?next=/there/", {"next": "/elsewhere/"})
    assert next_page(request, "/home/") == "/elsewhere/"
    assert next_page(RequestFactory().get("/here/?next=/there/"), "/home/") == "/there/"
    assert next_page(RequestFactory().get("/here/"), "/home/") == "/home/"


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\else", ""],
)
def test_another_site_is_no_way_on(wanted: str) -> None:
    request = RequestFactory().get("/here/", {"next": wanted})
    assert next_page(request, "/home/") == "/home/"


@pytest.mark.parametrize("wanted", ["nowhere", "coach:index", "0:0", "2026-03-29T01:30", "?q=1"])
def test_a_word_is_no_way_on(wanted: str) -> None:
    request = RequestFactory().get("/here/", {"next": wanted})
    assert next_page(request, "/home/") == "/home/"


def test_a_whole_address_of_this_site_is_ours() -> None:
    request = RequestFactory().get("/")
    assert safe_url(request, "http://testserver/there/?a=1") == "http://testserver/there/?a=1"
    secure = RequestFactory().get("/", secure=True)
    assert safe_url(secure, "http://testserver/there/") == ""
