"""Every static file that a template or a style sheet names is there.

In production one name without a file stops the build; in development it is a page without style.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from scripts.paths import ROOT

TAG = re.compile(r"""\{%\s*static\s+["']([^"'{]+)["']""")
URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')#?]+)""")
ICON_TAG = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']""")
ICON_NAMED = re.compile(r"""\b(?:icon|symbol)=["']([a-z0-9-]+)["']""")
PACKAGES = sorted(file.parent.name for file in ROOT.glob("*/apps.py"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))


def named(pattern: re.Pattern[str], suffix: str) -> set[str]:
    files = (ROOT / "templates").rglob(f"*{suffix}")
    return {name for file in files for name in pattern.findall(file.read_text())}


def test_what_templates_name_is_there() -> None:
    names = named(TAG, ".html")
    assert names
    assert {name for name in names if finders.find(name) is None} == set()


@pytest.mark.parametrize("sheet", STYLES, ids=lambda sheet: sheet.name)
def test_what_style_sheets_name_is_there(sheet: Path) -> None:
    names = URL.findall(sheet.read_text())
    assert {name for name in names if not (sheet.parent / name).is_file()} == set()


def test_the_icons_that_are_named_are_in_the_sprite() -> None:
    code = [file.read_text() for name in PACKAGES for file in (ROOT / name).rglob("*.py")]
    in_code = {name for text in code for name in ICON_NAMED.findall(text)}
    wanted = named(ICON_TAG, ".html") | named(ICON_NAMED, ".html") | in_code
    sprite = (ROOT / "static" / "vendor" / "icons.svg").read_text()
    missing = {name for name in wanted if f'id="{name}"' not in sprite}
    assert missing == set(), "add them to scripts/icons.txt, then: make setup"


def test_every_icon_in_the_sprite_is_shown_somewhere() -> None:
    shown = "".join(
        file.read_text()
        for folder in ("templates", "static/js", *PACKAGES)
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".html", ".js", ".py"}
    )
    lines = (ROOT / "scripts" / "icons.txt").read_text().splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    unused = [name for name in names if not re.search(rf"[\"'#]{name}[\"'<]", shown)]
    assert unused == [], "take them out of scripts/icons.txt"
