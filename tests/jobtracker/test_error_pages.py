"""When something goes wrong, the page says so in words, in our dress, with a way on."""

import re

import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path
from django.views import defaults
from django.views.csrf import csrf_failure

PAGES = {
    "400.html": "This request cannot be read",
    "403.html": "This page is not yours to open",
    "403_csrf.html": "This form had grown old",
    "404.html": "There is nothing at this address",
    "405.html": "There is nothing to read at this address",
    "413.html": "This is too large",
    "429.html": "Too many tries",
    "500.html": "Something broke on our side",
    "503_cache.html": "Try again in a minute",
    "503_database.html": "Try again in a minute",
    "busy.html": "Busy just now",
}


@pytest.mark.parametrize(("name", "heading"), PAGES.items())
def test_each_page_stands_without_any_context(name, heading):
    html = render_to_string(name)
    assert re.search(rf"<h1>\s*{heading}\s*</h1>", html)
    assert settings.SITE_NAME in html
    assert 'href="/"' in html


@pytest.fixture
def request_for_nothing():
    return RequestFactory().get("/nowhere/?secret=1")


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (defaults.bad_request, 400),
        (defaults.permission_denied, 403),
        (defaults.page_not_found, 404),
    ],
)
def test_django_answers_with_them(view, status, request_for_nothing):
    response = view(request_for_nothing, Exception("an inner secret"))
    assert response.status_code == status
    assert PAGES[f"{status}.html"] in response.content.decode()
    assert "secret" not in response.content.decode()


def test_a_fault_is_answered_without_touching_the_database(request_for_nothing):
    response = defaults.server_error(request_for_nothing)
    assert response.status_code == 500
    assert PAGES["500.html"] in response.content.decode()


def test_a_form_without_its_token_is_explained(request_for_nothing):
    response = csrf_failure(request_for_nothing, reason="CSRF cookie not set.")
    assert response.status_code == 403
    assert PAGES["403_csrf.html"] in response.content.decode()


class Broken:
    """One address, and it raises."""

    urlpatterns = [path("broken/", lambda request: 1 / 0)]


@pytest.mark.django_db
def test_a_broken_view_shows_the_page_and_not_the_trace(settings):
    settings.ROOT_URLCONF = Broken
    client = Client(raise_request_exception=False)
    response = client.get("/broken/")
    assert response.status_code == 500
    assert PAGES["500.html"] in response.content.decode()
    assert "ZeroDivisionError" not in response.content.decode()


def test_an_address_that_only_takes_forms_says_so(seeker_client):
    response = seeker_client.get("/settings/profile/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert PAGES["405.html"] in response.content.decode()


def test_without_a_database_the_page_is_the_same(settings, monkeypatch):
    """Whoever has a session is asked for in the database; the page must not be."""

    def gone(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", gone)
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    response = client.get("/")
    assert response.status_code == 500
    assert PAGES["500.html"] in response.content.decode()
    assert "refused" not in response.content.decode()
