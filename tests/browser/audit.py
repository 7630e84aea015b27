"""What must hold of every page: reachable by WCAG 2.2 AA in both themes, and never too wide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Page

from scripts.paths import NODE_MODULES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")
RUN_AXE = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
THEME_IS = "scheme => [scheme, 'system'].includes(document.documentElement.dataset.bsTheme)"
"""A page that follows the system does so by its style sheets, at once."""
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame(); await frame();
  await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
  await frame();
}"""
"""Colours on their way from one scheme to the other are nobody's contrast."""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const sticksOut = node => node.getBoundingClientRect().right > width + 1;
  const isHeld = node => node !== document.body
    && (getComputedStyle(node).overflowX !== 'visible' || isHeld(node.parentElement));
  const outside = [...document.body.querySelectorAll('*')]
    .filter(node => sticksOut(node) && ![...node.children].some(sticksOut))
    .filter(node => !isHeld(node.parentElement))
    .map(node => `${node.parentElement.className} > ${node.outerHTML}`.slice(0, 160));
  return outside.length ? outside : ['the page itself'];
}"""
"""The innermost things that stick out: what stands around them is only stretched by them, and
what a frame that scrolls by itself holds widens nothing."""


def assert_reachable(page: Page, schemes: Iterable[str] = SCHEMES) -> None:
    """Audit the page as it stands with axe-core, once in each colour scheme of the system."""
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(THEME_IS, arg=scheme)
        settle(page)
        page.evaluate(SETTLED)
        found = violations(page)
        assert not found, f"{page.url}, {scheme}:\n" + "\n".join(found)


def violations(page: Page) -> list[str]:
    """Return what axe-core objects to, a line an element."""
    # Given to the browser itself, not to the page: the page's policy would refuse the script.
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    found: dict[str, Any] = page.evaluate(RUN_AXE, TAGS)
    return [
        f"{rule['id']}: {node['html'][:160]} ({rule['help']})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def settle(page: Page) -> None:
    """Wait until the page has all that it is made of, its style sheets too, and stands still."""
    page.wait_for_load_state()
    page.evaluate(SETTLED)


def assert_fits(page: Page) -> None:
    """Assert that the page does not scroll sideways; name what sticks out."""
    settle(page)
    outside: list[str] = page.evaluate(TOO_WIDE)
    assert not outside, f"{page.url} is wider than its window:\n" + "\n".join(outside)
