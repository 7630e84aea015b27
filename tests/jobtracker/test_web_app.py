"""The web app manifest: what phones need to install the site and to share to it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import resolve

pytestmark = pytest.mark.django_db


def size_of(name: str) -> tuple[int, int]:
    """The size that a PNG file says it has."""
    found = finders.find(name)
    assert isinstance(found, str)
    head = Path(found).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_the_manifest_names_what_installs_and_shares(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    found = answer.json()
    assert (found["name"], found["start_url"], found["display"]) == (
        "Jobtracker",
        "/",
        "standalone",
    )
    target = found["share_target"]
    assert target["method"] == "GET"
    assert resolve(target["action"]).url_name == "add"
    assert target["params"] == {"url": "url", "title": "title", "text": "text"}


def test_its_icons_are_there_in_the_sizes_it_says(client: Client) -> None:
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        width, height = size_of(icon["src"].removeprefix("/static/"))
        assert icon["sizes"] == f"{width}x{height}"


def test_pages_name_it_and_the_policy_lets_it_in(client: Client) -> None:
    page = client.get("/account/login/")
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page.content.decode()
    assert "manifest-src 'self'" in page["Content-Security-Policy"]
