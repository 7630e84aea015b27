"""The copied front-end files and the icons' sprite."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts import frontend
from scripts.paths import VENDOR

SVG = "{http://www.w3.org/2000/svg}"
BELL = """<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" fill="currentColor"
  class="bi bi-bell" viewBox="0 0 16 16">
  <path d="M8 16"/>
  <path d="M1 2"/>
</svg>"""


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    for name in ("bell", "clock", "person"):
        (tmp_path / f"{name}.svg").write_text(BELL)
    return tmp_path


def test_names_are_read_one_a_line_without_remarks_sorted_and_once() -> None:
    assert frontend.icon_names("# all\nclock\n\nbell # rings\n  clock  \n") == ["bell", "clock"]


def test_a_symbol_keeps_the_box_and_the_shapes() -> None:
    assert frontend.symbol("bell", BELL) == (
        '<symbol id="bell" viewBox="0 0 16 16"><path d="M8 16"/> <path d="M1 2"/></symbol>'
    )


def test_what_is_no_icon_is_refused() -> None:
    with pytest.raises(ValueError, match="bell: not an SVG"):
        frontend.symbol("bell", "<html></html>")


def test_the_sprite_has_just_the_named_icons(icons: Path) -> None:
    root = ElementTree.fromstring(frontend.sprite(["bell", "person"], icons))
    assert [symbol.get("id") for symbol in root.findall(f"{SVG}symbol")] == ["bell", "person"]


def test_an_unknown_icon_is_told_by_name(icons: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        frontend.sprite(["bell", "bel", "klock"], icons)
    assert "bel, klock" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"a{}\n/*# sourceMappingURL=a.css.map */", b"a{}\n"),
        (b"f()\n//# sourceMappingURL=a.js.map\n", b"f()\n"),
        (b"f() //# sourceMappingURL=a.map\ng()\n", b"f() //# sourceMappingURL=a.map\ng()\n"),
        (b"a{}\n", b"a{}\n"),
    ],
)
def test_the_line_that_names_a_map_is_dropped(content: bytes, kept: bytes) -> None:
    assert frontend.without_map(content) == kept


def test_what_the_set_up_made_is_whole() -> None:
    served = {file.name for file in VENDOR.iterdir() if not file.name.startswith(".")}
    assert served == {*frontend.COPIES, "icons.svg"}
    names = frontend.icon_names(frontend.ICON_LIST.read_text())
    root = ElementTree.parse(VENDOR / "icons.svg").getroot()
    assert [symbol.get("id") for symbol in root] == names
