"""Styles of mails, which stand at each element: many mail programs read no style sheet."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from django.utils.html import format_html
from django.utils.safestring import SafeString

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
HEADING_FONT = "'Iowan Old Style', Palatino, Georgia, serif"
WHEN = "margin: 4px 0 0; font-size: 14px; font-variant-numeric: tabular-nums;"
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "whole": "margin: 0; padding: 0; background: #f7f6f2; color: #1d2220;"
        f" -webkit-text-size-adjust: 100%; font-family: {FONT}; font-size: 16px; line-height: 1.5;",
        "preheader": "display: none; max-height: 0; overflow: hidden;",
        "page": "background: #f7f6f2;",
        "column": "width: 100%; max-width: 560px; text-align: left;",
        "head": "padding: 32px 20px 4px;",
        "body": "padding: 0 20px;",
        "foot": "padding: 20px 20px 40px; font-size: 13px; color: #626860;",
        "foot-line": "margin: 0;",
        "foot-link": "color: #626860;",
        "title": f"margin: 0; font-family: {HEADING_FONT}; font-size: 28px; line-height: 1.2;"
        " font-weight: 600;",
        "heading": "margin: 28px 0 8px; font-size: 13px; line-height: 1.4; font-weight: 600;"
        " letter-spacing: .04em; text-transform: uppercase; color: #626860;",
        "lede": "margin: 6px 0 0; color: #4b524d;",
        "card": "width: 100%; background: #ffffff; border: 1px solid #e4e1d8; border-radius: 10px;"
        " border-collapse: separate; margin: 0 0 10px;",
        "late": "border-left: 4px solid #b3261e;",
        "figures": "table-layout: fixed; margin: 16px 0 0;",
        "card-in": "padding: 14px 16px;",
        "what": "margin: 0; font-size: 17px; line-height: 1.35; font-weight: 600;",
        "what-link": "color: #1d2220; text-decoration: none;",
        "about": "margin: 0; font-size: 14px; color: #626860;",
        "why": "margin: 8px 0 0;",
        "when": f"{WHEN} color: #4b524d;",
        "when-late": f"{WHEN} color: #b3261e; font-weight: 600;",
        "main-act": "margin: 12px 0 0;",
        "button": "display: inline-block; padding: 7px 14px; border-radius: 8px;"
        " background: #1b6350; color: #ffffff; font-weight: 600; line-height: 1.4;"
        " text-decoration: none;",
        "acts": "margin: 8px 0 0; font-size: 14px; line-height: 2;",
        "act": "color: #1b6350; white-space: nowrap;",
        "dot": "color: #858277;",
        "row": "padding: 10px 0; border-bottom: 1px solid #e4e1d8;",
        "row-what": "margin: 0; font-weight: 600;",
        "row-why": "margin: 0; font-size: 15px; color: #4b524d;",
        "row-acts": "margin: 2px 0 0; font-size: 14px; line-height: 1.8;",
        "questions": "margin: 8px 0 0; padding: 0 0 0 20px; font-size: 15px; color: #4b524d;",
        "more": "margin: 0; padding: 10px 0 0; font-size: 14px;",
        "more-link": "color: #1b6350;",
        "figure": "width: 20%; padding: 12px 2px; text-align: center; vertical-align: top;",
        "number": "font-size: 28px; line-height: 1.1; font-weight: 600;"
        " font-variant-numeric: tabular-nums;",
        "label": "font-size: 12px; color: #626860;",
    }
)
"""What each class looks like in the light; ``_dark.html`` says what changes in the dark."""


@cache
def styled(names: str) -> SafeString:
    """The attributes ``class`` and ``style`` of an element: ``{{ styled("card late") }}``."""
    style = " ".join(STYLES[name] for name in names.split())
    return format_html('class="{}" style="{}"', names, style)
