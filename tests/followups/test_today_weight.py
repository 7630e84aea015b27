"""What a browser fetches to run and dress Today: its scripts and styles, as they are sent."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.conftest import MakeApplication

MOST_BYTES = 100 * 1000
LINKED = re.compile(r'<(?:link rel="stylesheet"|script)[^>]*? (?:href|src)="/static/([^"]+)"')


def test_scripts_and_styles_are_light(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    make_application()
    page = seeker_client.get(reverse("followups:today")).content.decode()
    names = LINKED.findall(page)
    kinds = {Path(name).suffix for name in names}
    assert kinds == {".css", ".js"}
    assert len(names) == page.count("<script ") + page.count('rel="stylesheet"')
    assert sum(map(sent, names)) <= MOST_BYTES


def sent(name: str) -> int:
    """The bytes of a static file as it is sent, packed."""
    found = finders.find(name)
    assert isinstance(found, str), name
    return len(gzip.compress(Path(found).read_bytes()))
