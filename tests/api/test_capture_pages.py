"""Settings › Save from any page: the bookmark, and the extension's key, which is shown once."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from api.models import ApiKey, Scope
from api.services.keys import MOST_KEYS, key_of
from api.views.capture import BOOKMARKLET
from scripts import node
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
PAGE, CONNECT = "/settings/capture/", "/settings/capture/connect/"


@pytest.fixture
def fresh_client(seeker_client: Client) -> Client:
    """The seeker, who has just given the password."""
    found = seeker_client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert found.status_code == 302
    return seeker_client


def key_on(page: str) -> str:
    found = re.search(r'id="capture-key"[^>]*?value="([^"]*)"', page)
    return found[1] if found else ""


def test_the_bookmark_opens_the_form_of_this_site(seeker_client: Client) -> None:
    page = seeker_client.get(PAGE).content.decode()
    hrefs = [unescape(href) for href in re.findall(r'href="(javascript:[^"]*)"', page)]
    assert len(hrefs) == 1
    assert "open('http://testserver/applications/add/?url='" in hrefs[0]
    copied = re.search(r'id="bookmark-text"[^>]*?value="([^"]*)"', page)
    assert copied is not None
    assert unescape(copied[1]) == hrefs[0]


def test_the_bookmark_cuts_no_character_in_two() -> None:
    title, marked = "x" * 199 + "💼💼", "y" * 2999 + "💼💼"
    opened = opened_by_the_bookmark("https://x.example/job", title, marked)
    assert opened["title"] == title[:200]
    assert opened["text"] == marked[:3000][: len(opened["text"])]


def opened_by_the_bookmark(url: str, title: str, marked: str) -> dict[str, str]:
    """Run the bookmark on a made-up page, and return what the address that it opens says."""
    npm, env = node.npm_command()
    page = f"""
        globalThis.location = {{ href: {json.dumps(url)} }};
        globalThis.document = {{ title: {json.dumps(title)} }};
        globalThis.getSelection = () => {json.dumps(marked)};
        globalThis.open = (address) => console.log(JSON.stringify(
            Object.fromEntries(new URL(address).searchParams)));
    """
    script = (BOOKMARKLET % "https://jobs.example.org/").removeprefix("javascript:")
    run_node = npm[0] if npm[0] != "npm" else "node"
    done = subprocess.run(
        [run_node, "-e", page + script], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_settings_lead_there(seeker_client: Client) -> None:
    assert f'href="{PAGE}"' in seeker_client.get("/settings/").content.decode()


def test_nothing_is_created_before_the_press(fresh_client: Client) -> None:
    page = fresh_client.get(CONNECT)
    assert page.status_code == 200
    assert not ApiKey.objects.exists()


def test_a_press_creates_a_key_for_capture_alone_and_shows_it_once(
    fresh_client: Client, seeker: User
) -> None:
    token = uuid4()
    answer = fresh_client.post(CONNECT, {"token": token})
    secret = key_on(answer.content.decode())
    key = ApiKey.objects.get()
    assert key_of(secret, key.created_at) == key
    assert (key.owner, key.scopes, key.expires_at) == (seeker, [Scope.CAPTURE], None)
    assert "no-store" in answer["Cache-Control"]
    again = fresh_client.post(CONNECT, {"token": token}).content.decode()
    assert (key_on(again), ApiKey.objects.count()) == ("", 1)
    assert "shown only once" in again
    assert secret not in again


def test_no_address_holds_the_key(fresh_client: Client) -> None:
    page = fresh_client.post(CONNECT, {"token": uuid4()}).content.decode()
    secret = key_on(page)
    assert secret.startswith("jt_")
    assert page.count(secret) == 1


@pytest.mark.parametrize("token", ["", "x", "\0", "1" * 5000])
def test_a_broken_form_creates_nothing(fresh_client: Client, token: str) -> None:
    answer = fresh_client.post(CONNECT, {"token": token})
    assert answer.status_code == 422
    assert "Press the button again." in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_too_many_keys_are_said(fresh_client: Client) -> None:
    for _each in range(MOST_KEYS):
        fresh_client.post(CONNECT, {"token": uuid4()})
    answer = fresh_client.post(CONNECT, {"token": uuid4()})
    assert answer.status_code == 422
    assert "the most there can be" in answer.content.decode()
