"""Copies the named front-end files to static/vendor/ and builds one sprite of the named icons.

Pages show an icon with `<svg><use href="…/vendor/icons.svg#bell"></use></svg>`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scripts import stamps
from scripts.paths import NODE_MODULES, ROOT, VENDOR, give_up

ICON_LIST = ROOT / "scripts" / "icons.txt"
STAMP = VENDOR / ".stamp"
COPIES = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "sortable.min.js": "sortablejs/Sortable.min.js",
    "chart.umd.min.js": "chart.js/dist/chart.umd.min.js",
    "bootstrap.LICENSE.txt": "bootstrap/LICENSE",
    "bootstrap-icons.LICENSE.txt": "bootstrap-icons/LICENSE",
    "sortable.LICENSE.txt": "sortablejs/LICENSE",
    "chart.LICENSE.txt": "chart.js/LICENSE.md",
}
SVG = re.compile(r'<svg[^>]*\bviewBox="(?P<box>[^"]+)"[^>]*>(?P<shapes>.*)</svg>', re.DOTALL)
SOURCE_MAP = re.compile(rb"\s*/[/*]# sourceMappingURL=\S+(?:\s*\*/)?\s*$")


def ensure() -> None:
    """Make static/vendor/ hold the named files and no others."""
    lock = NODE_MODULES.parent / "package-lock.json"
    wanted = stamps.digest([lock, ICON_LIST, Path(__file__)])
    if stamps.is_fresh(STAMP, wanted):
        return
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name, source in COPIES.items():
        (VENDOR / name).write_bytes(without_map((NODE_MODULES / source).read_bytes()))
    (VENDOR / "icons.svg").write_text(sprite(icon_names(ICON_LIST.read_text()), _icons()))
    stamps.write(STAMP, wanted)


def without_map(content: bytes) -> bytes:
    """Remove the last line that names a source map, which is not served and would be a 404."""
    return SOURCE_MAP.sub(b"\n", content)


def icon_names(listing: str) -> list[str]:
    """Return the unique names of an icon list, sorted: one per line, `#` starts a comment."""
    lines = (line.partition("#")[0].strip() for line in listing.splitlines())
    return sorted({line for line in lines if line})


def sprite(names: list[str], folder: Path) -> str:
    """Return an SVG document with a `<symbol>` for each named icon of `folder`."""
    missing = [name for name in names if not (folder / f"{name}.svg").is_file()]
    if missing:
        give_up(f"scripts/icons.txt names icons that bootstrap-icons lacks: {', '.join(missing)}.")
    symbols = "\n".join(symbol(name, (folder / f"{name}.svg").read_text()) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def symbol(name: str, svg: str) -> str:
    """Return the `<symbol>` for one icon's SVG. Raises ValueError if it has no viewBox."""
    found = SVG.search(svg)
    if found is None:
        raise ValueError(f"{name}: not an SVG with a viewBox")
    shapes = " ".join(found["shapes"].split())
    return f'<symbol id="{name}" viewBox="{found["box"]}">{shapes}</symbol>'


def _icons() -> Path:
    return NODE_MODULES / "bootstrap-icons" / "icons"


if __name__ == "__main__":
    ensure()
