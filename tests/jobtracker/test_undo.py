"""What can be taken back is kept in the session, once, and not for ever."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from jobtracker.http.undo import MAX_UNDOS, SLOT, add_undo_message, notify, pop


@pytest.fixture
def request_at(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.session = SessionStore()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def key_of(request: HttpRequest) -> str:
    (message,) = get_messages(request)
    assert message.extra_tags.startswith("/applications/undo/")
    return message.extra_tags.rstrip("/").rpartition("/")[2]


def test_an_act_is_offered_and_taken_once(request_at: HttpRequest) -> None:
    add_undo_message(request_at, "Moved.", "applications:undo", {"act": "moved"})
    key = key_of(request_at)
    assert pop(request_at, key) == {"act": "moved"}
    assert pop(request_at, key) is None


def test_a_key_of_nothing_gives_nothing(request_at: HttpRequest) -> None:
    assert pop(request_at, "made-up") is None


def test_the_oldest_are_forgotten(request_at: HttpRequest) -> None:
    for number in range(MAX_UNDOS + 3):
        add_undo_message(request_at, "Moved.", "applications:undo", {"n": number})
    kept = [what["n"] for what in request_at.session[SLOT].values()]
    assert kept == list(range(3, MAX_UNDOS + 3))


def test_what_is_only_said_has_no_undo(request_at: HttpRequest) -> None:
    notify(request_at, "Added.")
    (message,) = get_messages(request_at)
    assert (str(message), message.extra_tags) == ("Added.", "")
    assert SLOT not in request_at.session
