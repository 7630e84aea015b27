"""Templates of mails: every style they name is there, and no name in them stays unknown."""

import re

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import UndefinedError

from digests.email import ENGINE, STYLES, styled

FOLDER = settings.BASE_DIR / "templates" / "digests" / "mail"
STYLED = re.compile(r'styled\("([^"]+)"\)')
IN_THE_DARK = re.compile(r"\.([a-z-]+)(?=[ ,][^;]*\{)")


def test_every_style_that_a_template_names_is_there() -> None:
    named = {
        name
        for path in FOLDER.glob("*.html")
        for names in STYLED.findall(path.read_text())
        for name in names.split()
    }
    assert named == set(STYLES)


def test_the_dark_changes_only_what_is_there() -> None:
    changed = set(IN_THE_DARK.findall((FOLDER / "_dark.html").read_text()))
    assert {"title", "card", "when-late"} <= changed <= set(STYLES)


def test_styles_of_two_classes_are_joined() -> None:
    assert f"{STYLES['card']} {STYLES['late']}" in styled("card late")
    assert styled("card late").startswith('class="card late" style="')


def test_each_mail_and_each_section_has_both_its_templates() -> None:
    found = {path.stem for path in FOLDER.glob("*.html")} - {"_acts", "_dark"}
    assert found == {path.stem for path in FOLDER.glob("*.txt")}


def test_a_name_that_is_unknown_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        engines[ENGINE].from_string("{{ nobody }}").render({})
